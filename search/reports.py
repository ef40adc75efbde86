"""What people searched and did not find, for editors: words that several typed the same day, and nothing about them."""

from typing import Any

import django_filters
from django.utils.formats import date_format
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from .models import MissedSearch

permission_policy = ModelPermissionPolicy(MissedSearch)


class MissedSearchFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label="Jour", widget=DateRangePickerWidget)

    class Meta:
        model = MissedSearch
        fields: list[str] = []


class MissedSearchView(ReportView):
    """A line for each day and each search, the most frequent of the day first; as a table, a CSV or an XLSX file."""

    model = MissedSearch
    page_title = "Recherches sans résultat"
    header_icon = "search"
    index_url_name = "missed_searches"
    index_results_url_name = "missed_searches_results"
    filterset_class = MissedSearchFilterSet
    results_template_name = "search/admin/missed_results.html"
    permission_policy = permission_policy
    permission_required = "view"
    is_searchable = True
    search_fields = ["query"]
    columns = [
        Column("query", label="Recherche", sort_key="query"),
        Column("day", label="Jour", sort_key="day", accessor=lambda missed: date_format(missed.day)),
        Column("count", label="Nombre", sort_key="count"),
    ]
    list_export = ["day", "query", "count"]
    export_headings = {"day": "Jour", "query": "Recherche", "count": "Nombre"}

    def get_filename(self) -> str:
        return "recherches-sans-resultat"

    def get_base_queryset(self) -> Any:
        return MissedSearch.objects.exclude(query="")

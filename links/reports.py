"""The outside addresses that need an editor: those that no longer answer, and the pages that give them."""

from typing import Any

import django_filters
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from .models import LinkCheck
from .registry import Given, places


class LinkCheckFilterSet(WagtailFilterSet):
    outcome = django_filters.ChoiceFilter(
        label="État", choices=LinkCheck.Outcome.choices, empty_label="Ce qui demande une correction"
    )

    class Meta:
        model = LinkCheck
        fields: list[str] = []

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("outcome"):
            return found
        return found.exclude(outcome__in=[LinkCheck.Outcome.ANSWERS, LinkCheck.Outcome.CLOSED])


class LinkReportView(ReportView):
    """A line for each address, with the pages to correct; as a table, a CSV or an XLSX file."""

    model = LinkCheck
    page_title = "Liens cassés"
    header_icon = "link"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    filterset_class = LinkCheckFilterSet
    results_template_name = "links/admin/report_results.html"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    list_export = ["url", "get_outcome_display", "status", "detail", "checked_at"]
    export_headings = {
        "url": "Adresse",
        "get_outcome_display": "État",
        "status": "Code HTTP",
        "detail": "Précision",
        "checked_at": "Vérifiée le",
    }

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column("url", label="Adresse", sort_key="url", accessor=_address),
            Column("outcome", label="État", sort_key="outcome", accessor=_state),
            Column("checked_at", label="Vérifiée le", sort_key="checked_at", accessor=_day),
            Column("places", label="Où la corriger", accessor=lambda check: _links(self.places.get(check.url, []))),
        ]

    @cached_property
    def places(self) -> dict[str, list[Given]]:
        return places()

    def get_filename(self) -> str:
        return "liens-casses"

    def get_base_queryset(self) -> Any:
        return LinkCheck.objects.filter(url__in=self.places)


def _address(check: LinkCheck) -> SafeString:
    if not check.url.startswith(("https://", "http://")):
        return format_html("{}", check.url)
    return format_html('<a href="{0}" rel="noreferrer noopener">{0}</a>', check.url)


def _state(check: LinkCheck) -> str:
    code = f" ({check.status})" if check.status else ""
    return f"{check.get_outcome_display()}{code}. {check.detail}".strip()


def _day(check: LinkCheck) -> str:
    return date_format(localtime(check.checked_at), "j F Y")


def _links(given: list[Given]) -> SafeString:
    return format_html_join(", ", '<a href="{}">{}</a>', ((one.edit_url, one.title) for one in given))

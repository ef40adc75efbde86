"""« À relire »: the pages whose review is due, and the button that says that one was read again."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms import reviewing
from cms.models.reviewed import due_on


def day(value: Any, otherwise: str) -> str:
    """A date as the tables of the admin write it."""
    return date_format(value, "j F Y") if value else otherwise


class MarkColumn(Column):
    """A button that says « nothing changes », in a line of a report."""

    cell_template_name = "cms/admin/mark_cell.html"

    def __init__(self, name: str, says: str, get_url: Any, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.says, self.get_url = says, get_url

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        return context | {
            "url": self.get_url(instance),
            "says": self.says,
            "next": request.get_full_path().replace("/resultats/", "/"),
            "csrf_token": parent_context.get("csrf_token"),
        }


class MarkView(View):
    """Records, on POST, that somebody looked again at something and changes nothing."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect(self.list_url())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may(request.user):
            raise PermissionDenied
        obj = self.find(pk)
        self.mark(obj, request.user)
        messages.success(request, self.said(obj))
        return redirect(get_valid_next_url_from_request(request) or self.list_url())

    def list_url(self) -> str:
        raise NotImplementedError

    def may(self, user: Any) -> bool:
        raise NotImplementedError

    def find(self, pk: int) -> Any:
        raise NotImplementedError

    def mark(self, obj: Any, user: Any) -> None:
        raise NotImplementedError

    def said(self, obj: Any) -> str:
        raise NotImplementedError


class MarkReviewedView(MarkView):
    """« Relu aujourd'hui », for a page that readers see."""

    def list_url(self) -> str:
        return reverse("to_review")

    def may(self, user: Any) -> bool:
        return reviewing.may_mark(user)

    def find(self, pk: int) -> Page:
        types = [model._meta.model_name for model in reviewing.reviewed_types()]
        pages = Page.objects.live().filter(content_type__model__in=types)
        return get_object_or_404(pages, pk=pk).specific

    def mark(self, obj: Any, user: Any) -> None:
        reviewing.mark_reviewed(obj, user, timezone.localdate())

    def said(self, obj: Any) -> str:
        return f"« {obj.title} » est notée relue aujourd'hui. Elle reviendra dans un an."


def _kinds(request: Any) -> Any:
    types = ContentType.objects.get_for_models(*reviewing.reviewed_types())
    return ContentType.objects.filter(pk__in=[kind.pk for kind in types.values()]).order_by("model")


class KindField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.model_class()._meta.verbose_name_plural).capitalize()


class KindFilter(django_filters.ModelChoiceFilter):
    field_class = KindField


class ToReviewFilterSet(WagtailFilterSet):
    genre = KindFilter(label="Genre", field_name="content_type", queryset=_kinds, empty_label="Tous")

    class Meta:
        model = Page
        fields: list[str] = []


class ToReviewView(ReportView):
    """A line for each page to read again, the longest forgotten first; as a table, a CSV or an XLSX file."""

    model = Page
    page_title = "À relire"
    header_icon = "history"
    index_url_name = "to_review"
    index_results_url_name = "to_review_results"
    results_template_name = "cms/admin/to_review_results.html"
    filterset_class = ToReviewFilterSet
    is_searchable = False
    list_export = ["title", "kind", "reviewed_on", "due_on", "full_url"]
    export_headings = {
        "title": "Titre",
        "kind": "Genre",
        "reviewed_on": "Relue le",
        "due_on": "À relire depuis le",
        "full_url": "Adresse",
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_open(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[Column]:
        columns = [
            TitleColumn("title", label="Page", get_url=self.address),
            Column("kind", label="Genre", accessor=kind),
            Column("reviewed_on", label="Relue le", accessor=lambda page: day(page.reviewed_on, "jamais")),
            Column("due_on", label="À relire depuis le", accessor=_due),
        ]
        if reviewing.may_mark(self.request.user):
            columns.append(MarkColumn("mark", "Relu aujourd'hui", mark_url, label="Rien à changer ?"))
        return columns

    @cached_property
    def edits(self) -> bool:
        return bool(page_permission_policy.user_has_permission(self.request.user, "change"))

    def address(self, page: Page) -> str:
        """Its form for those who write pages, the page itself for the others."""
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) if self.edits else page.get_url(self.request) or ""

    def get_filename(self) -> str:
        return "a-relire"

    def get_base_queryset(self) -> Any:
        return reviewing.pages_to_review(timezone.localdate()).select_related("content_type")

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            "title": item.title,
            "kind": kind(item),
            "reviewed_on": item.reviewed_on,
            "due_on": due_on(item.reviewed_on, item.review_due),
            "full_url": item.get_full_url(self.request),
        }


def may_open(user: Any) -> bool:
    """Those who say that a page was read again, and those who write it again."""
    return reviewing.may_mark(user) or bool(page_permission_policy.user_has_permission(user, "change"))


def kind(page: Page) -> str:
    return str(page.cached_content_type.model_class()._meta.verbose_name).capitalize()


def _due(page: Any) -> str:
    return day(due_on(page.reviewed_on, page.review_due), "toujours")


def mark_url(page: Page) -> str:
    return reverse("mark_reviewed", args=[page.pk])

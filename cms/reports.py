"""The editorial calendar: what is scheduled, about to expire, expired, or awaiting somebody's approval."""

from typing import Any

import django_filters
from django.db.models import CharField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page, PageQuerySet, Revision, WorkflowState

from cms.quiet_lists import with_state

STATES = [
    ("attente", "En attente de relecture"),
    ("programme", "Publication programmée"),
    ("echeance", "Retrait programmé"),
    ("expire", "Expirée"),
]


def _awaiting() -> Exists:
    return Exists(
        WorkflowState.objects.filter(
            base_content_type__app_label="wagtailcore",
            base_content_type__model="page",
            object_id=OuterRef("pk_text"),
            status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        )
    )


def calendar_pages(pages: PageQuerySet, state: str = "") -> PageQuerySet:
    """Those of the pages that are in one of the calendar's states, or in any of them."""
    now = timezone.now()
    scheduled = Revision.page_revisions.filter(object_id=OuterRef("pk_text"), approved_go_live_at__gt=now)
    pages = pages.annotate(pk_text=Cast("pk", CharField())).annotate(
        is_awaiting=_awaiting(),
        is_scheduled=Exists(scheduled),
        scheduled_for=Subquery(scheduled.order_by("approved_go_live_at").values("approved_go_live_at")[:1]),
    )
    conditions = {
        "attente": Q(is_awaiting=True),
        "programme": Q(is_scheduled=True),
        "echeance": Q(live=True, expire_at__gt=now),
        "expire": Q(expired=True),
    }
    if state in conditions:
        return pages.filter(conditions[state])
    any_state = Q()
    for condition in conditions.values():
        any_state |= condition
    return pages.filter(any_state)


class CalendarFilterSet(WagtailFilterSet):
    etat = django_filters.ChoiceFilter(label="État", choices=STATES, empty_label="Tous", method="filter_state")

    class Meta:
        model = Page
        fields: list[str] = []

    def filter_state(self, queryset: PageQuerySet, name: str, value: str) -> PageQuerySet:
        return calendar_pages(queryset, value)


class EditorialCalendarView(PageReportView):
    """Pages with a date or a decision ahead of them, as a list that can be filtered and exported."""

    page_title = "Calendrier éditorial"
    header_icon = "calendar-alt"
    index_url_name = "editorial_calendar"
    index_results_url_name = "editorial_calendar_results"
    filterset_class = CalendarFilterSet
    results_template_name = "cms/admin/calendar_results.html"
    any_permission_required = ["add", "change", "publish"]
    list_export = ["title", "status_string", "scheduled_for", "expire_at", "latest_revision_created_at"]
    export_headings = {
        "title": "Titre",
        "status_string": "État",
        "scheduled_for": "Publication",
        "expire_at": "Retrait",
        "latest_revision_created_at": "Modifiée",
    }

    def get_queryset(self) -> Any:
        self.queryset = (
            with_state(calendar_pages(Page.objects.filter(depth__gt=1)))
            .specific(defer=True)
            .select_related("content_type", "latest_revision")
            .order_by("scheduled_for", "expire_at", "-latest_revision_created_at")
        )
        return super().get_queryset()

"""Wagtail's lists that ask again for each of their rows, made to ask as much whatever their number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowView
from wagtail.models import PageQuerySet, Revision, Task, TaskState, WorkflowMixin, WorkflowState

from cms.models import User


def with_state(pages: PageQuerySet) -> PageQuerySet:
    """With all that a row says of a page's state: scheduled, in review, root of a site."""
    return pages.annotate_site_root_state().annotate_approved_schedule().prefetch_workflow_states()


def with_state_in_choosers(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return with_state(pages)


def with_collection(files: QuerySet, request: HttpRequest) -> QuerySet:
    return files.select_related("collection")


def with_workflow(snippets: QuerySet) -> QuerySet:
    """Snippets with where each stands in its review."""
    if not issubclass(snippets.model, WorkflowMixin):
        return snippets
    active = WorkflowState.objects.active().select_related("current_task_state__task")
    kind = ContentType.objects.get_for_model(snippets.model)
    scheduled = Revision.objects.filter(
        base_content_type=kind, object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
    )
    snippets = snippets.annotate(_approved_schedule=Exists(scheduled))
    return snippets.prefetch_related(Prefetch("workflow_states", queryset=active, to_attr="_current_workflow_states"))


class QuietLockedPagesView(LockedPagesView):
    def get_queryset(self) -> Any:
        return with_state(super().get_queryset()).prefetch_related("latest_revision")

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> list[Any]:
        pages = list(object_list)
        people = User.objects.in_bulk({page.locked_by_id for page in pages if page.locked_by_id})
        for page in pages:
            page.locked_by = people.get(page.locked_by_id)
        return pages


class QuietWorkflowView(WorkflowView):
    def decorate_paginated_queryset(self, object_list: Iterable[WorkflowState]) -> list[WorkflowState]:
        """Each with what ``all_tasks_with_status`` would say, in two queries and one for each workflow."""
        flows = list(object_list)
        told = TaskState.objects.filter(workflow_state__in=[flow.pk for flow in flows]).order_by("started_at", "pk")
        latest = {(state.workflow_state_id, state.task_id): state for state in told}
        workflows = {flow.workflow_id: flow.workflow for flow in flows}
        tasks = {key: list(workflow.tasks) for key, workflow in workflows.items()}
        for flow in flows:
            flow.all_tasks_with_status = [
                _told(task, latest.get((flow.pk, task.pk))) for task in tasks[flow.workflow_id]
            ]
        return flows


def _told(task: Task, state: TaskState | None) -> dict[str, str]:
    """A task of a workflow as the report shows it."""
    display = state.get_status_display() if state else "Pas commencée"
    return {"name": task.name, "status": state.status if state else "", "status_display": display}


def _report(address: str, view: Any) -> list[Any]:
    return [
        path(f"reports/{address}/", require_admin_access(view.as_view())),
        path(f"reports/{address}/results/", require_admin_access(view.as_view(results_only=True))),
    ]


# At Wagtail's own addresses, found before Wagtail's.
urlpatterns = [*_report("locked", QuietLockedPagesView), *_report("workflow", QuietWorkflowView)]

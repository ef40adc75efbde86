"""The first page of the admin: what awaits me, what I may begin, where my texts stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import TaskState

from cms.drafts import writings_of
from cms.duties import SHOWN, Awaiting, Due, duties_of
from cms.edit_urls import edit_url
from cms.shortcuts import shortcuts_of

if TYPE_CHECKING:
    from cms.models import User

# What ours says in its place.
REPLACED = (RecentEditsPanel, UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


def to_approve(user: User, today: date) -> Awaiting:
    """Pages and snippets that others wrote and that this account may approve; the oldest first."""
    states = TaskState.objects.reviewable_by(user).filter(revision__isnull=False)
    oldest = states.select_related("revision", "workflow_state__requested_by").order_by("started_at", "pk")
    first = []
    for state in oldest[:SHOWN]:
        flow = state.workflow_state
        kind = ContentType.objects.get_for_id(flow.content_type_id).model_class()
        who = f"de {flow.requested_by}" if flow.requested_by else ""
        first.append(
            Due(
                state.revision.object_str,
                edit_url(kind, flow.object_id),
                timezone.localdate(state.started_at),
                ", ".join(filter(None, (str(kind._meta.verbose_name) if kind else "", who))),
            )
        )
    return Awaiting(states.count(), first, reverse("wagtailadmin_reports:workflow_tasks"))


class AwaitingPanel(Component):
    """« Ce qui m'attend »: each duty that holds something, or a kind word."""

    name = "awaiting"
    order = 10
    template_name = "cms/admin/first_page/awaiting.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user, today = parent_context["request"].user, timezone.localdate()
        held = [(duty, duty.awaiting(user, today)) for duty in duties_of(user)]
        return {
            "duties": [
                {"duty": duty, "awaiting": awaiting, "more": awaiting.count - len(awaiting.first)}
                for duty, awaiting in held
                if awaiting.count
            ]
        }


class BeginPanel(Component):
    """« Commencer »: what this account may do, in one click."""

    name = "begin"
    order = 20
    template_name = "cms/admin/first_page/begin.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"shortcuts": shortcuts_of(parent_context["request"].user)}


class WritingsPanel(Component):
    """« Mes brouillons »: what this account wrote and readers do not see yet."""

    name = "writings"
    order = 30
    template_name = "cms/admin/first_page/writings.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"writings": writings_of(parent_context["request"].user)}


def compose(panels: list[Any]) -> None:
    """Put ours in the place of those that would say the same again."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += [AwaitingPanel(), BeginPanel(), WritingsPanel()]

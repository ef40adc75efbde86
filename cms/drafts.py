"""What somebody wrote and readers do not see yet: sent back, kept as drafts, or being read by another person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail.permissions import page_permission_policy

from cms.duties import SHOWN, Due
from cms.edit_urls import edit_url
from cms.models import EditorialSnippet

if TYPE_CHECKING:
    from cms.models import User

ACTIVE = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass(frozen=True)
class Writing:
    """A group of one's texts that stand at the same point."""

    heading: str
    count: int
    first: Sequence[Due]  # SHOWN at most, the latest first


def writings_of(user: User) -> list[Writing]:
    """The groups that hold something, those to take up again first. A constant number of queries."""
    groups = [
        _in_workflow(user, WorkflowState.STATUS_NEEDS_CHANGES, "Revenus avec une remarque"),
        _drafts(user),
        _in_workflow(user, WorkflowState.STATUS_IN_PROGRESS, "Chez la personne qui relit"),
    ]
    return [group for group in groups if group.count]


def _in_workflow(user: User, status: str, heading: str) -> Writing:
    """What this account submitted, and the pages that it created."""
    own = Page.objects.filter(owner=user, pk=Cast(OuterRef("object_id"), models.IntegerField()))
    states = WorkflowState.objects.filter(
        Q(requested_by=user) | Q(base_content_type=ContentType.objects.get_for_model(Page)) & Exists(own),
        status=status,
        current_task_state__revision__isnull=False,
    )
    latest = states.select_related("current_task_state__revision", "current_task_state__finished_by")
    latest = latest.order_by("-current_task_state__started_at", "-pk")
    return Writing(heading, states.count(), [_told(state) for state in latest[:SHOWN]])


def _told(state: WorkflowState) -> Due:
    task = state.current_task_state
    kind = ContentType.objects.get_for_id(state.content_type_id).model_class()
    said = f"« {task.comment} »" if task.comment else ""
    remark = " : ".join(filter(None, (str(task.finished_by or ""), said)))
    moment = task.finished_at or task.started_at
    return Due(task.revision.object_str, edit_url(kind, state.object_id), timezone.localdate(moment), remark)


def _drafts(user: User) -> Writing:
    """What this account was the last to write, that is not as readers see it and that nobody was asked to read."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    kinds: list[tuple[type[models.Model], Any]] = [(Page, pages)]
    kinds += [(model, model._default_manager.all()) for model in _snippets(user)]
    count, found = 0, []
    for model, objects in kinds:
        asked = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(model),
            object_id=OuterRef("key_text"),
            status__in=ACTIVE,
        )
        drafts = objects.filter(Q(live=False) | Q(has_unpublished_changes=True), latest_revision__user=user)
        drafts = drafts.annotate(key_text=Cast("pk", models.CharField())).filter(~Exists(asked))
        count += drafts.order_by().count()
        lines = drafts.order_by("-latest_revision__created_at").values_list(
            "latest_revision__created_at", "latest_revision__object_str", "pk"
        )
        found += [(moment, title, edit_url(model, key)) for moment, title, key in lines[:SHOWN]]
    found.sort(reverse=True)
    first = [Due(title, url, timezone.localdate(moment)) for moment, title, url in found[:SHOWN]]
    return Writing("Brouillons", count, first)


def _snippets(user: User) -> list[type[EditorialSnippet]]:
    """The kinds of editorial snippets that this account may change."""
    kinds = (model for model in apps.get_models() if issubclass(model, EditorialSnippet))
    return [model for model in kinds if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")]

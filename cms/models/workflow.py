from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef
from wagtail.models import AbstractGroupApprovalTask, Revision, TaskState


def people_behind(obj: Any) -> set[int]:
    """Primary keys of those who wrote or submitted what awaits approval on this page or snippet.

    Everyone who saved a version since the published one counts, so that nobody approves their own work
    by having a colleague press the button.
    """
    revisions = Revision.objects.for_instance(obj)
    if obj.live and obj.live_revision_id:
        revisions = revisions.filter(created_at__gt=obj.live_revision.created_at)
    people = set(revisions.exclude(user=None).order_by().values_list("user_id", flat=True).distinct())
    state = obj.current_workflow_state
    if state and state.requested_by_id:
        people.add(state.requested_by_id)
    return people


class RelectureTask(AbstractGroupApprovalTask):
    """Approval by another person: whoever wrote or submitted a text, superusers included, cannot approve it."""

    @classmethod
    def get_description(cls) -> str:
        return "Une autre personne que celle qui a écrit le texte le relit et l'approuve."

    def get_actions(self, obj: Model, user: Any) -> list[tuple[str, str, bool]]:
        actions = super().get_actions(obj, user)
        if not actions or user.pk in people_behind(obj):
            return []
        latest = obj.get_latest_revision_as_object()  # type: ignore[attr-defined]
        if not latest.is_publishable():
            return [action for action in actions if action[0] == "reject"]
        return actions

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        states = super().get_task_states_user_can_moderate(user, **kwargs).exclude(workflow_state__requested_by=user)
        # Only what this person ever wrote is looked at closely: an import may leave thousands of states.
        written = Revision.objects.filter(
            user=user,
            base_content_type=OuterRef("workflow_state__base_content_type"),
            object_id=OuterRef("workflow_state__object_id"),
        )
        suspects = states.filter(Exists(written)).select_related("workflow_state")
        own = [state.pk for state in suspects if user.pk in people_behind(state.workflow_state.content_object)]
        return states.exclude(pk__in=own) if own else states

    class Meta:
        verbose_name = "relecture par une autre personne"
        verbose_name_plural = "relectures par une autre personne"

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        if action_name == "approve" and user.pk in people_behind(task_state.workflow_state.content_object):
            raise PermissionDenied("Une autre personne que l'auteur du texte doit l'approuver.")
        super().on_action(task_state, user, action_name, **kwargs)

"""What follows an approval. Wagtail imports this before the models: it names none."""

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what has just been approved: the approval is the permission, which no role has by itself."""
    workflow_state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)

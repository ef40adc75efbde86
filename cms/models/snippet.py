from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from .publication import PublicationRules


class EditorialSnippet(  # type: ignore[misc]
    PublicationRules,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    ClusterableModel,
):
    """What editors write and is not a page: drafted, previewed, reviewed by another person, with its history."""

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="%(class)s")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )

    class Meta:
        abstract = True

    @property
    def approved_schedule(self) -> bool:
        """Whether its publication is planned; not asked again where a list asked for all its rows."""
        known = getattr(self, "_approved_schedule", None)
        return self.scheduled_revision is not None if known is None else bool(known)

    @property
    def revisions(self) -> models.QuerySet:
        return self._revisions

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return f"{self._meta.app_label}/{self._meta.model_name}_preview.html"

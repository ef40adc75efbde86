from typing import Any

from rest_framework.fields import Field


class ContributorsField(Field):
    """Contributors of a reference, named as in CSL-JSON (``family``, ``given`` or ``literal``) with their role."""

    def to_representation(self, contributors: Any) -> list[dict[str, str]]:
        return [{"role": person.role, **person.csl_name()} for person in contributors.all()]


class CslField(Field):
    """A reference as a CSL-JSON item."""

    def to_representation(self, reference: Any) -> dict[str, Any]:
        return dict(reference.to_csl())


class MediaField(Field):
    """A recording: where it is, how long it lasts (seconds), and whether a machine speaks."""

    def to_representation(self, media: Any) -> dict[str, Any]:
        return {
            "title": media.title,
            "url": self.context["request"].build_absolute_uri(media.url),
            "duration": media.duration,
            "is_synthetic": media.is_synthetic,
        }

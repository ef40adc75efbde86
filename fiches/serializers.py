from typing import Any

from rest_framework.fields import Field

from cms.models import Media


class ContributorsField(Field):
    """Contributors of a reference, named as in CSL-JSON (``family``, ``given`` or ``literal``) with their role."""

    def to_representation(self, contributors: Any) -> list[dict[str, str]]:
        return [{"role": person.role, **person.csl_name()} for person in contributors.all()]


class TranscriptField(Field):
    """What is said in a recording, and when: ``{start, end, text, speaker}``, in seconds."""

    def to_representation(self, recording: Media) -> list[dict[str, Any]]:
        return [segment.as_dict() for segment in recording.segments]


class ChaptersField(Field):
    """The key moments of a recording: ``{start, title}``, in seconds."""

    def to_representation(self, recording: Media) -> list[dict[str, Any]]:
        return [chapter.as_dict() for chapter in recording.moments]

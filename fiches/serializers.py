import re
from collections.abc import Mapping
from typing import Any

from rest_framework.fields import Field

from cms.models import Media


class ContributorsField(Field):
    """Contributors of a reference, named as in CSL-JSON (``family``, ``given`` or ``literal``) with their role."""

    def to_representation(self, contributors: Any) -> list[dict[str, str]]:
        return [{"role": person.role, **person.csl_name()} for person in contributors.all()]


class CslField(Field):
    """A reference as a CSL-JSON item."""

    def to_representation(self, reference: Any) -> dict[str, Any]:
        return dict(reference.to_csl())


# A call as ``?rich_text_format=html`` gives it: see ``rich_text.CallHandler``.
_UNNUMBERED = re.compile(r'<a href="[^"]*" data-reference="(\d+)">\[réf\.\]</a>')


class BodyField(Field):
    """The text of a fiche, whose calls bear their numbers when it is given as HTML."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, fiche: Any) -> Any:
        value = fiche.body
        blocks = value.stream_block.get_api_representation(value, self.context)
        return _with_numbers(blocks, fiche.reference_numbers())


def _with_numbers(value: Any, numbers: Mapping[int, int]) -> Any:
    """The same JSON, in whose texts each call says its number."""
    if isinstance(value, dict):
        return {name: _with_numbers(item, numbers) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_with_numbers(item, numbers) for item in value]
    if isinstance(value, str) and "data-reference" in value:
        return _UNNUMBERED.sub(lambda match: _number(numbers.get(int(match[1]))), value)
    return value


def _number(number: int | None) -> str:
    return f"[{number}]" if number else ""


class CitedListField(Field):
    """The list « Références » of a fiche, in its order; ``number`` is null for what the text does not cite."""

    def to_representation(self, references: Any) -> list[dict[str, Any]]:
        entries = [(entry.number, entry.reference) for entry in references.cited]
        entries += [(None, reference) for reference in references.others]
        return [
            {
                "number": number,
                "id": reference.pk,
                "title": reference.title,
                "citation": reference.citation,
                "html_url": reference.full_url,
            }
            for number, reference in entries
        ]


class TranscriptField(Field):
    """What is said in a recording, and when: ``{start, end, text, speaker}``, in seconds."""

    def to_representation(self, recording: Media) -> list[dict[str, Any]]:
        return [segment.as_dict() for segment in recording.segments]


class ChaptersField(Field):
    """The key moments of a recording: ``{start, title}``, in seconds."""

    def to_representation(self, recording: Media) -> list[dict[str, Any]]:
        return [chapter.as_dict() for chapter in recording.moments]

"""Texts left empty in a field made of blocks."""

from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.rich_text import RichText


class WithoutBlanks(blocks.StreamBlock):
    """A stream that forgets the texts left empty: a form may offer one to begin with, and nobody has to remove it."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        value = super().value_from_datadict(data, files, prefix)
        kept = [child for child in value if not _is_blank(child.value)]
        return value if len(kept) == len(value) else blocks.StreamValue(self, kept)


def _is_blank(value: Any) -> bool:
    """Whether a text holds no word and nothing else to see."""
    if isinstance(value, RichText):
        return "<embed" not in value.source and not strip_tags(value.source).strip()
    return isinstance(value, str) and not value.strip()

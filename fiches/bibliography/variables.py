"""The variables of an item that describe a publication. Source: CSL 1.0.2 specification, appendix IV; CSL-JSON schema 1.0.

All else stays in the file that it came from: notes of whoever kept it, paths on a computer, what software adds for itself.
What is read here is published: nothing personal may pass.
"""

from collections.abc import Mapping
from typing import Any

NAMES = (
    "author", "editor", "translator", "collection-editor", "container-author", "composer", "curator", "director",
    "editor-translator", "editorial-director", "executive-producer", "chair", "compiler", "contributor", "guest",
    "host", "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer",
    "recipient", "reviewed-author", "script-writer", "series-creator",
)  # fmt: skip
DATES = ("issued", "accessed", "available-date", "event-date", "original-date", "submitted")
# ``note`` and ``annote`` are not among them, nor what a style computes (``citation-number``, ``locator``).
OTHERS = (
    "id", "type", "title", "custom", "keyword", "abstract", "language", "DOI", "PMID", "PMCID", "ISBN", "ISSN", "URL",
    "archive", "archive-place", "archive_collection", "archive_location", "authority", "call-number", "chapter-number",
    "citation-key", "collection-number", "collection-title", "container-title", "container-title-short", "dimensions",
    "division", "edition", "event-place", "event-title", "genre", "issue", "jurisdiction", "medium", "number",
    "number-of-pages", "number-of-volumes", "original-publisher", "original-publisher-place", "original-title", "page",
    "page-first", "part-number", "part-title", "printing", "publisher", "publisher-place", "references",
    "reviewed-genre", "reviewed-title", "scale", "section", "source", "status", "supplement", "title-short", "version",
    "volume", "volume-title", "volume-title-short",
)  # fmt: skip
PUBLISHED = frozenset((*NAMES, *DATES, *OTHERS))
# Names of CSL 1.0.1 and of Zotero.
RENAMED = {
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
}
# What CSL has no variable for stands in its ``custom`` object, under these names of ours.
CUSTOM = frozenset(("pourquoi-le-lire", "niveau-de-preuve", "acces-libre", "titre-traduit"))


def left_out(item: Mapping[str, Any]) -> tuple[str, ...]:
    """What an item as it is written says beyond them, by the names of its file."""
    custom = item.get("custom")
    names = [name for name, value in item.items() if value and RENAMED.get(name, name) not in PUBLISHED]
    return (*names, *(name for name in custom if name not in CUSTOM)) if isinstance(custom, dict) else tuple(names)

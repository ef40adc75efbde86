"""The demo's references, read from BibTeX."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bibtexparser
from bibtexparser.library import Library
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    NameParts,
    SeparateCoAuthors,
    SplitNameParts,
)
from pylatexenc.latex2text import LatexNodes2Text

from fiches.models import ReferenceContributor, ReferencePage, ThemeBibliographique

TYPES = {
    "article": "article-journal",
    "book": "book",
    "techreport": "report",
    "mastersthesis": "thesis",
}
# The parser's own decoder leaves the parts of names as they are.
_decode = LatexNodes2Text().latex_to_text
DEFAULT_GENRES = {"mastersthesis": "Mémoire"}


def reference_pages(
    path: Path,
) -> Iterator[tuple[str, ReferencePage, Callable[[Any], None]]]:
    """Key, new page and the function that fills it, for each entry of a BibTeX file."""
    # Names are split before LaTeX is decoded: decoding first would lose the braces that keep a body's name whole.
    library: Library = bibtexparser.parse_file(
        str(path),
        append_middleware=[
            SeparateCoAuthors(),
            SplitNameParts(),
            LatexDecodingMiddleware(),
        ],
    )
    for entry in library.entries:
        fields = {field.key.lower(): field.value for field in entry.fields}
        page = ReferencePage(title=_plain(fields["title"]), slug=entry.key, key=entry.key)
        yield entry.key, page, _filler(entry.entry_type, fields)


def _filler(kind: str, fields: dict[str, Any]) -> Callable[[Any], None]:
    def fill(page: ReferencePage) -> None:
        page.csl_type = TYPES[kind]
        page.genre = _plain(fields.get("type", DEFAULT_GENRES.get(kind, "")))
        page.container = _plain(fields.get("journal", ""))
        page.publisher = _plain(fields.get("publisher") or fields.get("institution") or fields.get("school") or "")
        page.place = _plain(fields.get("address", ""))
        page.year = int(fields["year"])
        page.month = int(fields["month"]) if "month" in fields else None
        page.volume = fields.get("volume", "")
        page.issue = fields.get("number", "")
        page.pages = fields.get("pages", "").replace("--", "–")
        page.doi = fields.get("doi", "")
        page.language = fields.get("language", "")
        slugs = [word.strip() for word in fields.get("keywords", "").split(",")]
        page.themes = list(ThemeBibliographique.objects.filter(slug__in=slugs))
        people = [(role, person) for role in ("author", "editor") for person in fields.get(role, [])]
        page.contributors = [
            ReferenceContributor(role=role, sort_order=order, **_name(person))
            for order, (role, person) in enumerate(people)
        ]

    return fill


def _name(person: NameParts) -> dict[str, str]:
    family = _plain(_decode(" ".join([*person.von, *person.last])))
    given = _plain(_decode(" ".join([*person.first, *person.jr])))
    # A name without a first name is a body: people always have one in this file, "others" aside.
    if not given:
        return {"literal": "et al." if family.lower() == "others" else family}
    return {"family": family, "given": given}


def _plain(text: str) -> str:
    return " ".join(text.replace("{", "").replace("}", "").split())

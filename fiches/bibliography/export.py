"""References as files that other software reads. What a format has no place for stands in its notes (``entries``)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import StreamingHttpResponse

from . import bibtex, csl_json, ris
from .csl import to_csl
from .items import Item

BATCH = 250  # pages held in memory at a time


@dataclass(frozen=True)
class ExportFormat:
    """A format of export: its name for readers, its media type, and what writes it."""

    label: str
    media_type: str
    write: Callable[[Iterable[Item]], Iterator[str]]


# By extension of the file. Media types: those that Zotero and citation managers recognise.
FORMATS = {
    "bib": ExportFormat("BibTeX", "application/x-bibtex", bibtex.write),
    "ris": ExportFormat("RIS", "application/x-research-info-systems", ris.write),
    "json": ExportFormat("CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json.write),
}


def export(references: Any, extension: str) -> Iterator[str]:
    """A queryset of references in a format of ``FORMATS``, piece by piece, in its order: memory stays flat."""
    return FORMATS[extension].write(_items(references))


def _items(references: Any) -> Iterator[Item]:
    keys = list(references.values_list("pk", flat=True))
    for begin in range(0, len(keys), BATCH):
        batch = keys[begin : begin + BATCH]
        pages = references.model.objects.filter(pk__in=batch).for_csl().in_bulk()
        yield from (to_csl(pages[key]) for key in batch if key in pages)


def export_response(references: Any, extension: str, name: str) -> StreamingHttpResponse:
    """The file, sent as it is written."""
    response = StreamingHttpResponse(
        export(references, extension), content_type=f"{FORMATS[extension].media_type}; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response

"""Any documents as fiches, by the thousand: for measures on a scratch site."""

import html
from collections.abc import Sequence

from django.db import transaction
from wagtail.models import Site

from fiches import bulk
from fiches.models import FicheIndexPage, FichePage

MAX_TITLE = 255
BATCH = 500  # pages held in memory at a time


def add_fiches(documents: Sequence[tuple[str, str]]) -> list[int]:
    """Publish a fiche for each (title, text), under the section of the fiches; primary keys in the same order.

    Nothing is validated, so that an empty title is kept. A title longer than ``MAX_TITLE`` is cut there and given whole
    at the head of the text. The search index is not touched: build it afterwards.
    """
    keys: list[int] = []
    with transaction.atomic():
        parent = _section()
        taken = bulk.last_place(parent)
        for begin in range(0, len(documents), BATCH):
            fiches = [
                _fiche(number, *document)
                for number, document in enumerate(documents[begin : begin + BATCH], start=taken + begin + 1)
            ]
            bulk.place(parent, fiches, taken + begin)
            bulk.insert(fiches)
            keys += [fiche.pk for fiche in fiches]
    return keys


def _section() -> FicheIndexPage:
    """The section of the fiches; made under the home page when there is none."""
    section = FicheIndexPage.objects.first()
    if section is None:
        section = FicheIndexPage(title="Fiches", slug="fiches")
        Site.objects.get(is_default_site=True).root_page.add_child(instance=section)
    return section


def _fiche(number: int, title: str, text: str) -> FichePage:
    """The fiche of the child ``number`` (from 1) of the section."""
    short = title[:MAX_TITLE]
    paragraphs = [*([title] if short != title else []), *text.split("\n\n")]
    return FichePage(
        title=short,
        slug=f"document-{number}",
        live=True,
        body=[("texte", "".join(f"<p>{html.escape(part)}</p>" for part in paragraphs if part.strip()))],
    )

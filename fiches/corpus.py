"""Any documents as fiches, by the thousand: for measures on a scratch site."""

import html
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.models import Locale, Page, Site

from fiches.models import FicheIndexPage, FichePage

MAX_TITLE = 255
BATCH = 500  # pages held in memory at a time


def add_fiches(documents: Sequence[tuple[str, str]]) -> list[int]:
    """Publish a fiche for each (title, text), under the section of the fiches; primary keys in the same order.

    The rows are those that ``add_child`` would leave, at 1 ms a fiche where it took 11 (300 fiches, SQLite): no signal is
    sent and nothing is validated, so that an empty title is kept. A title longer than ``MAX_TITLE`` is cut there and
    given whole at the head of the text. The search index is not touched: build it afterwards.
    """
    keys: list[int] = []
    with transaction.atomic():
        parent = _section()
        taken = parent.numchild
        for begin in range(0, len(documents), BATCH):
            fiches = [
                _fiche(parent, number, *document)
                for number, document in enumerate(documents[begin : begin + BATCH], start=taken + begin + 1)
            ]
            keys += _insert(fiches)
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(documents))
    return keys


def _section() -> FicheIndexPage:
    """The section of the fiches; made under the home page when there is none."""
    section = FicheIndexPage.objects.first()
    if section is None:
        section = FicheIndexPage(title="Fiches", slug="fiches")
        Site.objects.get(is_default_site=True).root_page.add_child(instance=section)
    return section


def _fiche(parent: FicheIndexPage, number: int, title: str, text: str) -> FichePage:
    """A fiche ready to insert as the child ``number`` (from 1) of its section."""
    short = title[:MAX_TITLE]
    paragraphs = [*([title] if short != title else []), *text.split("\n\n")]
    slug = f"document-{number}"
    return FichePage(
        title=short,
        draft_title=short,
        slug=slug,
        url_path=f"{parent.url_path}{slug}/",
        path=Page._get_path(parent.path, parent.depth + 1, number),
        depth=parent.depth + 1,
        locale=Locale.get_default(),
        content_type=ContentType.objects.get_for_model(FichePage),
        live=True,
        body=[("texte", "".join(f"<p>{html.escape(part)}</p>" for part in paragraphs if part.strip()))],
    )


def _insert(fiches: list[FichePage]) -> list[int]:
    """Insert rows of both tables; primary keys in order."""
    shared = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    Page.objects.bulk_create(Page(**{name: getattr(fiche, name) for name in shared}) for fiche in fiches)
    paths: dict[str, Any] = dict(
        Page.objects.filter(path__in=[fiche.path for fiche in fiches]).values_list("path", "pk")
    )
    for fiche in fiches:
        fiche.pk = fiche.id = fiche.page_ptr_id = paths[fiche.path]
        fiche.save_base(raw=True, force_insert=True)  # this table's row alone
    return [fiche.pk for fiche in fiches]

"""Makes the draft: the pictures join the library, then the blocks join a new fiche or the draft of one that exists."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from cms.models import User
from fiches.models import FicheIndexPage, FichePage, WordImport

from .blocks import Raw, raw_blocks
from .forms import DraftForm
from .parts import Reading, Remarks
from .pictures import add_picture


class ImportGoneError(Exception):
    """The document no longer waits: another click imported it already."""


@dataclass(frozen=True)
class Draft:
    """What an import made: the fiche, what became of the pictures."""

    fiche: FichePage
    undescribed: int = 0
    refused: int = 0


@transaction.atomic
def make_draft(
    kept: WordImport, reading: Reading, form: DraftForm, section: FicheIndexPage | None, user: User
) -> Draft:
    """A new fiche under ``section``, or a new revision of the one that the document completes. Nothing is published.

    Raises ImportGoneError.
    """
    if not WordImport.objects.filter(pk=kept.pk).delete()[0]:
        raise ImportGoneError
    data = form.cleaned_data
    summary = data.get("summary", "")
    blocks = raw_blocks(reading.parts, summary, Remarks())
    blocks, undescribed, refused = _with_pictures(blocks, reading, form, user)
    if kept.fiche is not None:
        fiche = _append(kept.fiche, blocks, user)
    elif section is not None:
        fiche = _create(section, data, blocks, user)
    else:
        raise ImportGoneError
    return Draft(fiche, undescribed, refused)


def _with_pictures(blocks: list[Raw], reading: Reading, form: DraftForm, user: User) -> tuple[list[Raw], int, int]:
    """The blocks with the images of the library; how many images wait for their description, how many were refused."""
    found: list[Raw] = []
    known: dict[str, Any] = {}
    rank = undescribed = refused = 0
    for block in blocks:
        if block["type"] != "image":
            found.append(block)
            continue
        rank += 1
        said = form.chosen(rank)
        if said is None:
            continue
        digest = block["value"]["image"]["image"]
        if digest not in known:
            title = said["alt_text"] or f"{reading.title} – image {rank}"
            known[digest] = add_picture(reading.pictures[digest], title, user)
        if known[digest] is None:
            refused += 1
            continue
        undescribed += not (said["alt_text"] or said["decorative"])
        image = {"image": known[digest].pk, **said}
        found.append({"type": "image", "value": {**block["value"], "image": image}})
    return found, undescribed, refused


def _create(section: FicheIndexPage, data: dict[str, Any], blocks: list[Raw], user: User) -> FichePage:
    fiche = FichePage(
        title=data["title"],
        slug=_slug(data["title"], section),
        part=data["part"],
        theme=data["theme"],
        summary=data["summary"],
        body=_stream(blocks),
        live=False,
        owner=user,
    )
    section.add_child(instance=fiche)
    fiche.save_revision(user=user, log_action=True, clean=False)
    return fiche


def _slug(title: str, section: FicheIndexPage) -> str:
    """The address that the title gives, with a number when it is taken."""
    base = slugify(title)[:200]
    taken = set(section.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{rank}" for rank in range(2, len(taken) + 3))) if slug not in taken)


def _append(fiche: FichePage, blocks: list[Raw], user: User) -> FichePage:
    """The blocks after those of the fiche's last draft; what else it says, and what readers see, do not change."""
    draft = fiche.get_latest_revision_as_object()
    draft.body = _stream([*draft.body.raw_data, *blocks])
    draft.save_revision(user=user, log_action=True, clean=False)
    return draft


def _stream(blocks: list[Raw]) -> Any:
    field: Any = FichePage._meta.get_field("body")
    return field.stream_block.to_python(blocks)

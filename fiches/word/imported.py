"""A kept document read again: what its preview shows, and what its import writes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError

from cms.models import User
from cms.outline import Anchors
from cms.uploads import or_refuse
from fiches.models import FichePage, WordImport

from .blocks import MAX_BLOCKS, Raw, raw_blocks
from .opening import DAMAGED, opened
from .parts import Aside, Picture, Reading, Remarks
from .pictures import may_add_pictures
from .reading import read

MAX_TITLE = 255  # of Wagtail's pages


def reading_of(content: bytes, name: str, user: User, room: int = MAX_BLOCKS) -> Reading:
    """What a document says, as far as this account may import it. Raises ValidationError.

    ``room`` is how many blocks its fiche still takes.
    """
    reading = said_by(content, name)
    if not may_add_pictures(user):
        _without_pictures(reading)
    blocks = len(raw_blocks(reading.parts, "", Remarks()))
    if not reading.parts and not reading.title:
        raise ValidationError(
            "Ce document ne contient ni texte, ni tableau, ni image que le site sache lire. Vérifiez-le, puis renvoyez-le."
        )
    if blocks > room:
        raise ValidationError(
            f"Ce document donnerait {blocks} blocs (titres, textes, tableaux, images) ; cette fiche en tient encore {room}. "
            "Coupez-le en plusieurs documents, un par fiche."
        )
    reading.title = (reading.title or PurePath(name).stem.replace("_", " "))[:MAX_TITLE].strip()
    return reading


def said_by(content: bytes, name: str) -> Reading:
    """What a document says. Raises ValidationError."""
    document = opened(content, name)
    with or_refuse(DAMAGED):
        return read(document)


def room_in(fiche: FichePage | None) -> int:
    """How many blocks a fiche may still take."""
    return MAX_BLOCKS if fiche is None else max(0, MAX_BLOCKS - len(fiche.get_latest_revision_as_object().body))


def _without_pictures(reading: Reading) -> None:
    if count := sum(isinstance(part, Picture) for part in reading.parts):
        reading.remarks.leave(Aside.PICTURE_RIGHT, count=count)
    reading.parts = [part for part in reading.parts if not isinstance(part, Picture)]
    reading.pictures = {}


@dataclass(frozen=True)
class Shown:
    """One block of the preview: its HTML, or the rank of its picture."""

    html: str = ""
    rank: int = 0
    digest: str = ""
    caption: str = ""


def shown(blocks: list[Raw]) -> Iterator[Shown]:
    """The blocks by the templates that readers will see them through; pictures are not in the library yet."""
    field: Any = FichePage._meta.get_field("body")
    written = iter(field.stream_block.to_python([block for block in blocks if block["type"] != "image"]))
    context = {"anchors": Anchors()}
    rank = 0
    for block in blocks:
        if block["type"] == "image":
            rank += 1
            yield Shown(rank=rank, digest=block["value"]["image"]["image"], caption=block["value"]["caption"])
        else:
            yield Shown(html=next(written).render(context))


def read_again(kept: WordImport, user: User) -> Reading:
    """What a kept document says. Raises ValidationError when it no longer fits in its fiche."""
    return reading_of(kept.content, kept.name, user, room_in(kept.fiche))

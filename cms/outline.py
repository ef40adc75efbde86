"""The headings of a text, and the fragments of address that lead to them."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

MAX_ANCHOR_LENGTH = 80
# Ids that templates write around a text: no heading may take one. tests/cms/test_outline.py keeps this list whole.
RESERVED_IDS = frozenset(
    {
        "a-lire-d-abord",
        "agenda",
        "appeler",
        "autres",
        "avant",
        "change",
        "cite",
        "commencer",
        "contenu",
        "cote",
        "danger",
        "ecouter",
        "emporter",
        "ensuite",
        "essentiel",
        "ici",
        "inconnus",
        "joindre",
        "laisse",
        "liste",
        "lots",
        "maintenant",
        "moments",
        "numeros-a-verifier",
        "ordre",
        "parcourir",
        "partout",
        "pied",
        "pourquoi",
        "q",
        "quand",
        "quitter",
        "references",
        "referents",
        "resultats",
        "resume",
        "reunions",
        "secours",
        "service",
        "sommaire",
        "texte-garde",
        "transcription",
        "vide",
    }
)


@dataclass(frozen=True)
class Heading:
    """A part of a text, as its contents show it."""

    text: str
    anchor: str


class Anchors:
    """Hands out the anchors of one text, in reading order: a text met again gets ``-2``, ``-3``…"""

    def __init__(self) -> None:
        self._taken = set(RESERVED_IDS)

    def take(self, text: str) -> str:
        base = heading_anchor(text)
        anchor, rank = base, 1
        while anchor in self._taken:
            rank += 1
            anchor = f"{base}-{rank}"
        self._taken.add(anchor)
        return anchor


def heading_anchor(text: str) -> str:
    """The fragment that leads to a heading: its text, in lower case and without accents."""
    return slugify(text.replace("'", "-").replace("’", "-"))[:MAX_ANCHOR_LENGTH].strip("-") or "partie"


def outline(stream: Any) -> list[Heading]:
    """The main parts (h2) of a stream, each with the anchor that its heading shows. Nothing is rendered."""
    anchors = Anchors()
    headings = []
    for block in stream.raw_data:
        if block["type"] == "titre":
            text = block["value"]["text"]
            anchor = anchors.take(text)
            if block["value"]["level"] == "h2" and text.strip():
                headings.append(Heading(text=text, anchor=anchor))
    return headings

"""What a document says, apart from the way Word writes it and from the way the site shows it."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

MAX_EXCERPTS = 5  # of what is left out, of each kind: enough to find it in the document


@dataclass(frozen=True)
class Span:
    """A stretch of text written in one way; ``\\n`` is a line break inside a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


@dataclass
class Heading:
    """``level`` is Word's own, from 1."""

    text: str
    level: int


@dataclass
class Paragraph:
    spans: list[Span]


@dataclass
class Item:
    """One entry of a list; ``depth`` is 0 for the outermost list."""

    spans: list[Span]
    depth: int
    ordered: bool


@dataclass
class Table:
    """Rows of the same length."""

    rows: list[list[str]]
    header: bool
    caption: str = ""


@dataclass
class Picture:
    """A picture in its place; ``digest`` finds its file among those of the document."""

    digest: str
    alt: str = ""
    decorative: bool = False
    caption: str = ""


@dataclass
class Caption:
    """A caption that has not met its picture or its table yet."""

    text: str


Part = Heading | Paragraph | Item | Table | Picture | Caption


class Aside(StrEnum):
    """What a document holds and a fiche does not; worded in ``wording.py``."""

    TEXT_BOX = "text_box"
    COMMENT = "comment"
    DELETED = "deleted"
    HIDDEN = "hidden"
    HEADER_FOOTER = "header_footer"
    CONTENTS = "contents"
    EQUATION = "equation"
    OBJECT = "object"
    CHART = "chart"
    DIAGRAM = "diagram"
    SYMBOL = "symbol"
    PICTURE_FORMAT = "picture_format"
    PICTURE_TOO_LARGE = "picture_too_large"
    PICTURE_LINKED = "picture_linked"
    PICTURE_RIGHT = "picture_right"


class Change(StrEnum):
    """What is kept in another shape; worded in ``wording.py``."""

    INSERTED = "inserted"
    NOTE = "note"
    MERGED = "merged"
    NESTED_TABLE = "nested_table"
    FRAME = "frame"
    LONG_HEADING = "long_heading"
    DEEP_HEADING = "deep_heading"
    GUESSED_HEADING = "guessed_heading"
    GUESSED_LIST = "guessed_list"
    TABLE_LINK = "table_link"


@dataclass
class Remarks:
    """How many of each, and the first words of what is left out."""

    aside: Counter[Aside] = field(default_factory=Counter)
    excerpts: dict[Aside, list[str]] = field(default_factory=dict)
    changed: Counter[Change] = field(default_factory=Counter)

    def leave(self, kind: Aside, text: str = "", count: int = 1) -> None:
        self.aside[kind] += count
        excerpts = self.excerpts.setdefault(kind, [])
        text = " ".join(text.split())
        if text and len(excerpts) < MAX_EXCERPTS:
            excerpts.append(text if len(text) <= 120 else f"{text[:119]}…")


@dataclass
class Reading:
    """A whole document."""

    title: str = ""
    summary: str = ""
    parts: list[Part] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)


def plain(spans: list[Span]) -> str:
    """The text of some spans on one line."""
    return " ".join("".join(span.text for span in spans).split())

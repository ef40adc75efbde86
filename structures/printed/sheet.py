"""A printed page: fonts, colours, French metadata, and what the card and the poster both draw. Lengths in millimetres."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import cache
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

import segno
from fontTools.ttLib import TTFont
from fpdf import FPDF, ViewerPreferences

from cms.typography import NARROW, NBSP, french

from .content import PrintedContent

HERE = Path(__file__).parent
NIGHT_DRAWING = HERE / "nuit.svg"
FONTS = {
    ("sans", ""): HERE / "fonts/AtkinsonHyperlegible-Regular.ttf",
    ("sans", "B"): HERE / "fonts/AtkinsonHyperlegible-Bold.ttf",
    ("serif", ""): HERE / "fonts/Literata-SemiBold.ttf",
}
Colour = tuple[int, int, int]
# The tokens of the style sheet, in its light scheme.
NIGHT: Colour = (16, 34, 43)
ON_NIGHT: Colour = (244, 241, 234)
LAMP: Colour = (245, 187, 74)
INK: Colour = (0, 0, 0)
INK_SOFT: Colour = (60, 60, 60)
LINE: Colour = (150, 150, 150)
ALARM: Colour = (143, 29, 29)
MM_PER_POINT = 25.4 / 72
ELLIPSIS = "…"


class Sheet(FPDF):
    """A document without margins nor page breaks: everything is placed."""

    def __init__(self, size: tuple[float, float], title: str, content: PrintedContent) -> None:
        super().__init__(unit="mm", format=size)
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        for (family, style), path in FONTS.items():
            self.add_font(family, style, path)
        self.set_lang("fr")
        self.set_title(french(title))
        self.set_author(french(content.service))
        self.set_subject(french("Les lignes d'écoute et leurs horaires"))
        self.set_creator(french(content.service))
        self.set_producer("fpdf2")
        self.set_creation_date(datetime.combine(content.day, time(), ZoneInfo("Europe/Paris")))
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.add_page()

    def write_at(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        family: str = "sans",
        bold: bool = False,
        colour: Colour = INK,
        link: str = "",
    ) -> float:
        """One line of text whose top left corner is given; size in points. Returns its width."""
        self.set_font(family, "B" if bold else "", size)
        self.set_text_color(*colour)
        text = printable(text)
        width = self.get_string_width(text)
        self.set_xy(x, y)
        self.cell(width, size * MM_PER_POINT, text, link=link)
        return width

    def lines_of(self, text: str, size: float, width: float, most: int, *, bold: bool = False) -> list[str]:
        """The text cut into lines of this width; what does not fit in the most lines allowed ends with an ellipsis."""
        self.set_font("sans", "B" if bold else "", size)
        lines: list[str] = self.multi_cell(  # type: ignore[assignment]
            width, text=printable(text), dry_run=True, output="LINES", align="L"
        )
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.get_string_width(last + ELLIPSIS) > width:
            last = last[:-1]
        return [*lines[: most - 1], last.rstrip() + ELLIPSIS]

    def width_of(self, text: str, size: float, *, family: str = "sans", bold: bool = False) -> float:
        """How wide the text is at this size in points."""
        self.set_font(family, "B" if bold else "", size)
        return self.get_string_width(printable(text))

    def fitting(self, text: str, size: float, width: float, *, family: str = "sans", bold: bool = False) -> float:
        """The largest size in points, at most this one, at which the text holds in this width."""
        needed = self.width_of(text, size, family=family, bold=bold)
        return size if needed <= width else size * width / needed

    def mark(self, x: float, y: float, size: float, colour: Colour) -> None:
        """The wordmark, with its point of light."""
        em = size * MM_PER_POINT
        x += self.write_at(x, y, "med", size, family="serif", colour=colour) + em * 0.07
        self.set_fill_color(*LAMP)
        self.circle(x + em * 0.17, y + em * 0.32, em * 0.17, style="F")
        self.write_at(x + em * 0.41, y, "aide", size, family="serif", colour=colour)

    def night(self, x: float, y: float, width: float, height: float, top: float) -> None:
        """The drawing at this width, from this height of it down, cut to the frame."""
        with self.rect_clip(x, y, width, height):
            self.image(NIGHT_DRAWING, x, y - top, width)

    def qr(self, x: float, y: float, side: float, address: str) -> None:
        """The address as a QR code, drawn as vectors, its quiet zone within the side."""
        code = segno.make_qr(address, error="m")
        quiet = 4  # modules, of which readers need that many (ISO/IEC 18004)
        rows = [list(row) for row in code.matrix]
        module = side / (len(rows) + 2 * quiet)
        self.set_fill_color(255, 255, 255)
        self.rect(x, y, side, side, style="F")
        self.set_fill_color(*INK)
        for row, column, length in _runs(rows):
            self.rect(x + (quiet + column) * module, y + (quiet + row) * module, length * module, module, style="F")
        self.link(x, y, side, side, address)

    def bytes(self) -> bytes:
        return bytes(self.output())


def printable(text: str) -> str:
    """French typography with the characters that the fonts have; the others are left out."""
    text = french(text).replace(NARROW, NBSP)
    return "".join(letter for letter in text if ord(letter) in _known_characters())


@cache
def _known_characters() -> frozenset[int]:
    known = [set(TTFont(path).getBestCmap()) for path in FONTS.values()]
    return frozenset(set.intersection(*known))


def _runs(rows: list[list[int]]) -> Iterator[tuple[int, int, int]]:
    """Row, first column and length of each stretch of dark modules."""
    for row, modules in enumerate(rows):
        column = 0
        for dark, group in groupby(modules):
            length = len(list(group))
            if dark:
                yield row, column, length
            column += length

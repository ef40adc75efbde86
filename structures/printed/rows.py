"""The list of numbers, as large as its frame allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .content import PrintedNumero
from .sheet import INK_SOFT, LINE, MM_PER_POINT, Sheet

# From the size wished down to three quarters of it; beyond that, numbers that do not hold are left to the site.
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76)
LEADING = 1.25
MOST_AIR = 1.2  # between two numbers, in gaps, when there is room to spare


@dataclass(frozen=True)
class Sizes:
    """Sizes in points, widths in millimetres."""

    number: float
    label: float
    details: float
    number_width: float
    gap: float

    def at(self, scale: float) -> Sizes:
        """Smaller letters in the same columns."""
        return Sizes(self.number * scale, self.label * scale, self.details * scale, self.number_width, self.gap * scale)


@dataclass(frozen=True)
class _Row:
    numero: PrintedNumero
    label: list[str]
    details: list[str]
    sizes: Sizes

    @property
    def height(self) -> float:
        text = len(self.label) * self.sizes.label + len(self.details) * self.sizes.details
        return max(text * LEADING, self.sizes.number * LEADING) * MM_PER_POINT + self.sizes.gap


def draw_numeros(
    sheet: Sheet,
    numeros: Sequence[PrintedNumero],
    frame: tuple[float, float, float, float],
    sizes: Sizes,
) -> int:
    """Draw as many numbers as the frame (x, y, width, height) holds, the first ones first. Returns how many."""
    x, y, width, height = frame
    rows: list[_Row] = []
    for scale in SCALES:
        rows = [_row(sheet, numero, width, sizes.at(scale)) for numero in numeros]
        if sum(row.height for row in rows) <= height:
            break
    while rows and sum(row.height for row in rows) > height:
        rows.pop()
    spare = height - sum(row.height for row in rows)
    air = min(spare / max(len(rows), 1), sizes.gap * MOST_AIR)
    for position, row in enumerate(rows):
        if position:
            sheet.set_draw_color(*LINE)
            sheet.set_line_width(0.15)
            sheet.line(x, y, x + width, y)
        _draw(sheet, row, x, y + (row.sizes.gap + air) / 2)
        y += row.height + air
    return len(rows)


def _row(sheet: Sheet, numero: PrintedNumero, width: float, sizes: Sizes) -> _Row:
    beside = width - sizes.number_width
    return _Row(
        numero,
        sheet.lines_of(numero.label, sizes.label, beside, 2, bold=True),
        sheet.lines_of(numero.details, sizes.details, beside, 2) if numero.details else [],
        sizes,
    )


def _draw(sheet: Sheet, row: _Row, x: float, y: float) -> None:
    sizes = row.sizes
    size = sheet.fitting(row.numero.display, sizes.number, sizes.number_width - 3, bold=True)
    sheet.write_at(x, y + 0.3, row.numero.display, size, bold=True, link=row.numero.uri)
    for line in row.label:
        sheet.write_at(x + sizes.number_width, y, line, sizes.label, bold=True)
        y += sizes.label * LEADING * MM_PER_POINT
    for line in row.details:
        sheet.write_at(x + sizes.number_width, y, line, sizes.details, colour=INK_SOFT)
        y += sizes.details * LEADING * MM_PER_POINT

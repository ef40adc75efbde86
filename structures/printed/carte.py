"""The pocket card, A6, and the A4 sheet of four to cut out."""

from .content import PrintedContent
from .foot import draw_foot, foot_height
from .rows import Sizes, draw_numeros
from .sheet import LINE, ON_NIGHT, Sheet

A6 = (105.0, 148.0)
A4 = (210.0, 297.0)
SIDE = 7.0
PICTURE = 41.0
TITLE = "Quelqu'un vous répond"
SIZES = Sizes(number=14, label=8.5, details=7.2, number_width=37, gap=2.6)


def carte_pdf(content: PrintedContent) -> bytes:
    """One card, on a page of its size."""
    sheet = Sheet(A6, f"Carte de poche de {content.service}", content)
    _draw(sheet, 0, 0, content)
    return sheet.bytes()


def planche_pdf(content: PrintedContent) -> bytes:
    """Four cards on a sheet, with lines to cut along."""
    sheet = Sheet(A4, f"Cartes de poche de {content.service}, à découper", content)
    for x in (0, A6[0]):
        for y in (0, A6[1]):
            _draw(sheet, x, y, content)
    sheet.set_draw_color(*LINE)
    sheet.set_line_width(0.15)
    sheet.set_dash_pattern(dash=1.2, gap=1.2)
    sheet.line(A6[0], 0, A6[0], 2 * A6[1])
    sheet.line(0, A6[1], A4[0], A6[1])
    return sheet.bytes()


def _draw(sheet: Sheet, x: float, y: float, content: PrintedContent) -> None:
    width, height = A6
    sheet.night(x, y, width, PICTURE, top=9)
    sheet.mark(x + SIDE, y + 6, 13, ON_NIGHT)
    sheet.write_at(x + SIDE, y + 12.5, TITLE, 15, family="serif", colour=ON_NIGHT)
    foot = y + height - foot_height(1) - 5
    top = y + PICTURE + 2
    drawn = draw_numeros(sheet, content.numeros, (x + SIDE, top, width - 2 * SIDE, foot - top - 2), SIZES)
    draw_foot(sheet, (x + SIDE, foot, width - 2 * SIDE), content, 1, len(content.numeros) - drawn)

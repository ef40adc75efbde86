"""The A4 poster."""

from .carte import A4, TITLE
from .content import PrintedContent
from .foot import draw_foot, foot_height
from .rows import Sizes, draw_numeros
from .sheet import ON_NIGHT, Sheet

SIDE = 16.0
PICTURE = 104.0
SCALE = 1.75
SIZES = Sizes(number=27, label=15, details=12, number_width=76, gap=6)


def affiche_pdf(content: PrintedContent) -> bytes:
    """To hang where colleagues pass: the same numbers, read from two metres."""
    width, height = A4
    sheet = Sheet(A4, f"Affiche de {content.service}", content)
    sheet.night(0, 0, width, PICTURE, top=8)
    sheet.mark(SIDE, 14, 24, ON_NIGHT)
    sheet.write_at(SIDE, 28, TITLE, 34, family="serif", colour=ON_NIGHT)
    foot = height - foot_height(SCALE) - 12
    frame = (SIDE, PICTURE + 5, width - 2 * SIDE, foot - PICTURE - 11)
    drawn = draw_numeros(sheet, content.numeros, frame, SIZES)
    draw_foot(sheet, (SIDE, foot, width - 2 * SIDE), content, SCALE, len(content.numeros) - drawn)
    return sheet.bytes()

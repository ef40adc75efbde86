"""What ends the card and the poster: the danger box, the way to the site, the date."""

from django.utils.formats import date_format

from .content import PrintedContent, PrintedNumero
from .sheet import ALARM, INK_SOFT, MM_PER_POINT, Sheet

DANGER_HEIGHT = 9.5
QR_SIDE = 25.0


def draw_foot(
    sheet: Sheet, frame: tuple[float, float, float], content: PrintedContent, scale: float, left: int
) -> None:
    """The frame is x, y, width; ``left`` numbers did not hold in the list. At scale 1, ``height(1)`` millimetres."""
    x, y, width = frame
    _way_to_the_site(sheet, (x, y, width - QR_SIDE * scale), content, scale, left)
    sheet.qr(x + width - (QR_SIDE - 1) * scale, y - 1.5 * scale, QR_SIDE * scale, content.address)
    if content.danger:
        _danger(sheet, (x, y + (QR_SIDE - 1.5) * scale, width), content, scale)


def foot_height(scale: float) -> float:
    return (QR_SIDE + DANGER_HEIGHT) * scale


def _way_to_the_site(
    sheet: Sheet, frame: tuple[float, float, float], content: PrintedContent, scale: float, left: int
) -> None:
    x, y, width = frame
    address = content.address.split("://")[-1].rstrip("/")
    others = ", avec d'autres lignes" if left else ", à toute heure"
    sentences = [
        ("Qui répond maintenant ?", 10.5, True),
        (f"Le site le dit{others} :", 7.2, False),
        (address, 9.5, True),
        (f"À jour le {_day(content)}.", 7.2, False),
    ]
    for text, size, bold in sentences:
        fitted = sheet.fitting(text, size * scale, width - 2 * scale, bold=bold)
        link = content.address if text == address else ""
        sheet.write_at(x, y, text, fitted, bold=bold, link=link, colour=(0, 0, 0) if bold else INK_SOFT)
        y += size * scale * MM_PER_POINT * 1.45


def _danger(sheet: Sheet, frame: tuple[float, float, float], content: PrintedContent, scale: float) -> None:
    x, y, width = frame
    height = DANGER_HEIGHT * scale
    sheet.set_draw_color(*ALARM)
    sheet.set_line_width(0.5 * scale)
    sheet.rect(x, y, width, height, round_corners=True, corner_radius=1.6 * scale)
    size = 8.5 * scale
    middle = y + (height - size * MM_PER_POINT) / 2
    said = x + 3 * scale
    said += sheet.write_at(said, middle, "Danger immédiat :", size, bold=True, colour=ALARM) + 3 * scale
    room = x + width - said - 3 * scale
    parts = [(numero, " par SMS" if numero.uri.startswith("sms:") else "") for numero in content.danger]
    big, small = _danger_sizes(sheet, parts, room, scale)
    widths = [sheet.width_of(numero.display, big, bold=True) + sheet.width_of(note, small) for numero, note in parts]
    gap = (room - sum(widths)) / max(len(parts) - 1, 1)
    for (numero, note), taken in zip(parts, widths, strict=True):
        top = y + (height - big * MM_PER_POINT) / 2
        after = sheet.write_at(said, top, numero.display, big, bold=True, link=numero.uri)
        sheet.write_at(said + after, top + (big - small) * 0.8 * MM_PER_POINT, note, small)
        said += taken + gap


def _danger_sizes(
    sheet: Sheet, parts: list[tuple[PrintedNumero, str]], room: float, scale: float
) -> tuple[float, float]:
    """Sizes in points of the numbers and of what is said after them, so that all hold on the line."""
    whole = "  ".join(numero.display + note for numero, note in parts)
    big = sheet.fitting(whole, 13 * scale, room, bold=True)
    return big, min(big, 7.2 * scale)


def _day(content: PrintedContent) -> str:
    day = content.day
    return f"{'1er' if day.day == 1 else day.day} {date_format(day, 'F Y')}"

"""The hours of a line written the slow way, minute by minute, from nothing of the site: what its tests compare with."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
UTC = ZoneInfo("UTC")


def easter(year: int) -> date:
    """Western Easter (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int) -> set[date]:
    """Code du travail, article L. 3133-1."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in (1, 39, 50)}
    return moving | {
        date(year, *day) for day in ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    }


class Door:
    """Hours as rows: (weekday, opening minute, closing minute), past 1,440 when it closes the next day.

    ``special``: date → rows (opening minute, closing minute) of that day, which replace all others.
    """

    def __init__(
        self,
        rows: list[tuple[int, int, int]],
        *,
        holidays_off: bool = False,
        special: dict[date, list[tuple[int, int]]] | None = None,
    ) -> None:
        self.rows, self.holidays_off, self.special = rows, holidays_off, special or {}

    def spans(self, day: date) -> list[tuple[int, int]]:
        if day in self.special:
            return self.special[day]
        if self.holidays_off and day in public_holidays(day.year):
            return []
        return [(start, end) for weekday, start, end in self.rows if weekday == day.weekday()]

    def is_open(self, moment: datetime) -> bool:
        """What somebody reads who stands before the door with the clock of the wall."""
        wall = moment.astimezone(PARIS)
        minute, yesterday = wall.hour * 60 + wall.minute, wall.date() - timedelta(days=1)
        return any(start <= minute < end for start, end in self.spans(wall.date())) or any(
            start <= minute + 1440 < end for start, end in self.spans(yesterday)
        )

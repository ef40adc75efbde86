"""Opening hours in Paris: is a line open at a moment, and when exactly does that change?

Hours are read as people read them on a door: by the clock on the wall. In the night when clocks go back, a wall clock
shows the hour from 2 to 3 twice, and a line written open at 2:15 answers both times; in the night when they go forward,
it skips that hour.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)
MIDNIGHT = time()
# How far a next change is looked for: over a year, so that a yearly closing is always found.
HORIZON_DAYS = 400


class Opening(StrEnum):
    """How the hours of a line are known."""

    ALWAYS = "always"
    WEEKLY = "weekly"
    UNKNOWN = "unknown"


@dataclass(frozen=True, order=True)
class Range:
    """From a time of a day to another, which may be of the next day. It belongs to the day on which it begins."""

    opens: time
    closes: time
    next_day: bool = False

    def on(self, day: date) -> tuple[datetime, datetime]:
        """Its two ends on the wall clock, for this day."""
        end = day + DAY if self.next_day else day
        return datetime.combine(day, self.opens), datetime.combine(end, self.closes)


ALL_DAY = Range(MIDNIGHT, MIDNIGHT, next_day=True)


@dataclass(frozen=True)
class SpecialDays:
    """Days that leave the weekly hours and the holidays aside: closed when they have no range."""

    first: date
    last: date
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True)
class State:
    """What is known of a line at a moment."""

    is_open: bool | None  # None: nobody knows its hours, so nobody may say that it answers
    changes_at: datetime | None = None  # in UTC; None when it never changes, or when nobody knows

    @property
    def until(self) -> datetime | None:
        """When an open line closes; None when it does not."""
        return self.changes_at if self.is_open else None

    @property
    def opens_at(self) -> datetime | None:
        """When a closed line opens next; None when it does not within a year."""
        return None if self.is_open else self.changes_at


@dataclass(frozen=True)
class Schedule:
    """When a line answers."""

    opening: Opening
    week: tuple[tuple[Range, ...], ...] = ((),) * 7  # Monday first
    special_days: tuple[SpecialDays, ...] = ()
    closed_on_holidays: bool = False

    def state(self, moment: datetime) -> State:
        """Open or not at this moment (an aware datetime), and when exactly that changes."""
        moment = moment.astimezone(UTC)  # two times of one zone are compared without their offsets
        if self.opening == Opening.UNKNOWN:
            return State(None)
        is_open = self._is_open(moment)
        if self.opening == Opening.ALWAYS and not self.special_days:
            return State(is_open)
        changes = (instant for instant in self._boundaries(moment) if self._is_open(instant) != is_open)
        return State(is_open, next(changes, None))

    def ranges_of(self, day: date) -> tuple[Range, ...]:
        """The ranges that begin on this day: exceptions first, then holidays, then the week."""
        special = [days for days in self.special_days if days.first <= day <= days.last]
        if special:
            return tuple(sorted(opened for days in special for opened in days.ranges))
        if self.opening == Opening.ALWAYS:
            return (ALL_DAY,)
        if self.closed_on_holidays and is_holiday(day):
            return ()
        return self.week[day.weekday()]

    def _is_open(self, moment: datetime) -> bool:
        wall = moment.astimezone(PARIS).replace(tzinfo=None)
        for day in (wall.date() - DAY, wall.date()):
            for opened in self.ranges_of(day):
                start, end = opened.on(day)
                if start <= wall < end:
                    return True
        return False

    def _boundaries(self, moment: datetime) -> Iterator[datetime]:
        """Every moment after this one, in order, at which the state may change."""
        today = moment.astimezone(PARIS).date()
        for offset in range(HORIZON_DAYS + 1):
            for instant in self._boundaries_of(today + offset * DAY):
                if instant > moment:
                    yield instant

    def _boundaries_of(self, day: date) -> list[datetime]:
        ends = [end for before in (day - DAY, day) for opened in self.ranges_of(before) for end in opened.on(before)]
        walls = {wall for wall in ends if wall.date() == day}
        instants = {wall.replace(tzinfo=PARIS, fold=fold).astimezone(UTC) for wall in walls for fold in (0, 1)}
        return sorted(instants | _clock_changes(day))


@lru_cache(maxsize=1024)
def _clock_changes(day: date) -> frozenset[datetime]:
    """The hours of a day on which clocks change: one of them is the change itself."""
    start, end = (datetime.combine(d, MIDNIGHT, PARIS) for d in (day, day + DAY))
    if start.utcoffset() == end.utcoffset():
        return frozenset()
    first = start.astimezone(UTC)
    return frozenset(first + timedelta(hours=hour) for hour in range(1, 25))


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> frozenset[date]:
    """Public holidays of France, those of Alsace-Moselle and overseas aside (``holidays`` library)."""
    return frozenset(holidays.country_holidays("FR", years=year))


def is_holiday(day: date) -> bool:
    """Whether this day is a public holiday in the whole of mainland France."""
    return day in _holidays_of(day.year)


def overlap(ranges: Iterable[tuple[int, Range]]) -> tuple[tuple[int, Range], tuple[int, Range]] | None:
    """The first two ranges of a week, given with their weekday, that hold a same minute; Sunday night meets Monday."""
    week = 7 * 24 * 60
    spans = []
    for weekday, opened in ranges:
        start = weekday * 24 * 60 + _minutes(opened.opens)
        end = (weekday + opened.next_day) * 24 * 60 + _minutes(opened.closes)
        spans.append((start, end, (weekday, opened)))
    spans.sort(key=lambda span: span[:2])
    if not spans:
        return None
    first = spans[0]
    for before, after in zip(spans, [*spans[1:], (first[0] + week, first[1] + week, first[2])], strict=True):
        if after[0] < before[1] and len(spans) > 1:
            return before[2], after[2]
    return None


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute

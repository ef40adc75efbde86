"""Publications by year, as the bars of a drawing and the rows of a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from .selection import Asked

HEIGHT = 100  # of the drawing, in units of its own
SLOT = 10  # width given to a year; its bar leaves a gap
BAR = 8
LOWEST = 3  # a year with one publication is still seen beside one with hundreds


@dataclass(frozen=True)
class Bar:
    """One year that has publications."""

    year: int
    count: int
    x: int
    height: int
    address: str
    chosen: bool

    @property
    def y(self) -> int:
        return HEIGHT - self.height

    @property
    def label(self) -> str:
        return f"{self.year} : {self.count} référence{'s' if self.count > 1 else ''}"


@dataclass(frozen=True)
class Timeline:
    """The bars, from the first year to the last."""

    bars: list[Bar]
    first: int
    last: int
    most: Bar

    slot, bar, height = SLOT, BAR, HEIGHT

    @property
    def width(self) -> int:
        return (self.last - self.first + 1) * SLOT

    @property
    def summary(self) -> str:
        """The drawing in one sentence."""
        return f"De {self.first} à {self.last}, le plus en {self.most.label}."


def timeline(counts: Mapping[int, int], asked: Asked) -> Timeline | None:
    """The publications of each year; None when a drawing would say nothing: fewer than two years."""
    if len(counts) < 2:
        return None
    first, last, most = min(counts), max(counts), max(counts.values())
    since, until = asked.years() or (0, 0)
    bars = [
        Bar(
            year=year,
            count=counts[year],
            x=(year - first) * SLOT,
            height=max(LOWEST, round(counts[year] * HEIGHT / most)),
            address=asked.between(year, year).address,
            chosen=since <= year <= until,
        )
        for year in sorted(counts)
    ]
    return Timeline(bars, first, last, max(bars, key=lambda bar: (bar.count, bar.year)))

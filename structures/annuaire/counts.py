"""How many structures each choice would leave. The counts of a filter ignore what it already asks for."""

from __future__ import annotations

from dataclasses import dataclass

from .asked import Asked
from .bitmaps import Bitmaps, Bits, bitmaps
from .listing import FILTERS, matching, serving
from .vocabulary import AUDIENCE, DEPARTEMENT, NEED, ON, SWITCHES, TITLES, Value, vocabulary


@dataclass(frozen=True)
class FilterValue:
    """One value of a filter: how an address asks for it, what it is called, how many structures it would give."""

    name: str
    word: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its values."""

    name: str
    title: str
    values: list[FilterValue]


def counts(asked: Asked) -> list[Facet]:
    """Every filter, what answers now first. Values that lead nowhere are left out unless they are asked for.

    Departments all stay: a map has no hole.
    """
    known = bitmaps()
    facets = [_switches(asked, known), *(_facet(name, asked, known) for name in TITLES)]
    return [
        Facet(
            facet.name,
            facet.title,
            [value for value in facet.values if value.count or value.selected or facet.name == DEPARTEMENT],
        )
        for facet in facets
    ]


def _facet(name: str, asked: Asked, known: Bitmaps) -> Facet:
    others = matching(asked.without(name), known)
    chosen = asked.values.get(name, ())
    values = [
        FilterValue(
            name, value.word, value.label, Bits(others & _members(name, value, known)).bit_count(), value.word in chosen
        )
        for value in vocabulary()[name].values()
    ]
    return Facet(name, TITLES[name], values)


def _members(name: str, value: Value, known: Bitmaps) -> Bits:
    if name == DEPARTEMENT:
        return serving(known, [value.pk])
    return known.having({NEED: "needs", AUDIENCE: "audiences"}[name], [value.pk])


def _switches(asked: Asked, known: Bitmaps) -> Facet:
    values = [
        FilterValue(
            name,
            ON,
            label,
            Bits(matching(asked.without(name), known) & FILTERS[name](asked, known)).bit_count(),
            name in asked.switches,
        )
        for name, label in SWITCHES.items()
    ]
    return Facet("reponse", "Tout de suite", values)

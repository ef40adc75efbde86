"""How many structures each filter would leave. The counts of a filter ignore what it already asks for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, When

from structures.models.structure import StructurePage

from .asked import Asked
from .listing import is_free, is_open_now, matching, structures
from .vocabulary import AUDIENCE, DEPARTEMENT, FREE, NEED, ON, OPEN, SWITCHES, TITLES, vocabulary

_RELATIONS = {NEED: "needs", DEPARTEMENT: "departements", AUDIENCE: "audiences"}


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


@dataclass(frozen=True)
class Counts:
    """All that is counted for one address."""

    total: int
    facets: list[Facet]

    def facet(self, name: str) -> Facet:
        return next(facet for facet in self.facets if facet.name == name)


def count(asked: Asked) -> Counts:
    """Count everything in four queries, however many structures there are."""
    total, switches = _switches(asked)
    facets = [_facet(name, asked) for name in TITLES]
    return Counts(total, [*facets, Facet("reponse", "Comment ?", switches)])


def _facet(name: str, asked: Asked) -> Facet:
    """Values that lead nowhere are left out unless they are asked for."""
    pages = matching(structures(), asked.without(name))
    found = _served(pages) if name == DEPARTEMENT else _linked(pages, _RELATIONS[name])
    chosen = asked.values.get(name, ())
    values = [
        FilterValue(name, value.word, value.label, found.get(value.pk, 0), value.word in chosen)
        for value in vocabulary()[name].values()
    ]
    if name != DEPARTEMENT:  # all departments stay: a map has no hole
        values = [value for value in values if value.count or value.selected]
    return Facet(name, TITLES[name], values)


def _linked(pages: QuerySet, relation: str) -> dict[int, int]:
    rows = pages.order_by().values_list(relation).annotate(Count("pk"))
    return dict(rows)


def _served(pages: QuerySet) -> dict[int, int]:
    """By department: its structures, and those that help everywhere, each once."""
    near = Case(
        When(scope=StructurePage.Scope.DEPARTMENTAL, then=F("departements")), default=None, output_field=IntegerField()
    )
    everywhere = 0
    found: dict[int, int] = {}
    for key, scope, number in pages.order_by().values_list(near, "scope").annotate(Count("pk", distinct=True)):
        if scope == StructurePage.Scope.NATIONAL:
            everywhere += number
        elif key is not None:
            found[key] = number
    return {value.pk: found.get(value.pk, 0) + everywhere for value in vocabulary()[DEPARTEMENT].values()}


def _switches(asked: Asked) -> tuple[int, list[FilterValue]]:
    """The number of structures found, and how many each switch would give: one query for the three."""
    conditions = {FREE: is_free(), OPEN: is_open_now()}
    on = {name: condition for name, condition in conditions.items() if name in asked.switches}

    def kept(*names: str) -> Q:
        wanted = Q(pk__isnull=False)
        for name, condition in conditions.items():
            if name in names or name in on:
                wanted &= condition
        return wanted

    pages = matching(structures(), asked.without(*SWITCHES))
    numbers = pages.aggregate(
        total=Count("pk", filter=kept()), **{name: Count("pk", filter=kept(name)) for name in SWITCHES}
    )
    values = [
        FilterValue(name, ON, label, numbers[name], name in asked.switches)
        for name, label in SWITCHES.items()
        if numbers[name] or name in asked.switches
    ]
    return numbers["total"], values

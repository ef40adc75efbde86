"""What an address of the results page asks for, and the addresses next to it: each can be shared."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, QueryDict

from . import registry, service
from .models import EntryFacet
from .query import MAX_QUERY_LENGTH
from .results import FacetChoice, SearchResults

MAX_VALUES = 10  # of one facet at a time
MAX_VALUE_LENGTH = 100
SHOWN_AT_ONCE = 6  # values of a facet; the others stand behind « Voir aussi »
LITERAL = "tel-quel"
SORTS = {service.RELEVANCE: "Par pertinence", service.NEWEST: "Par date"}


@dataclass(frozen=True)
class Asked:
    """One search, as an address says it. Whatever the address holds, it can be read."""

    typed: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    page: str = "1"
    sort: str = service.RELEVANCE
    literal: bool = False

    @classmethod
    def read(cls, parameters: QueryDict) -> "Asked":
        filters = {name: cleaned_values(parameters.getlist(name)) for name in registry.facet_titles()}
        sort = parameters.get("tri", "")
        return cls(
            typed=parameters.get("q", "")[:MAX_QUERY_LENGTH],
            filters={name: values for name, values in filters.items() if values},
            page=parameters.get("page", "1"),
            sort=sort if sort in SORTS else service.RELEVANCE,
            literal=LITERAL in parameters,
        )

    @property
    def query_string(self) -> str:
        """This search without its page number."""
        pairs = [("q", self.typed)]
        pairs += [(name, value) for name, values in self.filters.items() for value in values]
        if self.sort != service.RELEVANCE:
            pairs.append(("tri", self.sort))
        if self.literal:
            pairs.append((LITERAL, "1"))
        return urlencode(pairs)

    @property
    def address(self) -> str:
        """Its first page."""
        return f"?{self.query_string}"

    def toggling(self, name: str, value: str) -> "Asked":
        """The same search with one filter more, or less if it had it."""
        values = self.filters.get(name, ())
        kept = [one for one in values if one != value] if value in values else [*values, value]
        return replace(self, filters={**self.filters, name: kept})

    def results(self, request: HttpRequest) -> SearchResults:
        return service.search(
            self.typed, self.filters, self.page, sort=self.sort, literal=self.literal, request=request
        )


@dataclass(frozen=True)
class Choice:
    """A link that changes the search."""

    label: str
    address: str
    chosen: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """The choices of one facet."""

    title: str
    first: list[Choice]
    others: list[Choice]


def groups(asked: Asked, facets: Sequence[FacetChoice]) -> list[Group]:
    """Every facet as links, in the order given; the values beyond the first few are told apart."""
    found = []
    for facet in facets:
        choices = [
            Choice(value.label, asked.toggling(facet.name, value.value).address, value.selected, value.count)
            for value in facet.values
        ]
        found.append(Group(facet.title, choices[:SHOWN_AT_ONCE], choices[SHOWN_AT_ONCE:]))
    return found


def chosen(asked: Asked, facets: Sequence[FacetChoice]) -> list[Choice]:
    """The filters at work, each with the address of the search without it; those that lead to nothing included."""
    labels = {(facet.name, value.value): value.label for facet in facets for value in facet.values}
    wanted = {(name, value) for name, values in asked.filters.items() for value in values}
    labels |= _other_labels(wanted - labels.keys())
    return [
        Choice(labels.get((name, value), value), asked.toggling(name, value).address, chosen=True)
        for name, values in asked.filters.items()
        for value in values
    ]


def sorts(asked: Asked) -> list[Choice]:
    return [Choice(label, replace(asked, sort=sort).address, sort == asked.sort) for sort, label in SORTS.items()]


def _other_labels(wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The words of values that no result has. No query when there is none."""
    if not wanted:
        return {}
    which = reduce(or_, (Q(name=name, value=value) for name, value in wanted))
    rows = EntryFacet.objects.filter(which).values_list("name", "value", "label").distinct()
    return {(name, value): label for name, value, label in rows}


def cleaned_values(raw: Sequence[str]) -> list[str]:
    """The values of a filter as an address gives them: each once, without blanks, not too many nor too long."""
    cleaned = (value.replace("\x00", "").strip()[:MAX_VALUE_LENGTH] for value in raw[: MAX_VALUES * 2])
    return list(dict.fromkeys(value for value in cleaned if value))[:MAX_VALUES]

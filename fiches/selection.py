"""A selection of references, as an address of the bibliography says it: shareable, and the addresses next to it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from search.asking import SHOWN_AT_ONCE, Choice, Group, cleaned_values
from search.query import MAX_QUERY_LENGTH
from search.service import keys_within

from .catalogue import ADDED, AUTHOR, FACETS, NEWEST, THEME, TITLE, Catalogue, Keys, Value, catalogue
from .models.reference import ReferencePage

RELEVANCE = "pertinence"
SORTS = {
    RELEVANCE: "Par pertinence",
    NEWEST: "Les plus récentes d'abord",
    AUTHOR: "Par auteur ou autrice",
    TITLE: "Par titre",
    ADDED: "Ajoutées récemment",
}
SINCE, UNTIL = "de", "a"
MIN_YEAR, MAX_YEAR = 1000, 2999


@dataclass(frozen=True)
class Asked:
    """What an address asks for. Whatever it holds, it can be read."""

    typed: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    sort: str = ""
    page: str = "1"

    @classmethod
    def read(cls, parameters: QueryDict) -> "Asked":
        filters = {name: cleaned_values(parameters.getlist(name)) for name in FACETS}
        sort = parameters.get("tri", "")
        return cls(
            typed=parameters.get("q", "")[:MAX_QUERY_LENGTH].replace("\x00", "").strip(),
            filters={name: values for name, values in filters.items() if values},
            since=parameters.get(SINCE, "").strip()[:10],
            until=parameters.get(UNTIL, "").strip()[:10],
            sort=sort if sort in SORTS else "",
            page=parameters.get("page", "1"),
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What is asked, without the number of the page."""
        found = [("q", self.typed)]
        found += [(name, value) for name, values in self.filters.items() for value in values]
        found += [(SINCE, self.since), (UNTIL, self.until), ("tri", self.sort)]
        return [(name, value) for name, value in found if value]

    @property
    def query_string(self) -> str:
        return urlencode(self.pairs)

    @property
    def address(self) -> str:
        """Its first page."""
        return f"?{self.query_string}#liste"

    @property
    def kept_in_form(self) -> list[tuple[str, str]]:
        """What the form leaves as it is."""
        return [(name, value) for name, value in self.pairs if name not in {"q", SINCE, UNTIL}]

    @property
    def only_theme(self) -> str:
        """The theme that is the only choice made, if so: such a list has an address of its own for search engines."""
        themes = self.filters.get(THEME, ())
        return themes[0] if len(themes) == 1 and self.pairs == [(THEME, themes[0])] else ""

    def toggling(self, name: str, value: str) -> "Asked":
        """The same with one filter more, or less if it had it."""
        values = self.filters.get(name, ())
        kept = [one for one in values if one != value] if value in values else [*values, value]
        return replace(self, filters={**self.filters, name: kept})

    def between(self, since: int | str, until: int | str) -> "Asked":
        return replace(self, since=str(since), until=str(until))

    def year_problems(self) -> dict[str, str]:
        """By field, what is wrong with the years typed, and how to mend it."""
        problems = {
            name: f"« {text} » n'est pas une année : écrivez quatre chiffres, par exemple 2012."
            for name, text in ((SINCE, self.since), (UNTIL, self.until))
            if text and _year(text) is None
        }
        first, last = _year(self.since), _year(self.until)
        if first and last and first > last:
            problems[UNTIL] = f"La dernière année ({last}) précède la première ({first}) : corrigez l'une des deux."
        return problems

    def years(self) -> tuple[int, int] | None:
        """First and last year wanted; None when none is, or when they are wrong."""
        if self.year_problems() or not (self.since or self.until):
            return None
        return _year(self.since) or MIN_YEAR, _year(self.until) or MAX_YEAR


def _year(text: str) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        return None
    year = int(text)
    return year if MIN_YEAR <= year <= MAX_YEAR else None


class Selection:
    """The references that an address asks for. At most five queries when words are searched, none otherwise."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.known: Catalogue = catalogue()
        self._ranked = keys_within(asked.typed, ReferencePage.objects.all()) if asked.typed else None
        wanted = {name: self._wanted(name) for name in asked.filters}
        if (years := asked.years()) is not None:
            first, last = years
            wanted[SINCE] = frozenset(key for key, year in self.known.years.items() if first <= year <= last)
        self._wanted_keys = wanted
        self._passing: dict[str, Keys] = {}

    def _wanted(self, name: str) -> Keys:
        """What any of the chosen values of a facet holds."""
        chosen = set(self.asked.filters[name])
        return frozenset().union(*(value.keys for value in self.known.facets[name] if value.slug in chosen))

    def _under(self, ignored: str = "") -> Keys:
        """What passes every filter but the ignored one, the words searched included."""
        ignored = ignored if ignored in self._wanted_keys else ""
        if ignored not in self._passing:
            found = self.known.keys if self._ranked is None else self.known.keys & frozenset(self._ranked)
            others = (keys for name, keys in self._wanted_keys.items() if name != ignored)
            self._passing[ignored] = reduce(Keys.intersection, others, found)
        return self._passing[ignored]

    @property
    def keys(self) -> list[int]:
        """Keys of the references selected, in the order asked."""
        selected = self._under()
        if self.sort == RELEVANCE:
            return [key for key in self._ranked or () if key in selected]
        return [key for key in self.known.orders[self.sort] if key in selected]

    @property
    def sort(self) -> str:
        """By relevance when words are searched, else the newest first, unless the address says otherwise."""
        sort = self.asked.sort
        if self._ranked is None:
            return NEWEST if sort in {"", RELEVANCE} else sort
        return sort or RELEVANCE

    def sorts(self) -> list[Choice]:
        offered = [sort for sort in SORTS if sort != RELEVANCE or self._ranked is not None]
        return [Choice(SORTS[sort], replace(self.asked, sort=sort).address, sort == self.sort) for sort in offered]

    def groups(self) -> list[Group]:
        """The facets as links: each value says how many there would be, whatever else of its facet is chosen."""
        groups = []
        for name, title in FACETS.items():
            choices = self._choices(name)
            if choices:
                groups.append(Group(title, choices[:SHOWN_AT_ONCE], choices[SHOWN_AT_ONCE:]))
        return groups

    def _choices(self, name: str) -> list[Choice]:
        around = self._under(ignored=name)
        chosen = self.asked.filters.get(name, ())
        everything = around is self.known.keys
        counted = [(value, len(value.keys if everything else value.keys & around)) for value in self.known.facets[name]]
        return [
            Choice(value.label, self.asked.toggling(name, value.slug).address, value.slug in chosen, count)
            for value, count in counted
            if count or value.slug in chosen
        ]

    def chosen(self) -> list[Choice]:
        """The filters at work, each with the address without it."""
        found = [
            Choice(self._label(name, slug), self.asked.toggling(name, slug).address, chosen=True)
            for name, slugs in self.asked.filters.items()
            for slug in slugs
        ]
        if self.asked.years() is not None:
            found.append(Choice(years_in_words(self.asked), self.asked.between("", "").address, chosen=True))
        return found

    @property
    def theme(self) -> Value | None:
        """The theme that is the only choice made, if readers know it."""
        only = self.asked.only_theme
        return next((value for value in self.known.facets[THEME] if value.slug == only), None)

    def _label(self, name: str, slug: str) -> str:
        values: list[Value] = self.known.facets[name]
        return next((value.label for value in values if value.slug == slug), slug)

    def by_year(self) -> Counter[int]:
        """How many references each year has, whatever years are chosen."""
        counts = Counter(map(self.known.years.get, self._under(ignored=SINCE)))
        return Counter({year: count for year, count in counts.items() if year is not None})

    def references(self, keys: Sequence[int]) -> list[ReferencePage]:
        """These references, in this order, with all that lists and files show of them. Three queries."""
        pages: dict[Any, ReferencePage] = ReferencePage.objects.for_csl().in_bulk(keys)
        return [pages[key] for key in keys if key in pages]


def years_in_words(asked: Asked) -> str:
    """« 2012 », « de 2012 à 2015 », « depuis 2012 », « jusqu'en 2015 »."""
    if asked.since and asked.since == asked.until:
        return asked.since
    if asked.since and asked.until:
        return f"de {asked.since} à {asked.until}"
    return f"depuis {asked.since}" if asked.since else f"jusqu'en {asked.until}"

"""One page of the directory as readers see it: the list and its filters as links."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from search.asking import Choice
from structures.carte import Place
from structures.models.structure import StructurePage

from .asked import Asked
from .counts import Facet, FilterValue, counts
from .listing import PER_PAGE, find, grouped
from .vocabulary import DEPARTEMENT

REMOVES = "retirer ce filtre"


@dataclass(frozen=True)
class Filter:
    """A filter as links; that of the departments has places instead, for the map and its list."""

    title: str
    choices: list[Choice] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class DirectoryPage:
    """What the template shows."""

    asked: Asked
    facets: list[Facet]
    page: Page

    @classmethod
    def read(cls, asked: Asked, number: str | None = None) -> DirectoryPage:
        """A page number that does not exist gives the nearest one."""
        return cls(asked, counts(asked), Paginator(find(asked), PER_PAGE).get_page(number))

    @property
    def groups(self) -> list[tuple[str, list[StructurePage]]]:
        """The structures under their headings, what answers at any hour first."""
        return grouped(self.page)

    @property
    def filters(self) -> list[Filter]:
        """Every filter that leads somewhere, as links to the lists next to this one."""
        return [_filter(self.asked, facet) for facet in self.facets if facet.values]

    @property
    def chosen(self) -> list[Choice]:
        """The filters at work, each with the address of the list without it."""
        return [
            Choice(self.asked.label(name, word), self.asked.toggling(name, word).address, chosen=True)
            for name, word in self.asked.pairs()
        ]


def _filter(asked: Asked, facet: Facet) -> Filter:
    if facet.name == DEPARTEMENT:
        return Filter(facet.title, places=[_place(asked, value) for value in facet.values])
    return Filter(
        facet.title,
        choices=[
            Choice(value.label, asked.toggling(value.name, value.word).address, value.selected, value.count)
            for value in facet.values
        ],
    )


def _place(asked: Asked, value: FilterValue) -> Place:
    address = asked.toggling(value.name, value.word).address
    return Place(value.word, value.label, address, value.count, value.selected, hint=REMOVES if value.selected else "")

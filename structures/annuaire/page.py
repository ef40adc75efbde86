"""One page of the directory as readers see it: the list, its filters as links, and the way out when nothing matches."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page

from search.asking import Choice
from structures.carte import Place
from structures.models.structure import StructurePage

from . import listing
from .asked import Asked
from .counts import Counts, Facet, count
from .vocabulary import DEPARTEMENT

REMOVES = "retirer ce filtre"


@dataclass(frozen=True)
class Group:
    """A filter as links."""

    title: str
    choices: list[Choice]


@dataclass(frozen=True)
class DirectoryPage:
    """What the template shows."""

    asked: Asked
    counts: Counts
    page: Page

    @classmethod
    def read(cls, asked: Asked, number: str | None = None) -> DirectoryPage:
        """A page number that does not exist gives the nearest one."""
        counts = count(asked)
        return cls(asked, counts, listing.paginator(asked, counts.total).get_page(number))

    @property
    def groups(self) -> list[tuple[str, list[StructurePage]]]:
        """The structures under their headings, what answers at any hour first."""
        return listing.groups(self.page, self.asked)

    @property
    def places(self) -> list[Place]:
        """The departments, for the map and its list: all of them, those where nothing was found included."""
        return [
            Place(
                value.word,
                value.label,
                self.asked.toggling(DEPARTEMENT, value.word).address,
                value.count,
                value.selected,
                REMOVES if value.selected else "",
            )
            for value in self.counts.facet(DEPARTEMENT).values
        ]

    @property
    def filters(self) -> list[Group]:
        """The other filters."""
        return [_group(self.asked, facet) for facet in self.counts.facets if facet.name != DEPARTEMENT and facet.values]

    @property
    def chosen(self) -> list[Choice]:
        """The filters at work, each with the address of the list without it."""
        return [
            Choice(self.asked.label(name, word), self.asked.toggling(name, word).address, chosen=True)
            for name, word in self.asked.pairs()
        ]


def _group(asked: Asked, facet: Facet) -> Group:
    choices = [
        Choice(value.label, asked.toggling(value.name, value.word).address, value.selected, value.count)
        for value in facet.values
    ]
    return Group(facet.title, choices)

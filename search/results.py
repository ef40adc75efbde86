"""What a search gives to its callers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from .query import Query


@dataclass(frozen=True)
class Link:
    """Where the words of an extract stand, when their object can lead straight there."""

    url: str
    label: str


@dataclass(frozen=True)
class Hit:
    """One result, ready to be shown."""

    object: Any
    kind: str  # the word readers see: « Fiche », « Structure »…
    title: SafeString  # words found in <mark>
    extract: SafeString
    url: str
    score: float = 0.0
    date: datetime | None = None
    passage: Link | None = None


@dataclass(frozen=True)
class FacetValue:
    """One way to narrow the results."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class FacetChoice:
    """A facet with its values, the most frequent first."""

    name: str
    title: str
    values: list[FacetValue]


class KnownPaginator(Paginator):
    """Pages of a list whose length is known and whose items are not here."""

    def __init__(self, total: int, per_page: int, reachable: int) -> None:
        super().__init__(range(min(total, reachable)), per_page)


@dataclass(frozen=True)
class SearchResults:
    """One page of results for what a reader typed."""

    typed: str
    query: Query
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    page: Page | None = None
    facets: list[FacetChoice] = field(default_factory=list)
    promoted: list[Hit] = field(default_factory=list)
    suggestion: str = ""  # what was searched instead of the mistyped words
    crisis: bool = False
    sort: str = ""
    seconds: float = 0.0
    engine: str = ""

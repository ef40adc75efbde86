"""The one search of the site: results page and JSON API ask here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page as ResultsPage
from django.core.paginator import Paginator
from wagtail.models import Page

from .query import clean_query

if TYPE_CHECKING:
    from cms.models import BasePage

RESULTS_PER_PAGE = 20
# Engines rank the first hits best; a reader never goes this far, and Elasticsearch refuses more than 10,000.
MAX_RESULTS = 1_000


@dataclass(frozen=True)
class SearchResults:
    """One page of results for what a reader typed (``typed``), searched as ``query``."""

    typed: str
    query: str
    page: ResultsPage["BasePage"]

    @property
    def total(self) -> int:
        return self.page.paginator.count


def search(typed: str, page_number: int | str = 1) -> SearchResults:
    """Search every published, public page.

    All words first; if no page holds them all, any of them. A page number that does not exist gives the nearest one.
    """
    query = clean_query(typed)
    hits: list[Page] = []
    if query:
        pages = Page.objects.live().public().exclude(depth=1)
        for operator in ("and", "or"):
            hits = list(pages.search(query, operator=operator)[:MAX_RESULTS])
            if hits:
                break
    page = Paginator(hits, RESULTS_PER_PAGE).get_page(page_number)
    page.object_list = _specific(list(page.object_list))
    return SearchResults(typed=typed, query=query, page=page)


def _specific(pages: list[Page]) -> list["BasePage"]:
    """The same pages as their own types, in the same order, in one query a type."""
    found = {page.pk: page for page in Page.objects.filter(pk__in=[page.pk for page in pages]).specific()}
    return [found[page.pk] for page in pages if page.pk in found]

"""Questions put to the site's own search, and what it answers."""

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from django.db import connection
from wagtail.search.backends import get_search_backend

from .judged import Query
from .metrics import Answer
from .results import SearchResults
from .service import complete, search


def found(results: SearchResults) -> list[Any]:
    """The objects of a page of results, best first."""
    return [hit.object for hit in results.hits]


def suggestions(typed: str) -> list[Any]:
    """What is proposed under the search field for what has been typed so far."""
    return [hit.object for hit in complete(typed)]


def engine() -> str:
    """The engine at hand, for people."""
    backend = get_search_backend()
    name = "Elasticsearch" if hasattr(backend, "es") else connection.display_name
    return f"{name}, {type(backend).__module__}.{type(backend).__name__}"


def answers(
    queries: Iterable[Query],
    identify: Callable[[Any], str | None],
    spoil: Callable[[str], str] = str,
) -> dict[str, Answer]:
    """Search each query, once spoilt. ``identify`` gives a found object its name in the judgements.

    An object without a name is left out of the ranking, as when it lies outside the judged corpus. Only the first page
    is read: it is longer than what the measures look at. The delay is that of the service, objects loaded.
    """
    given = {}
    for query in queries:
        typed = spoil(query.text)
        begin = perf_counter()
        results = search(typed)
        objects = found(results)
        seconds = perf_counter() - begin
        names = [name for item in objects if (name := identify(item)) is not None]
        given[query.id] = Answer(names, results.total, seconds)
    return given

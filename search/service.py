"""The one search of the site: results page, suggestions and JSON API ask here."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from cms.remembered import reading

from . import engines, expressions, planning, ranking, registry
from .highlight import extract, mark
from .models import Entry, missed
from .plan import Plan
from .query import Query, parse
from .ranking import Answer, Count, Question, Row
from .registry import Source, View
from .results import FacetChoice, FacetValue, Hit, KnownPaginator, Link, SearchResults
from .text import Place

RESULTS_PER_PAGE = 20
# Engines rank the first hits best; a reader never goes this far, and Elasticsearch refuses more than 10,000.
MAX_RESULTS = 1_000
MAX_COMPLETIONS = 6
MAX_FACET_VALUES = 20
RELEVANCE, NEWEST = "pertinence", "date"
Filters = Mapping[str, Sequence[str]]


@reading()
def search(
    typed: str,
    filters: Filters | None = None,
    page: int | str = 1,
    *,
    sort: str = RELEVANCE,
    literal: bool = False,
    request: HttpRequest | None = None,
) -> SearchResults:
    """Search all that everyone may read.

    ``filters`` gives, by facet, the values wanted; unknown facets are ignored. A page number that does not exist gives
    the nearest one. ``literal`` leaves mistyped words as they are. Most of the words must be there (70 % of three or
    more); if nothing holds as many, one is enough.
    """
    begin = time.perf_counter()
    query = parse(typed)
    sort = sort if sort == NEWEST else RELEVANCE
    if not query:
        return SearchResults(typed, query, sort=sort, crisis=expressions.speaks_of_danger(query))
    made, replaced = planning.plan_as_typed(query) if literal else planning.corrected(query, among_public=True)
    wanted = {
        name: list(values) for name, values in (filters or {}).items() if name in registry.facet_titles() and values
    }
    answer, engine, current = _ask(made, wanted, page, sort)
    loader = _Loader(made, request)
    results = SearchResults(
        typed=typed,
        query=query,
        hits=loader.hits(answer.rows),
        total=answer.total,
        page=current,
        facets=_facets(answer.counts, wanted),
        promoted=_promoted(query, loader) if current.number == 1 and not wanted else [],
        suggestion=query.replacing(replaced).text if replaced else "",
        crisis=expressions.speaks_of_danger(query),
        sort=sort,
        seconds=time.perf_counter() - begin,
        engine=engine,
    )
    if not results.total and not results.promoted and not wanted:
        missed.note(" ".join(token.word for token in query.tokens))
    return results


@reading()
def complete(typed: str, request: HttpRequest | None = None) -> list[Hit]:
    """What a reader may be about to type: a view that these words begin to name, then public objects with, for each
    word, a title word that begins so.
    """
    made = planning.plan_for_completion(typed)
    if not made.units:
        return []
    answer, _ = engines.find(Question(made, limit=MAX_COMPLETIONS))
    loader = _Loader(made, request)
    views = [loader.of_view(view) for view in expressions.views_begun(parse(typed))]
    return [*views, *loader.hits(answer.rows)][:MAX_COMPLETIONS]


def keys_within(typed: str, objects: QuerySet) -> list[int] | None:
    """Keys of those of these pages that answer, the best first, by the rules of ``search``; None when no word is typed."""
    query = parse(typed)
    if not query:
        return None
    plan, _ = planning.corrected(query, among_public=True)
    among = ranking.among(registry.page_key(), objects)
    rows = ranking.find(Question(plan, limit=None), among).rows
    if not rows and plan.minimum > 1:
        rows = ranking.find(Question(plan.requiring(1), limit=None), among).rows
    return [row.object_id for row in rows]


def _ask(plan: Plan, filters: Filters, page: int | str, sort: str) -> tuple[Answer, str, Any]:
    """The rows of a page; of the nearest one if it does not exist; with fewer words required if nothing answers."""
    number = _page_number(page)
    question = Question(
        plan, filters, sort == NEWEST, RESULTS_PER_PAGE, offset=(number - 1) * RESULTS_PER_PAGE, facets=True
    )
    answer, engine = engines.find(question)
    if not answer.total and not filters and plan.minimum > 1:
        question = replace(question, plan=plan.requiring(1))
        answer, engine = engines.find(question)
    current = KnownPaginator(answer.total, RESULTS_PER_PAGE, MAX_RESULTS).get_page(number)
    if current.number != number and answer.total:
        answer, engine = engines.find(replace(question, offset=(current.number - 1) * RESULTS_PER_PAGE))
    return answer, engine, current


def _page_number(page: int | str) -> int:
    last = MAX_RESULTS // RESULTS_PER_PAGE
    text = str(page)[:10]
    return min(max(int(text), 1), last) if text.isascii() and text.isdigit() else 1


class _Text(NamedTuple):
    """What the index keeps of an object for its result."""

    title: str
    text: str
    date: datetime | None
    places: Sequence[Sequence[Any]]

    @property
    def body(self) -> str:
        """What follows the title."""
        return self.text.removeprefix(self.title).strip()

    def place(self, focus: int | None) -> Place | None:
        """The passage that holds this character of the body, if one does."""
        if focus is None or not self.places:
            return None
        position = len(self.text.rstrip()) - len(self.body) + focus
        holder = Place(0, "", "")
        for place in map(Place._make, self.places):
            if place.start > position:
                break
            holder = place
        return holder if holder.fragment else None


_KEPT = ("written__title", "written__text", "date", "written__places")  # where the index keeps each part of _Text


class _Loader:
    """Reads the objects of rows, as results."""

    def __init__(self, plan: Plan, request: HttpRequest | None) -> None:
        self.stems = {term for term in plan.terms() if term.isalnum()}  # concepts are no words
        self.request = request

    def hits(self, rows: Sequence[Row]) -> list[Hit]:
        """Results in the order of the rows. Whatever an engine says, what is no longer public is left out."""
        sources = registry.sources()
        keys: dict[int, list[int]] = {}
        for row in rows:
            keys.setdefault(row.content_type_id, []).append(row.object_id)
        objects = {
            (content_type, key): obj
            for content_type, ids in keys.items()
            if content_type in sources
            for key, obj in sources[content_type].load(ids).items()
        }
        texts = self._texts(objects)
        found = []
        for row in rows:
            place = (row.content_type_id, row.object_id)
            if place in objects:
                source = sources[row.content_type_id]
                found.append(self._hit(source, objects[place], texts.get(place), row.score))
        return found

    def of_view(self, view: View) -> Hit:
        """The result of a page that is not in the tree."""
        title, summary = mark(view.title, self.stems), extract(view.summary, self.stems).html
        return Hit(object=view, kind="Page", title=title, extract=summary, url=reverse(view.name))

    def _texts(self, objects: Mapping[tuple[int, int], Any]) -> dict[tuple[int, int], _Text]:
        if not objects:
            return {}
        rows = Entry.objects.filter(
            content_type__in={content_type for content_type, _ in objects}, object_id__in=[key for _, key in objects]
        ).values_list("content_type_id", "object_id", *_KEPT)
        return {(content_type, key): _Text._make(kept) for content_type, key, *kept in rows}

    def _hit(self, source: Source, obj: Any, entry: _Text | None, score: float) -> Hit:
        title = (entry and entry.title) or str(obj)
        found = extract(entry.body if entry else "", self.stems)
        url = source.address(obj, self.request)
        place = entry.place(found.focus) if entry else None
        return Hit(
            object=obj,
            kind=source.kind(obj),
            title=mark(title, self.stems),
            extract=found.html,
            url=url,
            score=score,
            date=entry.date if entry else None,
            passage=Link(f"{url}{place.fragment}", place.label) if place else None,
        )


def _promoted(query: Query, loader: _Loader) -> list[Hit]:
    """The views that the query asks for, then the pages that editors put forward for it."""
    views = [loader.of_view(view) for view in expressions.views_named(query)]
    keys = expressions.promoted_keys(query)
    return [*views, *(loader.hits([Row(registry.page_key(), key, 0.0) for key in keys]) if keys else [])]


def _facets(counts: Sequence[Count], wanted: Filters) -> list[FacetChoice]:
    """The facets that readers may use, in the order in which apps named them."""
    found = []
    for name, title in registry.facet_titles().items():
        values = [
            FacetValue(one.value, one.label, one.count, one.value in wanted.get(name, ()))
            for one in counts
            if one.name == name
        ]
        values.sort(key=lambda one: (not one.selected, -one.count, one.label))
        if values:
            found.append(FacetChoice(name, title, values[:MAX_FACET_VALUES]))
    return found

"""The SQL engine as a backend of Wagtail: ``Page.objects.search()``, the admin and the API use it like any other."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Model, QuerySet
from modelsearch.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    get_model_root,
)
from modelsearch.index import class_is_indexed
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from search import indexing, ranking, synonyms
from search.models import Entry
from search.plan import Plan
from search.planning import plan_for, plan_for_completion
from search.text import document_of

_BATCH = 100  # objects written in one transaction of a rebuild: editors wait for no more


class SqlIndex(BaseIndex):
    """The one index of every model."""

    def add_items(self, model: type[Model], items: Sequence[Any]) -> None:
        """Index objects of one model, in the caller's transaction."""
        if class_is_indexed(model):
            key = content_type_of(model).pk
            indexing.write([document_of(item, key) for item in items], synonyms.for_texts())

    def delete_item(self, item: Model) -> None:
        indexing.remove(content_type_of(type(item)), item.pk)

    def reset(self) -> None:
        """Forget everything."""
        indexing.clear()


class RebuiltSqlIndex(SqlIndex):
    """The same index while a rebuild writes it over: what an editor publishes meanwhile must not be overwritten."""

    def add_items(self, model: type[Model], items: Sequence[Any]) -> None:
        """Index objects as they are now, not as they were when the rebuild read them."""
        if not class_is_indexed(model):
            return
        key = content_type_of(model).pk
        # Whoever publishes one of them waits for the entry locked here, or is waited for. An entry without a posting
        # is found by nobody.
        blank = [Entry(content_type_id=key, object_id=item.pk) for item in items]
        Entry.objects.bulk_create(blank, ignore_conflicts=True)
        for start in range(0, len(items), _BATCH):
            keys = [item.pk for item in items[start : start + _BATCH]]
            with transaction.atomic():
                list(Entry.objects.select_for_update().filter(content_type=key, object_id__in=keys).values_list("pk"))
                objects: Any = model
                super().add_items(model, list(objects.get_indexed_objects().filter(pk__in=keys).order_by("pk")))


class SqlRebuilder:
    """Writes every object anew over what is there: readers never meet an empty index."""

    def __init__(self, index: SqlIndex) -> None:
        self.index = index

    def start(self) -> SqlIndex:
        return RebuiltSqlIndex(self.index.backend)

    def finish(self) -> None:
        """Forget what no longer exists, and the words that nothing holds any more."""
        with transaction.atomic():
            indexing.remove_unknown_objects()
        indexing.prune_vocabulary()


def content_type_of(model: type[Model]) -> ContentType:
    """Entries are kept by the root of their model: a fiche is an entry of ``Page``."""
    return ContentType.objects.get_for_model(get_model_root(model))


class SqlQueryCompiler(BaseSearchQueryCompiler):
    """Turns a query of Wagtail into a plan."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True

    def make_plan(self, query: SearchQuery | None = None) -> Plan | None:
        """The plan of a query; None when every object answers.

        Wagtail's own combinators are honoured as far as the site uses them: texts joined by And, Or and Not.
        Raises NotImplementedError for anything else.
        """
        query = self.query if query is None else query
        if isinstance(query, MatchAll):
            return None
        if isinstance(query, Boost):
            return self.make_plan(query.subquery)
        if isinstance(query, PlainText | Fuzzy):
            return self._plan(query.query_string, query.operator)
        if isinstance(query, Phrase):
            return self._plan(f'"{query.query_string}"', "and")
        if isinstance(query, And | Or):
            return _together([self.make_plan(one) for one in query.subqueries], every=isinstance(query, And))
        if isinstance(query, Not) and isinstance(query.subquery, MatchAll):
            return Plan()
        raise NotImplementedError(f"{type(query).__name__} is not supported.")

    def _plan(self, text: str, operator: str) -> Plan:
        require: Callable[[int], int] = (lambda units: units) if operator == "and" else (lambda _: 1)
        return plan_for(text, require, title_only=self.fields == ["title"])


class SqlAutocompleteQueryCompiler(SqlQueryCompiler):
    """Every word typed begins a word of the title."""

    def _plan(self, text: str, operator: str) -> Plan:
        return plan_for_completion(text)


def _together(plans: Sequence[Plan | None], every: bool) -> Plan | None:
    """One plan of several: all their units are wanted, or any."""
    known = [one for one in plans if one is not None]
    if not known or (not every and len(known) < len(plans)):
        return None
    joined, offset = Plan(), 0
    for one in known:
        joined = joined.followed_by(one, offset)
        offset = joined.units
    minimum = sum(one.minimum for one in known) if every else min(one.minimum for one in known)
    return joined.requiring(minimum)


class SqlSearchResults(BaseSearchResults):
    supports_facet = True

    def _answer(self, limit: int | None, offset: int) -> ranking.Answer:
        """Ask the engine, or the database alone when every object answers."""
        queryset: QuerySet = self.query_compiler.queryset
        key = content_type_of(queryset.model).pk
        plan = self.query_compiler.make_plan()
        if plan is None:
            keys = queryset.values_list("pk", flat=True)
            total = queryset.count() if limit == 0 else 0
            kept = [] if limit == 0 else keys[offset : None if limit is None else offset + limit]
            return ranking.Answer([ranking.Row(key, pk, 0.0) for pk in kept], total)
        question = ranking.Question(plan, limit=limit, offset=offset)
        return ranking.find(question, ranking.among(key, queryset))

    def _do_search(self) -> list[Any]:
        queryset: QuerySet = self.query_compiler.queryset
        limit = None if self.stop is None else self.stop - self.start
        if limit == 0:
            return []
        if not self.query_compiler.order_by_relevance:
            return self._in_their_own_order(limit)
        rows = self._answer(limit, self.start).rows
        if self.prefetch_related:
            queryset = queryset.prefetch_related(*self.prefetch_related)
        objects = queryset.order_by().in_bulk([row.object_id for row in rows])
        found = []
        for row in rows:
            if obj := objects.get(row.object_id):
                if self._score_field:
                    setattr(obj, self._score_field, row.score)
                found.append(obj)
        return found

    def _in_their_own_order(self, limit: int | None) -> list[Any]:
        stop = None if limit is None else self.start + limit
        return list(self._matching()[self.start : stop])

    def _matching(self) -> QuerySet:
        """The queryset, reduced to what answers."""
        keys = [row.object_id for row in self._answer(None, 0).rows]
        return self.query_compiler.queryset.filter(pk__in=keys)

    def _do_count(self) -> int:
        total = self._answer(0, 0).total - self.start
        return max(0, total if self.stop is None else min(total, self.stop - self.start))

    def facet(self, field_name: str) -> dict[Any, int]:
        """How many results have each value of a field, the most frequent first."""
        counted = self._matching().order_by().values_list(field_name).annotate(count=Count("pk"))
        return dict(counted.order_by("-count", field_name))


class SqlSearchBackend(BaseSearchBackend):
    query_compiler_class = SqlQueryCompiler
    autocomplete_query_compiler_class = SqlAutocompleteQueryCompiler
    index_class = SqlIndex
    results_class = SqlSearchResults
    rebuilder_class = SqlRebuilder
    catch_indexing_errors = False  # the index is part of the publication


SearchBackend = SqlSearchBackend

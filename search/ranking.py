"""Exact BM25 over the plain tables: one statement gives hits, their number and the counts of every facet.

Full text and title are scored apart and added. Robertson & Zaragoza, « The Probabilistic Relevance Framework: BM25 and
Beyond », 2009. k1, b and the weight of the title were measured on real French queries (nDCG@10 .541; the plateau of the
weight goes from 0.3 to 0.7).
"""
# ruff: noqa: S608 - the statements are made of constants and placeholders; what was typed is always a parameter

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from . import statistics
from .plan import Plan
from .statistics import Statistics

K1 = 1.8
B = 0.75
TITLE_WEIGHT = 0.5
RELEVANCE = "score DESC, object_id, content_type_id"
NEWEST = "date DESC NULLS LAST, score DESC, object_id, content_type_id"

_ALL = 2**63 - 1  # rows: SQLite skips none without a limit
_NO_FACET = "NULL AS name, NULL AS value, NULL AS label"

Parameters = list[Any]


@dataclass(frozen=True)
class Condition:
    """A piece of SQL that speaks of an entry (``e``), with its parameters."""

    sql: str
    parameters: Parameters = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """An entry that answers."""

    content_type_id: int
    object_id: int
    score: float


@dataclass(frozen=True)
class Count:
    """How many entries have a value of a facet."""

    name: str
    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Answer:
    """One page of rows, how many there are in all, and the facets of all."""

    rows: list[Row] = field(default_factory=list)
    total: int = 0
    counts: list[Count] = field(default_factory=list)


def among(content_type_id: int, objects: QuerySet) -> Condition:
    """Entries of these objects only. An unfiltered part of a query never runs twice: it is asked of each hit."""
    try:
        one = objects.order_by().filter(pk=RawSQL("e.object_id", ())).values("pk")
        sql, parameters = one.query.sql_with_params()
    except EmptyResultSet:
        return Condition("1 = 0")
    return Condition(f"(e.content_type_id = %s AND EXISTS ({sql}))", [content_type_id, *parameters])


def any_of(conditions: Sequence[Condition]) -> Condition:
    return Condition(
        f"({' OR '.join(condition.sql for condition in conditions) or '1 = 0'})",
        [parameter for condition in conditions for parameter in condition.parameters],
    )


@dataclass(frozen=True)
class Question:
    """What an engine is asked. ``filters`` gives, by facet, the values wanted (any of them); no limit means all."""

    plan: Plan
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    newest: bool = False  # the most recent first, instead of the best
    limit: int | None = 20
    offset: int = 0
    facets: bool = False  # whether counts are wanted


def find(question: Question, visible: Condition) -> Answer:
    """Entries that answer, among those that ``visible`` lets through.

    Counts of a filtered facet ignore its own filter, so that readers see what choosing another value would give.
    """
    plan = question.plan
    scored = _scored(plan)
    if scored is None:
        return Answer()
    active = {name: list(values) for name, values in question.filters.items() if values}
    hits = _hits(plan, scored, visible, active)
    wanted = " AND ".join(f"m{number} = 1" for number in range(len(active))) or "1 = 1"
    order = NEWEST if question.newest else RELEVANCE
    best = f"SELECT * FROM hits WHERE {wanted} ORDER BY {order}"
    limit = _ALL if question.limit is None else question.limit
    if limit < _ALL or question.offset:  # a sort that keeps the best few costs far less than one of all
        best += f" LIMIT {limit:d} OFFSET {question.offset:d}"
    place = f"ROW_NUMBER() OVER (ORDER BY {order})"
    parts = [
        f"SELECT 0 AS part, {place} AS place, content_type_id, object_id, score, {_NO_FACET} FROM ({best}) best",
        f"SELECT 1, COUNT(*), NULL, NULL, NULL, {_NO_FACET} FROM hits WHERE {wanted}",
    ]
    parameters = list(hits.parameters)
    if question.facets:
        parts.append(_facets(list(active)))
        parameters += [*active, *active]
    with connection.cursor() as cursor:
        cursor.execute(f"{hits.sql} {' UNION ALL '.join(parts)}", parameters)
        return _answer(cursor.fetchall())


def _answer(rows: Sequence[tuple[Any, ...]]) -> Answer:
    best = sorted(row for row in rows if row[0] == 0)
    return Answer(
        rows=[Row(content_type, key, score) for _, _, content_type, key, score, *_ in best],
        total=sum(row[1] for row in rows if row[0] == 1),
        counts=[Count(row[5], row[6], row[7], row[1]) for row in rows if row[0] == 2],
    )


def _scored(plan: Plan) -> Condition | None:
    """The common table of entries and scores; None when no term of the plan is in the index."""
    known = plan.statistics or statistics.read(plan.terms(), titles_only=plan.title_only)
    alternatives = [one for one in plan.alternatives if one.term in known.terms]
    if not alternatives:
        return None
    values: Parameters = []
    for one in alternatives:
        weight, title_weight = known.text_idf(one.term), known.title_idf(one.term)
        if not plan.title_only:
            title_weight *= TITLE_WEIGHT
        gain = one.share * (K1 + 1)
        values += [known.terms[one.term].key, one.unit, gain * weight, gain * title_weight]
    row = "(%s, %s, CAST(%s AS double precision), CAST(%s AS double precision))"
    units = len({one.unit for one in alternatives})
    met = "COUNT(*)" if units == len(alternatives) else "COUNT(DISTINCT q.unit)"
    minimum = min(plan.minimum, units)
    enough = f"HAVING {met} >= {minimum}" if minimum > 1 else ""
    only = "AND p.title_tf > 0" if plan.title_only else ""
    return Condition(
        f"WITH q(term_id, unit, weight, title_weight) AS (VALUES {', '.join([row] * len(alternatives))}),"
        f" scored AS (SELECT p.entry_id, SUM({_score(plan, known)}) AS score FROM q"
        f" JOIN search_posting p ON p.term_id = q.term_id {only} GROUP BY p.entry_id {enough})",
        values,
    )


def _score(plan: Plan, known: Statistics) -> str:
    """What a posting adds to the score of its entry. Few of them stand in a title: the others cost half."""
    full = _bm25("q.weight", "p.tf", "p.length", known.length)
    title = _bm25("q.title_weight", "p.title_tf", "p.title_length", known.title_length)
    return title if plan.title_only else f"CASE WHEN p.title_tf = 0 THEN {full} ELSE {full} + {title} END"


def _bm25(weight: str, frequency: str, length: str, mean: float) -> str:
    """The formula with all that does not vary with the posting worked out: ``weight`` is idf (k1 + 1)."""
    return f"{weight} * {frequency} / ({frequency} + {K1 * (1 - B)!r} + {K1 * B / mean!r} * {length})"


def _hits(plan: Plan, scored: Condition, visible: Condition, active: Mapping[str, Sequence[str]]) -> Condition:
    """The common table of visible entries, with a column for each filter that says whether they pass it."""
    columns, parameters = "", list(scored.parameters)
    for number, (name, values) in enumerate(active.items()):
        marks = ", ".join(["%s"] * len(values))
        columns += (
            ", CASE WHEN EXISTS (SELECT 1 FROM search_entryfacet f WHERE f.entry_id = e.id AND f.name = %s"
            f" AND f.value IN ({marks})) THEN 1 ELSE 0 END AS m{number}"
        )
        parameters += [name, *values]
    conditions = [visible.sql]
    parameters += visible.parameters
    for having, phrases in (("EXISTS", plan.phrases), ("NOT EXISTS", plan.excluded)):
        for phrase in phrases:
            conditions.append(
                f"{having} (SELECT 1 FROM search_entrytext w WHERE w.entry_id = e.id AND w.words LIKE %s)"
            )
            parameters.append(f"% {phrase} %")
    return Condition(
        f"{scored.sql}, hits AS (SELECT e.id AS entry_id, e.object_id, e.content_type_id, e.date, s.score * e.priority / 100.0 AS score"
        f"{columns} FROM scored s JOIN search_entry e ON e.id = s.entry_id WHERE {' AND '.join(conditions)})",
        parameters,
    )


def _facets(active: Sequence[str]) -> str:
    """Counts by facet and value, each facet under the filters of the others."""
    cases = []
    for number in range(len(active)):
        others = [f"m{other} = 1" for other in range(len(active)) if other != number]
        cases.append(f"(f.name = %s AND {' AND '.join(others) or '1 = 1'})")
    everything = " AND ".join(f"m{number} = 1" for number in range(len(active))) or "1 = 1"
    outside = f"f.name NOT IN ({', '.join(['%s'] * len(active))})" if active else "1 = 1"
    cases.append(f"({outside} AND {everything})")
    return (
        "SELECT 2, COUNT(*), NULL, NULL, NULL, f.name, f.value, MIN(f.label) FROM hits h"
        f" JOIN search_entryfacet f ON f.entry_id = h.entry_id WHERE {' OR '.join(cases)} GROUP BY f.name, f.value"
    )

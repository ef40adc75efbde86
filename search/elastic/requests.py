"""A question in Elasticsearch's words, and its answer in ours: the same as ``ranking.find`` gives."""

from collections.abc import Mapping, Sequence
from typing import Any

from search import statistics
from search.plan import Alternative, Plan
from search.ranking import K1, TITLE_WEIGHT, Answer, Count, Question, Row

from .documents import SEPARATOR, key_of

MAX_WINDOW = 10_000  # index.max_result_window
MAX_CLAUSES = 1_000  # what every Elasticsearch 8 accepts in a query
MAX_VALUES = 10_000  # of all facets together: they are counted exactly
_RELEVANCE = [{"_score": "desc"}, {"object_id": "asc"}, {"content_type": "asc"}]
_NEWEST = [
    {"date": {"order": "desc", "missing": "_last"}},
    {"_score": "desc"},
    {"object_id": "asc"},
    {"content_type": "asc"},
]


def request_for(question: Question) -> dict[str, Any] | None:
    """The body of one search: rows, their number and the counts. None when the database has to answer.

    That is when no term is in the index, and when more is asked than Elasticsearch gives.
    """
    if question.limit is None or question.offset + question.limit > MAX_WINDOW:
        return None
    query = _query(question.plan)
    if query is None:
        return None
    active = {name: list(values) for name, values in question.filters.items() if values}
    body: dict[str, Any] = {
        "query": query,
        "from_": question.offset,
        "size": question.limit,
        "sort": _NEWEST if question.newest else _RELEVANCE,
        "source": False,
        "track_scores": True,
        "track_total_hits": True,
    }
    if active:  # after the counts: those of a facet ignore its own filter
        body["post_filter"] = _passing(active, "")
    if question.facets:
        body["aggs"] = {f"{number}": _counting(active, name) for number, name in enumerate(["", *active])}
    return body


def _query(plan: Plan) -> dict[str, Any] | None:
    known = (plan.statistics or statistics.read(plan.terms())).terms
    units: dict[int, list[Alternative]] = {}
    for one in plan.alternatives:
        if one.term in known:
            units.setdefault(one.unit, []).append(one)
    if not units or sum(map(len, units.values())) * 2 + len(units) > MAX_CLAUSES:
        return None
    matching = {
        "bool": {
            "should": [_unit(alternatives, plan.title_only) for alternatives in units.values()],
            "minimum_should_match": max(1, min(plan.minimum, len(units))),
            "filter": [{"match_phrase": {"words": phrase}} for phrase in plan.phrases],
            "must_not": [{"match_phrase": {"words": phrase}} for phrase in plan.excluded],
        }
    }
    weight = {"field": "priority", "factor": 0.01}  # hundredths of the score that count
    return {"function_score": {"query": matching, "field_value_factor": weight, "boost_mode": "multiply"}}


def _unit(alternatives: Sequence[Alternative], title_only: bool) -> dict[str, Any]:
    """Any term of a unit satisfies it; their scores are added. Lucene leaves out the constant factor of BM25."""
    terms = []
    for one in alternatives:
        weight = one.share * (K1 + 1)
        if not title_only:
            terms.append({"term": {"text": {"value": one.term, "boost": weight}}})
        in_title = weight if title_only else weight * TITLE_WEIGHT
        terms.append({"term": {"title": {"value": one.term, "boost": in_title}}})
    return {"bool": {"should": terms, "minimum_should_match": 1}}


def _passing(active: Mapping[str, Sequence[str]], but: str) -> dict[str, Any]:
    """Entries that pass every filter except one."""
    asked = {name: values for name, values in active.items() if name != but}
    return {
        "bool": {
            "filter": [
                {"terms": {"facets": [SEPARATOR.join((name, value)) for value in values]}}
                for name, values in asked.items()
            ]
        }
    }


def _counting(active: Mapping[str, Sequence[str]], name: str) -> dict[str, Any]:
    values = {"terms": {"field": "labels", "size": MAX_VALUES}}
    return {"filter": _passing(active, name), "aggs": {"values": values}}


def answer_of(found: Mapping[str, Any], question: Question) -> Answer:
    """What Elasticsearch found."""
    active = [name for name, values in question.filters.items() if values]
    counts: dict[tuple[str, str], Count] = {}
    for number, own in enumerate(["", *active] if question.facets else []):
        for bucket in found["aggregations"][f"{number}"]["values"]["buckets"]:
            name, value, label = bucket["key"].split(SEPARATOR, 2)
            if name == own or (not own and name not in active):
                before = counts.get((name, value))
                number_of = bucket["doc_count"] + (before.count if before else 0)
                label = min(label, before.label) if before else label
                counts[name, value] = Count(name, value, label, number_of)
    return Answer(
        rows=[Row(*key_of(hit["_id"]), hit["_score"]) for hit in found["hits"]["hits"]],
        total=found["hits"]["total"]["value"],
        counts=list(counts.values()),
    )

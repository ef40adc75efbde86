"""How good a ranking is, and how fast it came."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

DEPTH = 10  # what a phone shows before one gives up

Grades = Mapping[str, int]


def ndcg(ranking: Sequence[str], grades: Grades, depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain, 0 to 1.

    DCG@k = Σ (2^grade − 1) / log2(rank + 1), over the first k documents, divided by the same sum for the best possible
    order of all the judged documents, found or not. Gain and discount of Burges et al., « Learning to rank using
    gradient descent », ICML 2005; the measure is of Järvelin and Kekäläinen, ACM TOIS 20(4), 2002. A document without
    a grade gains nothing; one returned twice counts once, at its first rank. 0 when no document has a positive grade.
    """
    ideal = _dcg(sorted(grades.values(), reverse=True)[:depth])
    return _dcg([grades.get(document, 0) for document in _first_of_each(ranking)[:depth]]) / ideal if ideal else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Grades, depth: int = DEPTH) -> float:
    """1 / rank of the first document with a positive grade; 0 when the first ``depth`` have none."""
    for rank, document in enumerate(_first_of_each(ranking)[:depth], start=1):
        if grades.get(document, 0) > 0:
            return 1 / rank
    return 0.0


def recall(ranking: Sequence[str], grades: Grades, depth: int = DEPTH) -> float:
    """Share of the documents with a positive grade that are among the first ``depth``, 0 to 1."""
    right = {document for document, grade in grades.items() if grade > 0}
    return len(right.intersection(_first_of_each(ranking)[:depth])) / len(right) if right else 0.0


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least ``percent`` % of the values do not exceed. Raises ValueError without values."""
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(math.ceil(len(values) * percent / 100), 1) - 1]


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def _first_of_each(ranking: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ranking))


@dataclass(frozen=True)
class Answer:
    """What an engine gave for one query: documents best first, how many it found in all, seconds it took.

    ``ranking`` may be shorter than ``total``: it is the first page, and without what lies outside the judged set.
    """

    ranking: Sequence[str]
    total: int
    seconds: float


@dataclass(frozen=True)
class Scores:
    """Means over the queries that have at least one right answer; shares and delays over all queries."""

    queries: int
    judged: int
    ndcg: float
    reciprocal_rank: float
    recall: float
    empty: float  # share of queries without any result, 0 to 1
    p50: float  # seconds
    p95: float  # seconds


def scores(answers: Mapping[str, Answer], grades: Mapping[str, Grades]) -> Scores:
    """Score the answers to each query. Raises ValueError when there are none, or none that can be judged."""
    judged = {query: grades[query] for query in answers if any(grade > 0 for grade in grades.get(query, {}).values())}
    if not judged:
        raise ValueError("no judged query")
    delays = [answer.seconds for answer in answers.values()]
    return Scores(
        queries=len(answers),
        judged=len(judged),
        ndcg=fmean(ndcg(answers[query].ranking, own) for query, own in judged.items()),
        reciprocal_rank=fmean(reciprocal_rank(answers[query].ranking, own) for query, own in judged.items()),
        recall=fmean(recall(answers[query].ranking, own) for query, own in judged.items()),
        empty=fmean(answer.total == 0 for answer in answers.values()),
        p50=percentile(delays, 50),
        p95=percentile(delays, 95),
    )

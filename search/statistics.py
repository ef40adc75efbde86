"""How rare each term is, and how long texts are: what BM25 weighs with, read in one statement."""
# ruff: noqa: S608 - the statement is made of constants and placeholders

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import log

from django.db import connection


@dataclass(frozen=True)
class KnownTerm:
    """A term of the index: its key, in how many texts and in how many titles it stands."""

    key: int
    texts: int
    titles: int


@dataclass(frozen=True)
class Statistics:
    """The index as a query sees it: its number of entries, their mean lengths in words, the terms of the query."""

    entries: int = 0
    length: float = 1.0
    title_length: float = 1.0
    terms: Mapping[str, KnownTerm] = field(default_factory=dict)

    def text_idf(self, term: str) -> float:
        return self._idf(self.terms[term].texts)

    def title_idf(self, term: str) -> float:
        return self._idf(self.terms[term].titles)

    def _idf(self, holding: int) -> float:
        """Inverse document frequency as Lucene writes it: never negative."""
        return log(1 + (self.entries - holding + 0.5) / (holding + 0.5))


def read(stems: Collection[str]) -> Statistics:
    """Statistics of the index for these terms; those that it does not hold are left out."""
    if not stems:
        return Statistics()
    marks = ", ".join(["%s"] * len(stems))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.stem, t.id, COUNT(*), SUM(CASE WHEN p.title_tf > 0 THEN 1 ELSE 0 END), e.number, e.length, e.title"
            " FROM (SELECT COUNT(*) AS number, SUM(length) AS length, SUM(title_length) AS title FROM search_entry) e,"
            " search_term t JOIN search_posting p ON p.term_id = t.id"
            f" WHERE t.stem IN ({marks}) GROUP BY t.id, t.stem, e.number, e.length, e.title",
            list(stems),
        )
        rows = cursor.fetchall()
    if not rows:
        return Statistics()
    entries, length, title = rows[0][4:]
    return Statistics(
        entries=entries,
        length=float(length or 0) / entries or 1.0,
        title_length=float(title or 0) / entries or 1.0,
        terms={row[0]: KnownTerm(*row[1:4]) for row in rows},
    )

"""How rare each term is, and how long texts are: what BM25 weighs with."""
# ruff: noqa: S608 - the statement is made of constants and placeholders

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from django.db import connection
from django.db.models import Avg, Count

from cms.remembered import remembered
from cms.watching import watch

from .models import Entry


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


class Totals(NamedTuple):
    """How many entries the index has, and the mean lengths of their texts and titles, in words."""

    entries: int
    length: float
    title_length: float


def totals() -> Totals:
    """Those of the present state of the index."""
    return remembered("search totals", _totals)


def _totals() -> Totals:
    counted = Entry.objects.aggregate(number=Count("pk"), length=Avg("length"), title=Avg("title_length"))
    return Totals(counted["number"], float(counted["length"] or 0) or 1.0, float(counted["title"] or 0) or 1.0)


watch(Entry, "length", "title_length")


def read(stems: Collection[str], titles_only: bool = False) -> Statistics:
    """Statistics of the index for these terms; those that it does not hold are left out.

    ``titles_only`` counts titles alone, whose postings are few: a term that none of them holds is known all the same.
    """
    if not stems:
        return Statistics()
    marks = ", ".join(["%s"] * len(stems))
    join, texts, only = ("LEFT JOIN", "0", "AND p.title_tf > 0") if titles_only else ("JOIN", "COUNT(*)", "")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.stem, t.id, {texts}, SUM(CASE WHEN p.title_tf > 0 THEN 1 ELSE 0 END)"
            f" FROM search_term t {join} search_posting p ON p.term_id = t.id {only}"
            f" WHERE t.stem IN ({marks}) GROUP BY t.id, t.stem",
            list(stems),
        )
        terms = {row[0]: KnownTerm(*row[1:]) for row in cursor.fetchall()}
    return Statistics(*totals(), terms) if terms else Statistics()

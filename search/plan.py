"""From a query to what engines look up: units of meaning, each with the terms that satisfy it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import floor

from .concepts import Concepts
from .french import stem
from .query import Query
from .statistics import Statistics

# A synonym counts a little less than the word itself: nDCG@10 .544 on foreign queries, .866 on our own (1: .541, .872).
CONCEPT_SHARE = 0.8
PART_SHARE = 0.05  # of each word of « burn out », where texts also write it as one
SHARE_REQUIRED = 0.7  # of three words or more; requiring it costs under .01 nDCG and divides the hits by three


@dataclass(frozen=True)
class Alternative:
    """A term that satisfies a unit, and the part of its score that goes to this unit (a concept may span several)."""

    unit: int
    term: str
    share: float = 1.0
    joined: bool = False  # words of the query written as one

    @property
    def is_concept(self) -> bool:
        return not self.term.isalnum()


@dataclass(frozen=True)
class Plan:
    """What an engine is asked to find."""

    alternatives: list[Alternative] = field(default_factory=list)
    units: int = 0
    minimum: int = 0  # units that an entry must satisfy
    phrases: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    title_only: bool = False
    statistics: Statistics | None = None  # of its terms, when they are already known

    def terms(self) -> set[str]:
        return {alternative.term for alternative in self.alternatives}

    def requiring(self, minimum: int) -> "Plan":
        return replace(self, minimum=minimum)

    def counting_once(self, known: Collection[str]) -> "Plan":
        """The same, where words that texts also write as one (« burn-out ») count for less apart: they come with it."""
        together = {one.unit for one in self.alternatives if one.joined and one.term in known}
        if not together:
            return self
        return replace(
            self,
            alternatives=[
                one if one.joined or one.is_concept or one.unit not in together else replace(one, share=PART_SHARE)
                for one in self.alternatives
            ],
        )

    def titled(self, title_only: bool) -> "Plan":
        """The same, in titles alone."""
        return replace(self, title_only=title_only)

    def followed_by(self, other: "Plan", offset: int) -> "Plan":
        """This plan and another, whose units are numbered from ``offset``."""
        shifted = [replace(one, unit=one.unit + offset) for one in other.alternatives]
        return replace(
            self,
            alternatives=[*self.alternatives, *shifted],
            units=offset + other.units,
            phrases=[*self.phrases, *other.phrases],
            excluded=[*self.excluded, *other.excluded],
            title_only=self.title_only or other.title_only,
            statistics=None,
        )


def most_of(units: int) -> int:
    """How many of so many units must be there: any of two, 70 % of three or more, rounded down."""
    return 1 if units < 3 else floor(units * SHARE_REQUIRED)


def plan(query: Query, concepts: Concepts, require: Callable[[int], int] = most_of) -> Plan:
    """Units and terms of a query; ``require`` says how many of the units an entry must satisfy."""
    content = query.content
    unit_of = {token.start: unit for unit, token in enumerate(content)}
    alternatives = [Alternative(unit, token.stem) for unit, token in enumerate(content)]
    units = len(content)

    def add(term: str, starts: Iterable[int], share: float = 1.0, joined: bool = True) -> None:
        nonlocal units
        covered = [unit_of[start] for start in starts if start in unit_of]
        if not covered:  # an expression made of small words only: « j'en peux plus »
            covered, units = [units], units + 1
        alternatives.extend(Alternative(unit, term, share / len(covered), joined) for unit in covered)

    for found in concepts.find(query.tokens, any_case=True):
        add(found.token, [token.start for token in query.tokens[found.first : found.last + 1]], CONCEPT_SHARE, False)
    for token in query.together:
        add(token.stem, [part.start for part in content if token.start <= part.start < token.end])
    for left, right in pairwise(content):  # « burn out », written « burnout » elsewhere
        if not (left.word.isdigit() or right.word.isdigit()):
            add(stem(left.word + right.word), [left.start, right.start])
    return Plan(list(dict.fromkeys(alternatives)), units, require(units), query.phrases, query.excluded)

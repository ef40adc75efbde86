"""Plans with the vocabulary at hand: synonyms, typing errors, words being typed."""

from collections.abc import Callable
from dataclasses import replace

from . import spelling, statistics, synonyms
from .models import Word
from .plan import Alternative, Plan, most_of, plan
from .query import Query, parse

MAX_COMPLETIONS = 100  # words that a beginning may stand for


def plan_for(text: str, require: Callable[[int], int] = most_of, title_only: bool = False) -> Plan:
    """The plan of a text, typing errors forgiven."""
    return corrected(parse(text), require)[0].titled(title_only)


def plan_as_typed(query: Query) -> tuple[Plan, dict[str, str]]:
    """The plan of a query whose words are left alone, and no replacement."""
    return plan(query, synonyms.for_queries()), {}


def corrected(
    query: Query, require: Callable[[int], int] = most_of, *, among_public: bool = False
) -> tuple[Plan, dict[str, str]]:
    """The plan of a query, and the words that were taken for others (as typed and folded → as meant).

    ``among_public`` proposes only words that public texts hold: a correction must not tell what is hidden.
    """
    made = plan(query, synonyms.for_queries(), require)
    known = statistics.read(made.terms())
    made = replace(made.counting_once(known.terms), statistics=known)
    satisfied = {one.unit for one in made.alternatives if one.term in known.terms}
    absent = {one.term for one in made.alternatives if one.unit not in satisfied}
    replaced = spelling.corrections(query.content, absent, among_public=among_public) if absent else {}
    return (plan(query.replacing(replaced), synonyms.for_queries(), require), replaced) if replaced else (made, {})


def plan_for_completion(text: str) -> Plan:
    """Titles with a word that begins like each word typed."""
    query = parse(text)
    alternatives = []
    for unit, token in enumerate(query.tokens):
        words = Word.objects.filter(word__startswith=token.word).order_by("word")
        stems = dict.fromkeys(words.values_list("term__stem", flat=True)[:MAX_COMPLETIONS])
        alternatives += [Alternative(unit, stem) for stem in stems or [token.stem]]
    units = len(query.tokens)
    return Plan(alternatives, units, units, title_only=True)

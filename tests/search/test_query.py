"""What readers type becomes words, phrases and exclusions, and never the syntax of an engine."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query import MAX_QUERY_LENGTH, MAX_WORDS, parse


def typed_words(typed: str) -> list[str]:
    return [token.word for token in parse(typed).tokens]


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("sommeil", ["sommeil"]),
        ("  dire   non ", ["dire", "non"]),
        ("l'ordre", ["ordre"]),
        ("L’Ordre des médecins", ["ordre", "des", "medecins"]),
        ("arrêt-maladie", ["arret", "maladie"]),
        ("que faire ?", ["que", "faire"]),
        ("CPAM : indu", ["cpam", "indu"]),
        ("a AND b* NEAR(c)", ["a", "and", "b", "near", "c"]),
        ("\x00\x07", []),
        ("🙂 ? !", []),
        ("", []),
        ("e\u0301puisement", ["epuisement"]),
        ("cœur", ["coeur"]),
    ],
)
def test_a_query_is_its_words(typed: str, searched: list[str]) -> None:
    assert typed_words(typed) == searched


@pytest.mark.parametrize("typed", ['"dire non"', "« dire non »", "“dire non”", 'apprendre à "Dire  NON"'])
def test_quotes_ask_for_an_exact_phrase(typed: str) -> None:
    query = parse(typed)
    assert query.phrases == ["dire non"]
    assert [token.word for token in query.tokens][-2:] == ["dire", "non"]


@pytest.mark.parametrize(
    ("typed", "kept", "excluded"),
    [
        ("sommeil -enfant", ["sommeil"], ["enfant"]),
        ('sommeil -"de l\'enfant"', ["sommeil"], ["de enfant"]),
        ("burn-out", ["burn", "out"], []),
        ("sommeil - enfant", ["sommeil", "enfant"], []),
        ("-enfant", [], ["enfant"]),
    ],
)
def test_minus_excludes(typed: str, kept: list[str], excluded: list[str]) -> None:
    query = parse(typed)
    assert [token.word for token in query.tokens] == kept
    assert query.excluded == excluded


@pytest.mark.parametrize(
    ("typed", "content"),
    [
        ("comment dormir la nuit ?", ["dormir", "nuit"]),
        ("l'épuisement des soignants", ["epuisement", "soignants"]),
        ("qui suis-je", ["qui", "suis", "je"]),
        ("que faire", ["faire"]),
    ],
)
def test_small_words_do_not_count_unless_nothing_else_is_typed(typed: str, content: list[str]) -> None:
    assert [token.word for token in parse(typed).content] == content


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_nothing_is_left_that_an_engine_could_read_as_syntax(typed: str) -> None:
    query = parse(typed)
    for text in [*(token.word for token in query.tokens), *query.phrases, *query.excluded]:
        assert text.replace(" ", "").replace(",", "").isalnum()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_taking_no_word_for_another_changes_nothing(typed: str) -> None:
    query = parse(typed)
    again = query.replacing({})
    assert [token.word for token in again.tokens] == [token.word for token in query.tokens]
    assert (again.phrases, again.excluded) == (query.phrases, query.excluded)


def test_a_long_text_is_cut() -> None:
    query = parse("mot " * 5000)
    assert len(query.text) <= MAX_QUERY_LENGTH
    assert len(query.tokens) <= MAX_WORDS

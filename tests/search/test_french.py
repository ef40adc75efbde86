"""The analyser: what must meet, meets; what must not, does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.french import fold, joined, normalised, spans, stem, words


def stems(text: str) -> list[str]:
    return [token.stem for token in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("épuisement", "EPUISEMENT"),
        ("épuisé", "epuisees"),
        ("l'arrêt", "l’arrêts"),
        ("qu'une plainte", "une plaintes"),
        ("travail", "travaux"),
        ("hôpital", "hopitaux"),
        ("cheval", "chevaux"),
        ("bureau", "bureaux"),
        ("cœur", "coeurs"),
        ("médecin", "médecins"),
        ("contrôle", "controles"),
        ("burn-out", "burn out"),
        ("ﬁn", "fin"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert stems(one)[-1] == stems(other)[-1]


@pytest.mark.parametrize(
    ("one", "other"), [("indu", "individu"), ("3114", "3115"), ("cadre", "cadeau"), ("garde", "gare"), ("CPAM", "CPTS")]
)
def test_different_words_do_not(one: str, other: str) -> None:
    assert stems(one) != stems(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("burn-out", ["burnout"]),
        ("un arrêt-maladie", ["arretmaladie"]),
        ("0 800 800 854", ["0800800854"]),
        ("01.42.30.30.30", ["0142303030"]),
        ("en 2018 - 2019", []),
        ("12 h", []),
        ("mot", []),
    ],
)
def test_what_is_written_in_pieces_is_also_one_word(text: str, expected: list[str]) -> None:
    assert [token.word for token in joined(text, words(text))] == expected


def test_tokens_stand_where_the_text_has_them() -> None:
    text = "L’épuisement, c'est l’affaire de CPAM."
    assert [text[token.start : token.end] for token in words(text)] == [
        "épuisement", "est", "affaire", "de", "CPAM",
    ]  # fmt: skip
    assert [token.surface for token in words(text) if token.is_acronym] == ["CPAM"]


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_analysed_twice(text: str) -> None:
    tokens = words(text)
    assert all(token.word and token.stem and token.start < token.end for token in tokens)
    assert normalised(text).replace(" ", "").replace(",", "").isalnum() or not tokens


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=20))
def test_folding_is_stable(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert stem(fold(word)) == stem(fold(word.upper())) or word.upper().lower() != word.lower()


VARIED = [
    "œuvres",
    "travaux",
    "baux",
    "maux",
    "yeux",
    "constamment",
    "évidemment",
    "fréquence",
    "3114",
    "cœur",
    "éthique",
]
LETTERS = "aàâbcçdeéèêëfghiîïjklmnoôœæpqrstuùûvwxyzﬁAÉŒ"


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.text(LETTERS, min_size=1, max_size=9) | st.sampled_from(VARIED), min_size=1, max_size=12),
    st.sampled_from([" ", ", ", "-", "\n", "’", "’s "]),
)
def test_spans_are_the_words_of_these_stems(written: list[str], separator: str) -> None:
    text = separator.join(written)
    for wanted in {frozenset({token.stem}) for token in words(text)} | {frozenset(stems(text))}:
        expected = [(token.start, token.end, token.stem) for token in words(text) if token.stem in wanted]
        assert [span for span in spans(text, wanted) if span in expected] == expected


def test_spans_of_nothing() -> None:
    assert spans("Un texte", frozenset()) == []

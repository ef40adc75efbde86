"""Extracts: the right piece, the right words, and nothing of a text that could run."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.french import words
from search.highlight import EXTRACT_LENGTH, extract, mark

LONG = "Un début sans rapport. " * 40 + "Ici le sommeil manque, et les nuits aussi. " + "Une suite. " * 40


def stems(text: str) -> set[str]:
    return {token.stem for token in words(text)}


def test_words_are_marked_as_they_are_written() -> None:
    assert mark("L'Épuisement des épuisés", stems("épuisement")) == (
        "L&#x27;<mark>Épuisement</mark> des <mark>épuisés</mark>"
    )


def test_the_extract_is_where_the_words_are() -> None:
    found, focus = extract(LONG, stems("sommeil nuits"))
    assert focus == LONG.index("sommeil")
    assert "<mark>sommeil</mark> manque, et les <mark>nuits</mark>" in found
    assert found.startswith("… ")
    assert found.endswith(" …")


def test_without_a_word_found_it_is_the_beginning() -> None:
    assert extract(LONG, stems("absent")).html.startswith("Un début sans rapport.")
    assert extract("Court.", stems("absent")) == ("Court.", None)
    assert extract("", {"x"}) == ("", None)


def test_a_word_far_in_a_long_text_is_shown_too() -> None:
    text = "Un début sans rapport. " * 2000 + "Le sommeil revient."
    found, focus = extract(text, stems("sommeil"))
    assert focus == text.index("sommeil")
    assert found.startswith("… ")
    assert found.endswith("Le <mark>sommeil</mark> revient.")


@pytest.mark.parametrize("text", ["<script>alert('sommeil')</script>", "sommeil & <b>nuit</b>"])
def test_nothing_of_the_text_is_markup(text: str) -> None:
    found = extract(text, stems("sommeil")).html
    assert "<mark>sommeil</mark>" in found
    assert set(re.findall(r"<[^>]*>", found)) == {"<mark>", "</mark>"}


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=600), st.text(max_size=30))
def test_any_text_gives_a_short_safe_extract(text: str, query: str) -> None:
    found = extract(text, stems(query)).html
    bare = re.sub(r"</?mark>", "", found)
    assert "<" not in bare
    assert len(re.sub(r"&[#\w]+;", "x", bare)) <= EXTRACT_LENGTH + 60

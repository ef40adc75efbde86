"""What readers type, made safe for every engine."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query import MAX_QUERY_LENGTH, clean_query


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("sommeil", "sommeil"),
        ("  dire   non ", "dire non"),
        ('"dire non"', "dire non"),
        ("l'ordre", "l ordre"),
        ("l’ordre", "l ordre"),
        ("arrêt-maladie", "arrêt-maladie"),
        ("que faire ?", "que faire"),
        ("CPAM : indu", "CPAM indu"),
        ("a AND b* NEAR(c)", "a AND b NEAR c"),
        ("-mot +autre", "mot autre"),
        ("\x00\x07", ""),
        ("🙂 ? !", ""),
        ("", ""),
        ("e\u0301puisement", "épuisement"),
    ],
)
def test_a_query_is_its_words(typed: str, searched: str) -> None:
    assert clean_query(typed) == searched


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_nothing_is_left_that_an_engine_could_read_as_syntax(typed: str) -> None:
    query = clean_query(typed)
    assert not re.search(r"[^\w\s-]", query)
    assert not re.search(r"(^|\s)-|-($|\s)", query)
    assert clean_query(query) == query


def test_a_long_text_is_cut() -> None:
    assert len(clean_query("mot " * 5000)) <= MAX_QUERY_LENGTH

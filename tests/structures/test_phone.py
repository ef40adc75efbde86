"""Telephone numbers: one stored form, one written form, a French sentence for the rest."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from structures import phone

NUMBERS = [
    ("3114", "3114", "3114"),
    ("15", "15", "15"),
    ("112", "112", "112"),
    ("114", "114", "114"),
    (" 31 14 ", "3114", "3114"),
    ("116 117", "116117", "116117"),
    ("0 800 288 038", "+33800288038", "0 800 288 038"),
    ("0800288038", "+33800288038", "0 800 288 038"),
    ("0 805 23 23 36", "+33805232336", "0 805 232 336"),
    ("06 08 28 25 89", "+33608282589", "06 08 28 25 89"),
    ("04.65.40.00.10", "+33465400010", "04 65 40 00 10"),
    ("+33 4 65 40 00 10", "+33465400010", "04 65 40 00 10"),
    ("0033 4 65 40 00 10", "+33465400010", "04 65 40 00 10"),
    ("+32 2 555 12 12", "+3225551212", "+32 2 555 12 12"),
]


@pytest.mark.parametrize(("typed", "stored", "written"), NUMBERS)
def test_a_number_has_one_stored_form_and_one_written_form(typed: str, stored: str, written: str) -> None:
    assert phone.normalise(typed) == stored
    assert phone.display(stored) == written


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "bonjour",
        "1",
        "99",
        "12345",
        "06 08 28",
        "0 800 288 0381234",
        "+33",
        "\x00",
        "🙂",
        "311-quatre",
        "3²14",
        "٣١١٤",
    ],
)
def test_anything_else_is_refused_in_french(typed: str) -> None:
    advice = "Écrivez-le comme on le compose, par exemple « 0 800 288 038 » ou « 3114 »."
    with pytest.raises(ValidationError) as caught:
        phone.normalise(typed)
    assert caught.value.messages == [f"« {typed} » n'est pas un numéro de téléphone français. {advice}"]


@pytest.mark.parametrize("typed", ["appelez le 15", "3114 ou le 15", "poste 112"])
def test_a_sentence_is_not_a_number(typed: str) -> None:
    with pytest.raises(ValidationError):
        phone.normalise(typed)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30) | st.text(alphabet="0123456789 .+-()²٣", max_size=20))
def test_what_is_accepted_can_be_dialled(typed: str) -> None:
    """A stored number is plain digits that a ``tel:`` address accepts, and is its own normal form."""
    try:
        stored = phone.normalise(typed)
    except ValidationError:
        return
    assert re.fullmatch(r"\+?[0-9]{2,15}", stored)
    assert phone.normalise(stored) == stored
    assert phone.normalise(phone.display(stored)) == stored


@settings(deadline=None)
@given(st.integers(100_000_000, 999_999_999))
def test_spaces_and_points_do_not_matter(digits: int) -> None:
    plain = f"0{digits}"
    pairs = [plain[index : index + 2] for index in range(0, 10, 2)]
    try:
        stored = phone.normalise(plain)
    except ValidationError:
        with pytest.raises(ValidationError):
            phone.normalise(" ".join(pairs))
        return
    assert {phone.normalise(separator.join(pairs)) for separator in (" ", ".", "-", "")} == {stored}

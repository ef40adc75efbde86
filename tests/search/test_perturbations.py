"""Queries spoilt on purpose: by how much, and never otherwise."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.perturbations import PERTURBATIONS, accents, number, typo

WORD = r"[^\W\d_]+"
FRENCH = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèêàçôîûœ '-?3", max_size=60)
ANYTHING = st.text(max_size=60)


def distance(one: str, two: str) -> int:
    """Edits from one word to the other: letters added, lost, replaced, and neighbours swapped."""
    rows = [list(range(len(two) + 1))]
    for i, left in enumerate(one, start=1):
        row = [i]
        for j, right in enumerate(two, start=1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (left != right))
            if i > 1 and j > 1 and left == two[j - 2] and one[i - 2] == right:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


@given(FRENCH, st.integers(0, 50))
def test_a_typo_is_one_edit_in_the_longest_word(text: str, seed: int) -> None:
    wrong = typo(text, seed)
    words = re.findall(WORD, text)
    if max(map(len, words), default=0) < 4:
        assert wrong == text
        return
    assert distance(text, wrong) == 1
    after = re.findall(WORD, wrong)
    changed = [place for place, word in enumerate(words) if word != after[place]]
    assert changed == [max(range(len(words)), key=lambda place: len(words[place]))]
    assert words[changed[0]][0] == after[changed[0]][0], "the first letter is kept"


@given(ANYTHING)
@pytest.mark.parametrize("name", sorted(PERTURBATIONS))
def test_the_same_text_gives_the_same(name: str, text: str) -> None:
    assert PERTURBATIONS[name](text) == PERTURBATIONS[name](text)


def test_seeds_give_every_kind_of_error() -> None:
    lengths = {len(typo("épuisement", seed)) for seed in range(50)}
    assert lengths == {9, 10, 11}
    assert typo("épuisement", 1) == typo("épuisement", 1)


@pytest.mark.parametrize("text", ["", "ras le bol", "EP", "3114", "un an"])
def test_short_words_are_left(text: str) -> None:
    assert typo(text) == text


def test_a_word_of_one_letter_can_still_be_spoilt() -> None:
    for seed in range(20):
        assert typo("aaaa", seed) != "aaaa"


def test_accents_go() -> None:
    assert accents("l'Épuisement des sœurs à Noël, ça gêne") == "l'Epuisement des soeurs a Noel, ca gene"
    assert accents("e\u0301puise\u0301") == "epuise"


@given(ANYTHING)
def test_no_accent_is_left(text: str) -> None:
    plain = accents(text)
    assert not any(unicodedata.combining(sign) for sign in unicodedata.normalize("NFD", plain))
    assert accents(plain) == plain


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("arrêt de travail", "arrêts de travaux"),
        ("les plaintes ordinales", "les plainte ordinale"),
        ("mes congés", "mes congé"),
        ("indu CPAM", "indus CPAM"),
        ("conseil départemental", "conseils départementaux"),
        ("tribunaux", "tribunal"),
        ("réseau", "réseaux"),
        ("lieu", "lieux"),
        ("je veux dormir", "je veux dormir"),
        ("payer mes dettes", "payer mes dette"),
        ("courrier", "courriers"),
        ("refus de temps", "refus de temps"),
        ("comment faire sans vous ?", "comment faire sans vous ?"),
        ("3114", "3114"),
        ("stress", "stress"),
        ("médecin malheureux", "médecins malheureux"),
    ],
)
def test_number_is_turned(text: str, other: str) -> None:
    assert number(text) == other


@given(FRENCH)
def test_number_keeps_the_words_and_the_short_ones(text: str) -> None:
    before, after = re.findall(WORD, unicodedata.normalize("NFC", text)), re.findall(WORD, number(text))
    assert len(before) == len(after)
    assert all(new == old for old, new in zip(before, after, strict=True) if len(old) < 4)


@given(st.text(alphabet="abcdefghilmnoprtu", min_size=4, max_size=12))
def test_a_plain_word_comes_back(word: str) -> None:
    """Turned twice, a word without a special ending is itself again, when it was turned at all."""
    if not word.endswith(("al", "au", "eu", "ail", "er", "ir")):
        assert number(number(word)) == word

"""Reading time counts the words that readers meet, and nothing else."""

from typing import Any

import pytest

from cms.blocks import BodyBlock
from cms.reading import reading_minutes, word_count
from fiches.blocks import PhrasesBlock


def body(*blocks: tuple[str, Any]) -> Any:
    return BodyBlock().to_python([{"type": kind, "value": value} for kind, value in blocks])


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("titre", {"text": "Reconnaître les signes", "level": "h2"}, 3),
        ("texte", "<p>Un <b>mot</b> en&nbsp;gras.</p><ul><li>Deux</li><li>lignes</li></ul>", 6),
        ("retenir", {"title": "À retenir", "text": "<p>Trois mots ici.</p>"}, 5),
        ("question", {"question": "Qui appeler ?", "answer": "<p>Une personne.</p>"}, 4),
        ("citation", {"text": "Nul n'est tenu", "source": "Loi, 2002"}, 5),
        ("image", {"image": {"image": 12, "alt_text": "Une fenêtre", "decorative": False}, "caption": "La nuit"}, 2),
        ("tableau", {"data": [["Qui", "Quand"], ["Le médecin", None]]}, 4),
        ("document", {"document": 3, "description": "Une lettre type"}, 3),
        ("voir", {"title": "À lire", "pages": [{"type": "item", "value": 7, "id": "0b6c"}]}, 2),
        ("inconnu", {"text": "Un bloc retiré du projet"}, 0),
    ],
)
def test_each_block_counts_what_is_read(kind: str, value: Any, words: int) -> None:
    assert word_count(body((kind, value))) == words


def test_punctuation_apart_is_no_word_and_an_elision_is_one() -> None:
    assert word_count(body(("texte", "<p>L'hôpital : « vraiment » ? Oui !</p>"))) == 3


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (299, 1), (301, 2), (20_000, 100)])
def test_minutes_are_whole_and_never_none(words: int, minutes: int) -> None:
    assert reading_minutes(body(("texte", f"<p>{'mot ' * words}</p>"))) == minutes


def test_streams_add_up() -> None:
    phrases = PhrasesBlock().to_python([{"type": "phrase", "value": "mot " * 150}])
    assert reading_minutes(phrases, phrases, body(("texte", "<p>" + "mot " * 310 + "</p>"))) == 3


def test_a_stream_made_in_python_counts_as_a_stored_one() -> None:
    value = BodyBlock().normalize([("titre", {"text": "Deux mots", "level": "h2"}), ("texte", "<p>Un texte.</p>")])
    assert word_count(value) == 4

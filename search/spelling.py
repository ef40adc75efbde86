"""One typing error a word is forgiven: the nearest word that the texts hold, found in the vocabulary of the index."""

import threading
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import registry
from .french import Token
from .models import Word

MIN_LENGTH = 4
MIN_BARE = 2  # letters of a word without its article
MAX_CANDIDATES = 20
LONG = 8  # from here on, two errors are forgiven
_ELIDED = ("l", "d", "j", "c", "n", "s", "m", "t", "qu")


@dataclass(frozen=True)
class Vocabulary:
    """Folded words of the index, by length, with how they are written."""

    version: tuple[int, int]
    by_length: dict[int, list[str]]
    display: dict[str, str]


_lock = threading.Lock()
_vocabulary: list[Vocabulary] = []


def forget() -> None:
    """Read the words again at the next need: for whoever changes database under the process (tests)."""
    _vocabulary.clear()


def vocabulary() -> Vocabulary:
    """The words of the index, read again when it has new ones."""
    counted = Word.objects.aggregate(count=Count("pk"), last=Max("pk"))
    version = (counted["count"], counted["last"] or 0)
    with _lock:
        if not _vocabulary or _vocabulary[0].version != version:
            display = dict(Word.objects.values_list("word", "display"))
            by_length: dict[int, list[str]] = {}
            for word in display:
                by_length.setdefault(len(word), []).append(word)
            _vocabulary[:] = [Vocabulary(version, by_length, display)]
        return _vocabulary[0]


def candidates(token: Token, known: Vocabulary) -> list[str]:
    """Words of the index that a word which is not in it may mean, the likeliest first.

    The nearest (an exchange of two letters is one error), then one that begins alike, then one that ends alike.
    Short words are left alone.
    """
    word = token.word
    if len(word) < MIN_LENGTH or not word.isalpha():
        return []
    errors = 2 if len(word) >= LONG else 1
    near = [one for gap in range(-errors, errors + 1) for one in known.by_length.get(len(word) + gap, ())]
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=errors, limit=MAX_CANDIDATES)
    ranked = sorted(found, key=lambda one: (one[1], one[0][0] != word[0], one[0][-1] != word[-1], one[0]))
    return [str(one[0]) for one in ranked]


def unelided(token: Token, known: Vocabulary) -> tuple[str, str] | None:
    """Article and word, where only the apostrophe was forgotten: « lepuisement », « jen »."""
    for prefix in _ELIDED:
        bare = token.word.removeprefix(prefix)
        if bare != token.word and len(bare) >= MIN_BARE and bare[0] in "aeiouyh" and bare in known.display:
            return prefix, bare
    return None


def corrections(tokens: Collection[Token], absent: Collection[str], among_public: bool = False) -> dict[str, str]:
    """By mistyped word (folded), how the word of the index that is meant is written.

    An acronym is left alone unless nothing else was typed that the index knows.
    """
    alone = all(token.stem in absent for token in tokens)
    mistyped = {token.word: token for token in tokens if token.stem in absent and (alone or not token.is_acronym)}
    if not mistyped:
        return {}
    known = vocabulary()
    elided = {word: pair for word, token in mistyped.items() if (pair := unelided(token, known))}
    possible = {word: candidates(token, known) for word, token in mistyped.items() if word not in elided}
    possible |= {word: [bare] for word, (_, bare) in elided.items()}
    if among_public:
        public = _public_words({one for found in possible.values() for one in found})
        possible = {word: [one for one in found if one in public] for word, found in possible.items()}
    meant = {word: known.display[found[0]] for word, found in possible.items() if found}
    return {word: f"{elided[word][0]}'{bare}" if word in elided else bare for word, bare in meant.items()}


def _public_words(words: Collection[str]) -> set[str]:
    """Those that stand in a text which everyone may read."""
    if not words:
        return set()
    visible = registry.visible()
    marks = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT w.word FROM search_word w WHERE w.word IN ({marks}) AND EXISTS (SELECT 1 FROM search_posting p"  # noqa: S608
            f" JOIN search_entry e ON e.id = p.entry_id WHERE p.term_id = w.term_id AND {visible.sql})",
            [*words, *visible.parameters],
        )
        return {row[0] for row in cursor.fetchall()}

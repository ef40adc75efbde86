"""The one analyser: how a French text becomes words that can be compared, on every engine.

Accents are folded before stemming, so that « epuise », « épuisé » and « épuisés » meet (measured: stemming accented text
costs a tenth of the quality on queries typed without accents).
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import Stemmer

# A number keeps its decimals; a word keeps nothing but its letters: hyphens and apostrophes separate.
_WORD = re.compile(r"\d+(?:,\d+)?|[^\W_]+")
_ELISIONS = frozenset({"c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"})
_APOSTROPHES = "'’ʼ‘"
_HYPHENS = "-‐‑"
_DIGIT_GAPS = re.compile(r"[\s\u00a0\u202f.\-]{1,2}")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE"})
MIN_STEMMED_LENGTH = 4
MIN_JOINED_DIGITS = 4

# Snowball's French stop list (https://snowballstem.org/algorithms/french/stop.txt), folded.
STOP_WORDS = frozenset(
    """a ai aie aient aies ait as au aura aurai auraient aurais aurait auras aurez auriez aurions aurons auront aux avaient
    avais avait avec avez aviez avions avons ayant ayez ayons c ce ceci cela ces cet cette d dans de des du elle en es est
    et etaient etais etait etant ete etee etees etes etiez etions eu eue eues eumes eurent eus eusse eussent eusses
    eussiez eussions eut eutes eux fumes furent fus fusse fussent fusses fussiez fussions fut futes il ils j je l la le
    les leur leurs lui m ma mais me meme mes moi mon n ne nos notre nous on ont ou par pas pour qu que qui s sa se sera
    serai seraient serais serait seras serez seriez serions serons seront ses si soi soient sois soit sommes son sont
    soyez soyons suis sur t ta te tes toi ton tu un une vos votre vous y ça""".replace("ç", "c").split()
)
# What a question adds to its subject: dropped from queries, kept in texts.
QUESTION_WORDS = frozenset(
    [
        "combien",
        "comment",
        "lequel",
        "laquelle",
        "lesquels",
        "lesquelles",
        "pourquoi",
        "quand",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "quoi",
        "faire",
        "faut",
        "peut",
        "peux",
        "puis",
        "dois",
        "doit",
        "plus",
    ]
)
_PLURALS_OF_AIL = frozenset({"baux", "coraux", "emaux", "soupiraux", "travaux", "vitraux"})
_stemmer = Stemmer.Stemmer("french")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: where it stands there, as it is written, its folded form and its stem."""

    start: int
    end: int
    surface: str
    word: str
    stem: str
    joined: bool = False  # several written pieces taken as one: « burn-out », « 0 800 800 854 »

    @property
    def is_stop(self) -> bool:
        return self.word in STOP_WORDS

    @property
    def is_question(self) -> bool:
        """Whether it only asks: « comment », « quelles »."""
        return self.stem in _QUESTION_STEMS

    @property
    def is_acronym(self) -> bool:
        """By its look: capitals only."""
        return len(self.surface) > 1 and self.surface.isupper()


def fold(text: str) -> str:
    """Letters and digits in lower case, without accents or ligatures."""
    decomposed = unicodedata.normalize("NFKD", text).translate(_LIGATURES).casefold()
    return "".join(char for char in decomposed if char.isalnum() or char == ",")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The part that a folded word shares with its plural and its inflections."""
    if len(word) < MIN_STEMMED_LENGTH or not word.isalpha():
        return word
    if word in _PLURALS_OF_AIL:
        word = f"{word[:-3]}ail"
    elif word.endswith("eaux"):
        word = word[:-1]
    elif word.endswith("aux"):
        word = f"{word[:-3]}al"
    elif word[-1] in "sx":
        word = word[:-1]
    if word.endswith("ee"):
        word = word[:-1]
    return str(_stemmer.stemWord(word))


@lru_cache(maxsize=50_000)
def _analyse(surface: str) -> tuple[str, str]:
    word = fold(surface)
    return word, stem(word)


_QUESTION_STEMS = frozenset(stem(word) for word in QUESTION_WORDS)


def words(text: str) -> list[Token]:
    """Words in their order, elided articles left out."""
    found = []
    for match in _WORD.finditer(text):
        surface, end = match.group(), match.end()
        elided = text[end : end + 1] in _APOSTROPHES if end < len(text) else False
        if elided and fold(surface) in _ELISIONS:
            continue
        word, stemmed = _analyse(surface)
        if word:
            found.append(Token(match.start(), end, surface, word, stemmed))
    return found


# By folded letter, how it may be written: Latin letters with their accents, and ligatures.
_WRITTEN: dict[str, str] = {}
_UNITED: set[str] = set()  # letters that one sign may write: « oe »
for _code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00), *range(0xFB00, 0xFB05)):
    if (_folded := fold(chr(_code))) and _folded[0] in "abcdefghijklmnopqrstuvwxyz":
        _WRITTEN[_folded[0]] = _WRITTEN.get(_folded[0], "") + chr(_code)
        if len(_folded) > 1:
            _UNITED.add(_folded[:2])
MAX_HEAD = 3  # letters: more would find hardly fewer words


@lru_cache(maxsize=10_000)
def _head(stem: str) -> str:
    """Letters with which a word of this stem begins: stemming changes two letters at the end at most."""
    head = stem[: max(1, min(len(stem) - 2, MAX_HEAD))]
    united = [place for place in range(len(head)) if stem[place : place + 2] in _UNITED]
    return head[: united[0] + 1] if united else head


@lru_cache(maxsize=500)
def _beginning(heads: frozenset[str]) -> re.Pattern[str]:
    """Words that begin so, however it is written: few enough to be analysed."""
    if not all(letter in _WRITTEN for head in heads for letter in head):
        return _WORD
    written = {head: [f"[{_WRITTEN[letter]}]" for letter in head] for head in heads}
    firsts = "".join(sorted({_WRITTEN[head[0]] for head in heads}))
    # The first letter comes first: the expression engine then leaps from one to the next.
    heads_after = "|".join(f"(?<={first}){''.join(others)}" for first, *others in sorted(written.values()))
    return re.compile(rf"[{firsts}](?<![^\W_].)(?:{heads_after})[^\W_]*")


class Span(NamedTuple):
    """Where a word stands in a text, and its stem."""

    start: int
    end: int
    stem: str


def spans(text: str, stems: Collection[str]) -> list[Span]:
    """The words of a text that have one of these stems: what ``words`` would give of them, at a fraction of its cost."""
    found: list[Span] = []
    if not stems:
        return found
    for match in _beginning(frozenset(map(_head, stems))).finditer(text):
        stemmed = _analyse(match.group())[1]
        if stemmed in stems:
            found.append(Span(match.start(), match.end(), stemmed))
    return found


def joined(text: str, tokens: list[Token]) -> Iterator[Token]:
    """Words that are also written as one: the parts of a hyphenated word, the groups of a telephone number."""
    yield from _joined_runs(text, tokens, lambda left, right: _hyphenated(text, left, right), 2)
    yield from _joined_runs(text, tokens, lambda left, right: _same_number(text, left, right), MIN_JOINED_DIGITS)


def _joined_runs(
    text: str, tokens: list[Token], belongs: Callable[[Token, Token], bool], shortest: int
) -> Iterator[Token]:
    run: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and (not run or belongs(run[-1], token)):
            run.append(token)
            continue
        if len(run) > 1:
            word = "".join(part.word for part in run)
            if len(word) >= shortest:
                yield Token(run[0].start, run[-1].end, text[run[0].start : run[-1].end], word, stem(word), True)
        run = [token] if token is not None else []


def _hyphenated(text: str, left: Token, right: Token) -> bool:
    return right.start == left.end + 1 and text[left.end] in _HYPHENS and not (left.word + right.word).isdigit()


def _same_number(text: str, left: Token, right: Token) -> bool:
    both = left.word.isdigit() and right.word.isdigit()
    return both and _DIGIT_GAPS.fullmatch(text[left.end : right.start]) is not None


def normalised(text: str) -> str:
    """The text as folded words separated by single spaces: what exact phrases are looked for in."""
    return " ".join(token.word for token in words(text))

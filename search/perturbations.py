"""What fingers do to a query: one typing error, no accents, the other number. The same text always gives the same."""

import random
import re
import unicodedata
from collections.abc import Callable

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 4  # a shorter word says too little to be put right, and rarely is a noun
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})

# Words of four letters and more that have no number, or whose number nobody gets wrong.
_WITHOUT_NUMBER = """
    ainsi alors apres après aussi autant autre autres avant avec avez avoir avons beaucoup bien car ceci cela
    celle celles celui cette ceux chez combien comme comment contre dans deja déjà depuis derriere derrière des devant
    dois doit doivent donc dont elle elles encore entre envers etaient étaient etais étais etait était ete été etes êtes
    etre être eux faire fait faites faut font hors jamais jusque juste laquelle lequel les lesquels leur leurs lors
    lorsque mais malgre malgré meme même mien mieux moins nous notre nos ont parce parfois parmi peut peuvent peux
    plus plusieurs plutot plutôt pour pourquoi pouvez presque puis puisque quand quel quelle quelles quelque quelques
    quels quoi rien sans sauf selon sera sert sois soit sommes sont sous souvent suis sur tard tellement toujours tous
    tout toute toutes trop tres très trois quatre cinq sept huit neuf vais vers veut veux voici voila voilà vont votre
    vous
"""
_INVARIABLE = """
    abus acces accès avis bras concours congres congrès corps cours deces décès discours fois frais legs mois
    pays poids proces procès progres progrès recours refus repas repos succes succès temps virus voix choix prix croix
    paix noix deux gens secours divers moeurs mœurs vacances urssaf obsèques obseques honoraires
"""
_LEFT = frozenset((_WITHOUT_NUMBER + _INVARIABLE).split())
# Ending of the word as it is -> ending in the other number. The first that fits.
_ENDINGS = [
    ("travail", "travaux"),
    ("travaux", "travail"),
    ("bail", "baux"),
    ("eaux", "eau"),
    ("eux", "eux"),
    ("aux", "al"),
    ("ss", "ss"),
    ("s", ""),
    ("x", "x"),
    ("z", "z"),
    ("au", "aux"),
    ("eu", "eux"),
    ("al", "aux"),
    ("", "s"),
]


def typo(text: str, seed: int = 0) -> str:
    """One error in the longest word (the first of them): two letters swapped, one lost, replaced or added.

    Its first letter is kept. A text without a word of ``SHORTEST`` letters is left as it is. ``seed`` chooses another
    error for the same text.
    """
    words = [match for match in _WORD.finditer(text) if len(match.group()) >= SHORTEST]
    if not words:
        return text
    longest = max(words, key=lambda match: len(match.group()))
    # A seed made of text does not change from one process to the next, as hash() does.
    chance = random.Random(f"{seed}:{text}")  # noqa: S311 - no secret
    edits = [_swap, _lose, _replace, _add]
    chance.shuffle(edits)
    for edit in edits:
        wrong = edit(longest.group(), chance)
        if wrong != longest.group():
            return text[: longest.start()] + wrong + text[longest.end() :]
    return text


def _swap(word: str, chance: random.Random) -> str:
    """Swap two neighbours that differ; the same word when there are none."""
    places = [place for place in range(1, len(word) - 1) if word[place] != word[place + 1]]
    if not places:
        return word
    place = chance.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _lose(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _replace(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + _letter_other_than(word[place], chance) + word[place + 1 :]


def _add(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) + 1)
    return word[:place] + chance.choice(_LETTERS) + word[place:]


def _letter_other_than(letter: str, chance: random.Random) -> str:
    return chance.choice(_LETTERS.replace(letter.lower(), ""))


def accents(text: str) -> str:
    """Without accents, cedillas nor ligatures, as one types in a hurry."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return unicodedata.normalize("NFC", "".join(sign for sign in decomposed if not unicodedata.combining(sign)))


def number(text: str) -> str:
    """Singular words made plural and plural ones singular, by their endings alone.

    Acronyms in capitals, infinitives, words of fewer than ``SHORTEST`` letters, and the tool words of French are left.
    Mechanical: an adjective or a verb that looks like a noun is turned too, as in the measures of the first study.
    """
    return _WORD.sub(lambda match: _other_number(match.group()), unicodedata.normalize("NFC", text))


def _other_number(word: str) -> str:
    low = word.lower()
    if len(word) < SHORTEST or word.isupper() or low in _LEFT:
        return word
    if low.endswith(("er", "ir")) and not low.endswith(("ier", "isir", "soir")):  # infinitives, most of the time
        return word
    ending, other = next(pair for pair in _ENDINGS if low.endswith(pair[0]))
    return word[: len(word) - len(ending)] + other


PERTURBATIONS: dict[str, Callable[[str], str]] = {"typo": typo, "accents": accents, "number": number}

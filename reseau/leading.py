"""Lists that readers read: who led a meeting, its formats, its themes."""

from collections.abc import Iterable, Sequence

_SOMEBODY = "une personne référente du groupe"
_SEVERAL = "{} personnes référentes du groupe"
_WORDS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def leaders(names: Sequence[str | None], others: str) -> str:
    """Who led a meeting. ``names`` of referents, None for each that may not be named; ``others`` as an editor wrote it.

    « Camille Exemple, une personne référente du groupe et trois personnes élues ».
    """
    parts = [name for name in names if name]
    hidden = len(names) - len(parts)
    if hidden == 1:
        parts.append(_SOMEBODY)
    elif hidden:
        parts.append(_SEVERAL.format(_WORDS[hidden - 2] if hidden - 2 < len(_WORDS) else hidden))
    if others:
        parts.append(_inside(others))
    text = " et ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
    return text[:1].upper() + text[1:]


def enumerated(words: Iterable[object]) -> str:
    """Words of a vocabulary in one line: « Diaporama, témoignage, débat »."""
    text = ", ".join(_inside(str(word)) for word in words)
    return text[:1].upper() + text[1:]


def _inside(text: str) -> str:
    """As it is written inside a sentence: initials stay, other capitals go."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text

"""Who led a meeting, in a sentence that names only those whom readers may see."""

from collections.abc import Sequence

_SOMEBODY = "une personne référente du groupe"
_SEVERAL = "{} personnes référentes du groupe"
_WORDS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def leaders(names: Sequence[str | None], others: str) -> str:
    """``names`` of referents, None for each that may not be named; ``others`` as an editor wrote it.

    « Camille Exemple, une personne référente du groupe et trois personnes élues ».
    """
    parts = [name for name in names if name]
    hidden = len(names) - len(parts)
    if hidden == 1:
        parts.append(_SOMEBODY)
    elif hidden:
        parts.append(_SEVERAL.format(_WORDS[hidden - 2] if hidden - 2 < len(_WORDS) else hidden))
    if others:
        parts.append(others[:1].lower() + others[1:] if others[1:2].islower() else others)
    text = " et ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
    return text[:1].upper() + text[1:]

"""What an import would do or has done, as sentences: the screens and the command say the same."""

from collections import Counter
from collections.abc import Mapping

from .planning import Kind

WOULD = {
    Kind.NEW: ("à créer", "à créer"),
    Kind.CHANGED: ("à changer", "à changer"),
    Kind.SAME: ("déjà là", "déjà là"),
    Kind.REPEATED: ("en double dans le fichier", "en double dans le fichier"),
    Kind.UNREADABLE: ("illisible", "illisibles"),
}
DONE = {**WOULD, Kind.NEW: ("créée", "créées"), Kind.CHANGED: ("changée", "changées")}
LEFT = {
    **WOULD,
    Kind.NEW: ("non choisie", "non choisies"),
    Kind.CHANGED: ("changement non choisi", "changements non choisis"),
}


def would_be(counts: Mapping[Kind, int]) -> str:
    """« 201 à créer, 1 illisible. »"""
    return _sentence(_parts(counts, WOULD))


def was(done: Mapping[Kind, int], left: Mapping[Kind, int]) -> str:
    """« 12 créées, 1 changée, 3 déjà là. »"""
    return _sentence([*_parts(done, DONE), *_parts(left, LEFT)])


def _parts(counts: Mapping[Kind, int], words: dict[Kind, tuple[str, str]]) -> list[str]:
    return [f"{count} {words[kind][count > 1]}" for kind in Kind if (count := counts.get(kind, 0))]


def _sentence(parts: list[str]) -> str:
    return f"{', '.join(parts)}." if parts else "Aucune référence."


def left_out_in_words(counts: Counter[str]) -> str:
    """What an import leaves in the file, one mention a field, the most frequent first; empty when it reads it all."""
    if not counts:
        return ""
    named = ", ".join(f"« {name} » ({count})" for name, count in counts.most_common())
    return (
        "Les notes personnelles, les chemins de fichiers et les champs propres à un logiciel restent dans votre fichier, "
        f"sans être importés : {named}."
    )

"""What a document keeps, changes and loses on its way to a fiche, in words."""

from collections import Counter
from dataclasses import dataclass

from .blocks import Raw
from .parts import Aside, Change, Remarks

# One, several, and why, or what to do about it.
_ASIDE: dict[Aside, tuple[str, str, str]] = {
    Aside.TEXT_BOX: ("zone de texte", "zones de texte", "Elle flotte dans la page : copiez son texte là où il se lit."),
    Aside.COMMENT: ("commentaire", "commentaires", "Ils s'adressent à qui écrit, pas à qui lit."),
    Aside.DELETED: ("passage supprimé", "passages supprimés", "Le suivi des modifications les montrait encore."),
    Aside.HIDDEN: ("passage masqué", "passages masqués", "Le document le cache à ses lecteurs."),
    Aside.HEADER_FOOTER: ("en-tête ou pied de page", "en-têtes ou pieds de page", "Le site a les siens."),
    Aside.CONTENTS: ("table des matières", "tables des matières", "Le site fait la sienne avec les titres."),
    Aside.EQUATION: ("équation", "équations", "Le site n'en affiche pas : décrivez-la en mots, ou par une image."),
    Aside.OBJECT: (
        "objet incorporé",
        "objets incorporés",
        "Un classeur ou un autre fichier : ajoutez-le comme document.",
    ),
    Aside.CHART: ("graphique", "graphiques", "Enregistrez-le comme image, ou donnez ses chiffres dans un tableau."),
    Aside.DIAGRAM: ("schéma SmartArt", "schémas SmartArt", "Enregistrez-le comme image, ou écrivez-le en liste."),
    Aside.SYMBOL: ("symbole", "symboles", "D'une police de dessins, que le site n'a pas."),
    Aside.PICTURE_FORMAT: (
        "image d'un format que le site ne lit pas",
        "images d'un format que le site ne lit pas",
        "EMF, WMF, TIFF ou SVG : enregistrez-la en PNG, puis ajoutez-la.",
    ),
    Aside.PICTURE_TOO_LARGE: ("image trop lourde", "images trop lourdes", "10 Mo ou 50 millions de points au plus."),
    Aside.PICTURE_LINKED: ("image liée", "images liées", "Le document n'en contient que l'adresse."),
    Aside.PICTURE_RIGHT: ("image", "images", "Votre compte ne peut pas ajouter d'images à la bibliothèque."),
}
_CHANGED: dict[Change, tuple[str, str]] = {
    Change.INSERTED: ("ajout suivi, gardé comme accepté", "ajouts suivis, gardés comme acceptés"),
    Change.NOTE: (
        "note de bas de page, mise à la fin sous « Notes » (pour en faire une référence : « Citer une référence »)",
        "notes de bas de page, mises à la fin sous « Notes » (pour en faire des références : « Citer une référence »)",
    ),
    Change.MERGED: (
        "cellule fusionnée, défaite : relisez son tableau",
        "cellules fusionnées, défaites : relisez leurs tableaux",
    ),
    Change.NESTED_TABLE: (
        "tableau dans un tableau, mis ligne par ligne dans sa cellule",
        "tableaux dans un tableau, mis ligne par ligne dans leur cellule",
    ),
    Change.FRAME: ("cadre, dont le texte est gardé sans son trait", "cadres, dont le texte est gardé sans leur trait"),
    Change.LONG_HEADING: (
        "titre de plus de 120 caractères, gardé comme texte en gras",
        "titres de plus de 120 caractères, gardés comme textes en gras",
    ),
    Change.DEEP_HEADING: (
        "titre de troisième niveau ou plus, devenu sous-partie",
        "titres de troisième niveau ou plus, devenus sous-parties",
    ),
    Change.GUESSED_HEADING: (
        "ligne en gras prise pour un titre : le document n'a pas de style « Titre »",
        "lignes en gras prises pour des titres : le document n'a pas de style « Titre »",
    ),
    Change.GUESSED_LIST: (
        "suite de lignes à tirets ou à numéros, devenue une liste",
        "suites de lignes à tirets ou à numéros, devenues des listes",
    ),
    Change.TABLE_LINK: (
        "lien d'un tableau, dont l'adresse est écrite en toutes lettres",
        "liens de tableaux, dont l'adresse est écrite en toutes lettres",
    ),
}
_KEPT = {
    "titre": ("titre", "titres"),
    "texte": ("texte", "textes"),
    "tableau": ("tableau", "tableaux"),
    "image": ("image", "images"),
}


@dataclass(frozen=True)
class Left:
    """Something that is left out: how many, why, and their first words."""

    what: str
    why: str
    excerpts: list[str]


def left_out(remarks: Remarks) -> list[Left]:
    """What a fiche does not hold, what is met most first."""
    return [
        Left(_count(count, *_ASIDE[kind][:2]), _ASIDE[kind][2], remarks.excerpts.get(kind, []))
        for kind, count in remarks.aside.most_common()
    ]


def changed(remarks: Remarks) -> list[str]:
    """What is kept in another shape."""
    return [_count(count, *_CHANGED[kind]) for kind, count in remarks.changed.most_common() if count]


def kept(blocks: list[Raw]) -> str:
    """« 3 titres, 4 textes, 1 tableau et 2 images »."""
    counts = Counter(block["type"] for block in blocks)
    words = [_count(counts[kind], *names) for kind, names in _KEPT.items() if counts[kind]]
    return " et ".join(filter(None, [", ".join(words[:-1]), *words[-1:]])) or "rien"


def _count(count: int, one: str, several: str) -> str:
    return f"{count} {several if count > 1 else one}"

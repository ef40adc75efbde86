"""``/design/``: the living page of the visual identity, shown in development only."""

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from cms.typography import NARROW
from search.asking import Choice, Group
from search.results import Hit
from structures.models import Numero

TOKENS = {
    "Fonds": ["paper", "surface", "raised", "night"],
    "Textes": ["ink", "ink-soft", "link", "alarm", "on-night"],
    "La lampe": ["lamp", "on-lamp", "mark"],
    "Traits": ["line", "line-strong"],
}
MEASURES = {
    "gap": "l'espace entre deux blocs",
    "target": "la hauteur d'une cible au doigt",
    "radius": "le rayon des angles",
    "measure": "la longueur d'une ligne",
}
SECTIONS = {
    "couleurs": "Couleurs",
    "textes": "Échelle des textes",
    "mesures": "Mesures",
    "dessins": "Dessins",
    "appels": "Appels",
    "boutons": "Boutons et liens",
    "cartes": "Cartes",
    "encadres": "Encadrés",
    "parcourir": "Parcourir",
    "vide": "Liste vide",
}
SCALE = ["step--1", "step-0", "step-1", "step-2", "step-3"]


def design(request: HttpRequest) -> HttpResponse:
    """Tokens, type scale, drawings, and each component in each of its states."""
    long_word = "Anticonstitutionnellement" * 4
    return render(
        request,
        "home/design.html",
        {
            "tokens": TOKENS,
            "scale": SCALE,
            "measures": MEASURES,
            "sections": SECTIONS,
            "narrow": NARROW,
            "numero": Numero(
                label="Entraide",
                number="+33800288038",
                who="Qui répond, en une phrase.",
                availability="24 h/24, 7 j/7",
                is_free=True,
                is_anonymous=True,
                state=Numero.State.ACTIVE,
            ),
            "numero_to_confirm": Numero(label="Ligne à confirmer", number="3114", state=Numero.State.TO_CONFIRM),
            **_search(long_word),
            "columns": [f"Colonne {number}" for number in range(1, 13)],
            "long_word": long_word,
            "page_obj": SimpleNamespace(
                paginator=SimpleNamespace(num_pages=9),
                number=4,
                has_previous=True,
                has_next=True,
                previous_page_number=3,
                next_page_number=5,
            ),
        },
    )


def _search(long_word: str) -> dict[str, object]:
    """The pieces of the results page, each in each state."""
    extract = mark_safe("… un texte où le mot <mark>cherché</mark> est marqué, avec ce qui l'entoure …")
    hits = [
        Hit(None, "Fiche", mark_safe("Un titre avec le mot <mark>cherché</mark>"), extract, "#contenu"),
        Hit(None, "Compte rendu", mark_safe(long_word), extract, "#contenu", date=timezone.now()),
    ]
    values = [Choice("Une valeur choisie", "#contenu", chosen=True, count=12), Choice(long_word, "#contenu", count=3)]
    return {
        "groups": [Group("Genre", values, []), Group("Thème", values[1:], values[1:])],
        "chosen": values,
        "unfiltered_address": "#contenu",
        "results": SimpleNamespace(hits=hits, promoted=hits[:1]),
    }

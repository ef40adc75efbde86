"""The words that an address of the directory may use."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import QuerySet

from cms.remembered import remembered
from cms.watching import watch
from structures.models.departement import Departement
from structures.models.vocabulary import Audience, Besoin

NEED, DEPARTEMENT, AUDIENCE = "besoin", "departement", "public"
FREE, OPEN = "gratuit", "ouvert"
ON = "1"  # the value of a switch
SWITCHES = {FREE: "Gratuit", OPEN: "Répond maintenant"}
TITLES = {NEED: "De quoi avez-vous besoin ?", DEPARTEMENT: "Où ?", AUDIENCE: "Pour qui ?"}

for _model in (Audience, Besoin, Departement):
    watch(_model)


class Value(NamedTuple):
    """One value of a filter: its word in addresses, its name, the key of its row."""

    word: str
    label: str
    pk: int


def vocabulary() -> dict[str, dict[str, Value]]:
    """Filter → word → value, in the order in which readers meet them. Remembered: to be read only."""
    return remembered("annuaire", _read)


def _read() -> dict[str, dict[str, Value]]:
    return {
        NEED: _values(Besoin.objects.order_by("order", "name"), "slug"),
        DEPARTEMENT: _values(Departement.objects.filter(live=True).order_by("code"), "code"),
        AUDIENCE: _values(Audience.objects.order_by("order", "name"), "slug"),
    }


def _values(terms: QuerySet, word: str) -> dict[str, Value]:
    return {row[0]: Value._make(row) for row in terms.values_list(word, "name", "pk")}

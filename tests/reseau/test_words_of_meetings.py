"""What earlier texts said of formats and contacts becomes words of the vocabulary; what they do not say is kept."""

from importlib import import_module

import pytest

migration = import_module("reseau.migrations.0004_words_of_meetings")


@pytest.mark.parametrize(
    ("text", "formats", "note"),
    [
        ("", [], ""),
        ("Diaporama et débat", ["diaporama", "debat"], ""),
        ("Écoute d'un témoignage, diaporama et débat", ["diaporama", "temoignage", "debat"], ""),
        ("Diaporama et échange libre", ["diaporama", "echange-libre"], ""),
        ("Table ronde", ["table-ronde"], ""),
        ("Première présentation du diaporama", ["diaporama"], "Première présentation du diaporama"),
        ("Une promenade", [], "Une promenade"),
    ],
)
def test_formats(text: str, formats: list[str], note: str) -> None:
    assert migration.formats_of(text) == (formats, note)
    assert set(formats) <= set(migration.FORMATS)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("", ("line", "", "")),
        ("Par la ligne MED'AIDE (à confirmer)", ("line", "", "")),
        ("Relais@exemple.fr", ("relay", "relais@exemple.fr", "")),
        ("Le soir, relais@exemple.fr", ("relay", "relais@exemple.fr", "Le soir, relais@exemple.fr")),
        ("Sur rendez-vous", ("line", "", "Sur rendez-vous")),
    ],
)
def test_contacts(text: str, contact: tuple[str, str, str]) -> None:
    assert migration.contact_of(text) == contact

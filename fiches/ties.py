"""Fields of a form that tie a page to fiches, structures or references."""

from cms.chosen_pages import ChosenPages

FICHES = "fiches_chooser"
STRUCTURES = "structures_chooser"
REFERENCES = "references_chooser"


def fiches() -> ChosenPages:
    return ChosenPages(FICHES, "Choisir des fiches")


def structures() -> ChosenPages:
    return ChosenPages(STRUCTURES, "Choisir des structures")


def references() -> ChosenPages:
    return ChosenPages(REFERENCES, "Choisir des références")

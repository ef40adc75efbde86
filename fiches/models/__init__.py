"""What one reads and hears: fiches, testimonies, bibliography."""

from .fiche import FicheAuteur, FicheIndexPage, FichePage, FichePageNumero
from .reference import BibliographiePage, ReferenceContributor, ReferencePage
from .temoignage import TemoignageIndexPage, TemoignagePage, TemoignagePageNumero
from .vocabulary import Part, Theme, ThemeBibliographique

__all__ = [
    "BibliographiePage",
    "FicheAuteur",
    "FicheIndexPage",
    "FichePage",
    "FichePageNumero",
    "Part",
    "ReferenceContributor",
    "ReferencePage",
    "TemoignageIndexPage",
    "TemoignagePage",
    "TemoignagePageNumero",
    "Theme",
    "ThemeBibliographique",
]

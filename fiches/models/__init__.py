"""What one reads and hears: fiches, testimonies, bibliography."""

from .fiche import FichePage, FichePageNumero
from .fiche_index import FicheIndexPage
from .reference import BibliographiePage, ReferenceContributor, ReferencePage
from .temoignage import TemoignageIndexPage, TemoignagePage, TemoignagePageNumero
from .vocabulary import Part, Theme, ThemeBibliographique

__all__ = [
    "BibliographiePage",
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

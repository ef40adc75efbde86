"""What one reads and hears: fiches, testimonies, bibliography."""

from .consentement import Consentement
from .fiche import FichePage, FichePageNumero
from .fiche_index import FicheIndexPage
from .reference import BibliographiePage, ReferenceContributor, ReferencePage
from .temoignage import TemoignagePage, TemoignagePageNumero
from .temoignage_index import TemoignageIndexPage
from .vocabulary import Part, Situation, Theme, ThemeBibliographique

__all__ = [
    "BibliographiePage",
    "Consentement",
    "FicheIndexPage",
    "FichePage",
    "FichePageNumero",
    "Part",
    "ReferenceContributor",
    "ReferencePage",
    "Situation",
    "TemoignageIndexPage",
    "TemoignagePage",
    "TemoignagePageNumero",
    "Theme",
    "ThemeBibliographique",
]

"""What one reads and hears: fiches, testimonies, bibliography."""

from .bibliographie import BibliographiePage
from .consentement import Consentement
from .contributor import ReferenceContributor
from .fiche import FichePage, FichePageNumero
from .fiche_index import FicheIndexPage
from .reference import ReferencePage
from .reference_import import ReferenceImport
from .temoignage import TemoignagePage, TemoignagePageNumero
from .temoignage_index import TemoignageIndexPage
from .vocabulary import Part, Situation, Theme, ThemeBibliographique
from .word_import import WordImport

__all__ = [
    "BibliographiePage",
    "Consentement",
    "FicheIndexPage",
    "FichePage",
    "FichePageNumero",
    "Part",
    "ReferenceContributor",
    "ReferenceImport",
    "ReferencePage",
    "Situation",
    "TemoignageIndexPage",
    "TemoignagePage",
    "TemoignagePageNumero",
    "Theme",
    "ThemeBibliographique",
    "WordImport",
]

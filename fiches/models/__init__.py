"""What one reads and hears: fiches, testimonies, bibliography."""

from .bibliographie import BibliographiePage
from .contributor import ReferenceContributor
from .fiche import FichePage, FichePageNumero
from .fiche_index import FicheIndexPage
from .reference import ReferencePage
from .reference_import import ReferenceImport
from .temoignage import TemoignageIndexPage, TemoignagePage, TemoignagePageNumero
from .vocabulary import Part, Theme, ThemeBibliographique

__all__ = [
    "BibliographiePage",
    "FicheIndexPage",
    "FichePage",
    "FichePageNumero",
    "Part",
    "ReferenceContributor",
    "ReferenceImport",
    "ReferencePage",
    "TemoignageIndexPage",
    "TemoignagePage",
    "TemoignagePageNumero",
    "Theme",
    "ThemeBibliographique",
]

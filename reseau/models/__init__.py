"""The people and life of the network."""

from .compte_rendu import CompteRendu
from .compte_rendu_rows import Animateur, ChiffreEvaluation, DocumentReunion, ProchaineEtape
from .departement_page import DepartementIndexPage, DepartementPage
from .page import ReseauPage
from .referent import Referent
from .vocabulary import FormatReunion, ThemeReunion

__all__ = [
    "Animateur",
    "ChiffreEvaluation",
    "CompteRendu",
    "DepartementIndexPage",
    "DepartementPage",
    "DocumentReunion",
    "FormatReunion",
    "ProchaineEtape",
    "Referent",
    "ReseauPage",
    "ThemeReunion",
]

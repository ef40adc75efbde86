"""The people and life of the network."""

from .bilan import Bilan
from .compte_rendu import CompteRendu
from .compte_rendu_rows import Animateur, ChiffreEvaluation, DocumentReunion, ProchaineEtape
from .departement_page import DepartementIndexPage, DepartementPage
from .guetteur import EtapeFormation, GuetteurVeilleur
from .page import ReseauPage
from .referent import Referent
from .vocabulary import FormatReunion, ThemeReunion

__all__ = [
    "Animateur",
    "Bilan",
    "ChiffreEvaluation",
    "CompteRendu",
    "DepartementIndexPage",
    "DepartementPage",
    "DocumentReunion",
    "EtapeFormation",
    "FormatReunion",
    "GuetteurVeilleur",
    "ProchaineEtape",
    "Referent",
    "ReseauPage",
    "ThemeReunion",
]

"""The people and life of the network."""

from .compte_rendu import CompteRendu
from .departement_page import DepartementIndexPage, DepartementPage
from .guetteur import EtapeFormation, GuetteurVeilleur
from .page import ReseauPage
from .referent import Referent

__all__ = [
    "CompteRendu",
    "DepartementIndexPage",
    "DepartementPage",
    "EtapeFormation",
    "GuetteurVeilleur",
    "Referent",
    "ReseauPage",
]

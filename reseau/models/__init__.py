"""The people and life of the network."""

from .compte_rendu import CompteRendu
from .page import ReseauPage
from .referent import Referent

__all__ = ["CompteRendu", "Referent", "ReseauPage"]

"""Who can help: departments, the register of numbers, the structures."""

from .departement import Departement
from .numero import Numero
from .numero_hours import NumeroException, NumeroHours, NumeroRelay
from .numero_link import GivesNumeros, NumeroLink
from .structure import StructurePage
from .structure_index import StructureIndexPage
from .structure_links import StructureContact, StructureFiche, StructurePageNumero
from .vocabulary import Audience, Besoin

__all__ = [
    "Audience",
    "Besoin",
    "Departement",
    "GivesNumeros",
    "Numero",
    "NumeroException",
    "NumeroHours",
    "NumeroLink",
    "NumeroRelay",
    "StructureContact",
    "StructureFiche",
    "StructureIndexPage",
    "StructurePage",
    "StructurePageNumero",
]

"""The pocket card, its sheet of four and the poster, in PDF, from the register of numbers."""

from .affiche import affiche_pdf
from .carte import carte_pdf, planche_pdf
from .content import PrintedContent

__all__ = ["PrintedContent", "affiche_pdf", "carte_pdf", "planche_pdf"]

"""The judged set of the demo content: where it is, and how found objects are named in it."""

from pathlib import Path
from typing import Any

from django.db.models import Model

from reseau.models import CompteRendu, ReseauPage
from search.judged import JudgedSet, read

FOLDER = Path(__file__).parent / "judged"
PARTS = ("dev", "held-out")


def own_set() -> JudgedSet:
    return read(FOLDER, with_documents=False)


def address(found: Model) -> str | None:
    """The address of a page, or of a meeting report, without the name of the site; None for anything else."""
    if isinstance(found, CompteRendu):
        network: Any = ReseauPage.objects.first()
        return f"{network.get_url()}{network.reverse_subpage('compte_rendu', args=(found.slug,))}" if network else None
    return found.get_url() if hasattr(found, "get_url") else None

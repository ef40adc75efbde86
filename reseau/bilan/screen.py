"""What the page writes of the figures, besides the charts of ``measures.py``."""

from dataclasses import dataclass

from cms.edit_urls import edit_url
from structures.models import Departement

from . import wording
from .facts import Area
from .figures import Bilan, Coverage, Share


@dataclass(frozen=True)
class Figure:
    """A number to be read from afar, and what it counts."""

    number: str
    label: str
    precision: str = ""


def headline(bilan: Bilan) -> list[Figure]:
    """What was done, in six numbers."""
    tally = bilan.tally()
    structures, numeros = bilan.share(bilan.structures), bilan.share(bilan.numeros)
    return [
        Figure(wording.count(tally.meetings), wording.ending(tally.meetings, "réunion tenue", "réunions tenues")),
        Figure(
            wording.met(tally),
            wording.ending(tally.met, "personne rencontrée", "personnes rencontrées"),
            f"{wording.met_exactly(tally)} en additionnant" if tally.estimated else "",
        ),
        Figure(wording.count(tally.in_small_groups), "en petits groupes"),
        Figure(
            wording.count(bilan.active_in()),
            "en veille aujourd'hui",
            f"guetteurs-veilleurs du registre ; les comptes rendus en ont compté {wording.count(tally.guetteurs)}",
        ),
        _verified(structures, "structure vérifiée", "structures vérifiées"),
        _verified(numeros, "numéro vérifié", "numéros vérifiés"),
    ]


def _verified(share: Share, one: str, many: str) -> Figure:
    return Figure(
        wording.count(share.verified), wording.ending(share.verified, one, many), f"sur {wording.count(share.total)}"
    )


@dataclass(frozen=True)
class Covered:
    """A line of the table of coverage."""

    area: Area
    coverage: Coverage

    @property
    def per_thousand(self) -> str:
        rate = self.coverage.per_thousand
        return "" if rate is None else wording.decimal(rate)

    @property
    def doctors(self) -> str:
        return wording.count(self.coverage.doctors or 0)

    @property
    def edit_url(self) -> str:
        """Where the number of doctors is written; empty for what is no department."""
        return edit_url(Departement, self.area.pk) if self.area.pk else ""


def covered(bilan: Bilan) -> list[Covered]:
    """Departments, then the region unless one department was asked for."""
    lines = [Covered(area, bilan.coverage(area)) for area in bilan.areas]
    if bilan.departement is None:
        lines.append(Covered(Area("", "Toute la région"), bilan.region))
    return lines

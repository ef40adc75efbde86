"""What the page shows of each thing counted: a chart, and the table of the same numbers.

One year: a line for each department. Several: a line for each year, its departments side by side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import wording
from .charts import Chart, Part, chart
from .facts import SMALL_GROUP
from .figures import Bilan

ESTIMATED = "dont estimées"

# Numbers of a year and a department; of a year or a department when the other is None.
Value = Callable[[int | None, str | None], int]
Words = Callable[[int | None, str | None], str]


@dataclass(frozen=True)
class Table:
    corner: str  # what the first column holds
    columns: Sequence[tuple[str, str]]  # as written, and in full
    rows: Sequence[tuple[str, Sequence[str]]]
    total: Sequence[str] = ()


@dataclass(frozen=True)
class Counted:
    """What is counted, and how it is written: plainly, unless it was estimated."""

    name: str  # names it in the page
    title: str
    source: str
    value: Value
    about: Words | None = None  # at the end of a bar
    estimated: Value | None = None  # a column of the table: how many of them were estimated

    def cell(self, year: int | None, area: str | None) -> str:
        return wording.count(self.value(year, area))

    def last_cells(self, year: int | None, area: str | None) -> list[str]:
        return [wording.count(self.estimated(year, area))] if self.estimated else []

    @property
    def last_columns(self) -> list[tuple[str, str]]:
        return [(ESTIMATED, ESTIMATED)] if self.estimated else []

    def total(self, year: int | None, area: str | None) -> str:
        return self.about(year, area) if self.about else wording.count(self.value(year, area))


@dataclass(frozen=True)
class Measure:
    counted: Counted
    table: Table
    chart: Chart | None


def measures(bilan: Bilan) -> list[Measure]:
    """Each thing counted, by department, or by year and department as soon as there are two years to compare."""
    build = _by_departement if len(bilan.network_years) < 2 else _by_year
    return [Measure(counted, *build(bilan, counted)) for counted in _counted(bilan)]


def _counted(bilan: Bilan) -> list[Counted]:
    tally = bilan.tally
    return [
        Counted(
            "reunions",
            "Réunions tenues",
            "Comptes rendus publiés, internes compris.",
            lambda year, area: tally(year, area).meetings,
        ),
        Counted(
            "rencontrees",
            "Personnes rencontrées",
            "Personnes présentes, sans les personnes élues de l'URPS ni les membres du groupe.",
            lambda year, area: tally(year, area).met,
            lambda year, area: wording.met(tally(year, area)),
            lambda year, area: tally(year, area).estimated,
        ),
        Counted(
            "petits-groupes",
            "Rencontrées en petits groupes",
            f"Réunions où {SMALL_GROUP} personnes au plus ont été rencontrées.",
            lambda year, area: tally(year, area).in_small_groups,
        ),
        Counted(
            "nouveaux-guetteurs",
            "Nouveaux guetteurs-veilleurs, d'après les comptes rendus",
            "Accords donnés pendant les réunions, comme les comptes rendus les notent.",
            lambda year, area: tally(year, area).guetteurs,
        ),
        Counted(
            "registre",
            "Guetteurs-veilleurs entrés au registre",
            "D'après le registre, par année d'arrivée : avec qui est venu hors réunion, sans qui a été effacé depuis.",
            bilan.recruits_in,
        ),
    ]


def _whole(counted: Counted, year: int | None, area: str | None) -> list[str]:
    """A sum, and what of it was estimated."""
    return [counted.cell(year, area), *counted.last_cells(year, area)]


def _by_departement(bilan: Bilan, counted: Counted) -> tuple[Table, Chart | None]:
    heading = str(bilan.year or next(iter(bilan.network_years), "Toutes les années"))
    rows = [(area.label, _whole(counted, None, area.code)) for area in bilan.areas]
    total = _whole(counted, None, None) if len(rows) > 1 else []
    bars = [
        (area.label, counted.total(None, area.code), [Part(area, tone, counted.value(None, area.code))])
        for tone, area in enumerate(bilan.areas)
    ]
    return Table("Département", [(heading, heading), *counted.last_columns], rows, total), chart(bars)


def _by_year(bilan: Bilan, counted: Counted) -> tuple[Table, Chart | None]:
    areas, years = bilan.areas, bilan.network_years
    is_summed = len(areas) > 1
    columns = [(area.code or "Sans", area.name) for area in areas]
    last = [*([("Total", "Total")] if is_summed else []), *counted.last_columns]

    def line(year: int | None) -> list[str]:
        each = [counted.cell(year, area.code) for area in areas if is_summed]
        return [*each, *_whole(counted, year, None)]

    table = Table(
        "Année",
        [*columns, *last],
        [(str(year), line(year)) for year in years],
        line(None),
    )
    bars = [
        (
            str(year),
            counted.total(year, None),
            [Part(area, tone, counted.value(year, area.code)) for tone, area in enumerate(areas)],
        )
        for year in years
    ]
    return table, chart(bars)

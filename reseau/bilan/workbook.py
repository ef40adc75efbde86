"""The Bilan for spreadsheet programs: the same figures, numbers as numbers, and nobody's name."""

from dataclasses import astuple

from cms.spreadsheets import Sheet

from .facts import NATIONAL, Area, Tally
from .figures import Bilan

TALLY_HEADINGS = (
    "Réunions",
    "Personnes présentes",
    "Personnes rencontrées",
    "dont estimées",
    "dont en petits groupes",
    "Réunions sans nombre de présents",
    "Nouveaux guetteurs-veilleurs (comptes rendus)",
    "Guetteurs-veilleurs entrés au registre",
)
CHECK_HEADINGS = ("Structures vérifiées", "Structures", "Numéros vérifiés", "Numéros")
AREA_HEADINGS = (
    "Département",
    "Code",
    *TALLY_HEADINGS,
    "Guetteurs-veilleurs actifs aujourd'hui (registre)",
    "Médecins libéraux",
    "Année de ce nombre",
    "Source de ce nombre",
    "Guetteurs-veilleurs pour 1 000 médecins",
    *CHECK_HEADINGS,
)
YEAR_HEADINGS = ("Année", *TALLY_HEADINGS, "Structures vérifiées cette année-là", "Numéros vérifiés cette année-là")
DETAIL_HEADINGS = ("Année", "Département", "Code", *TALLY_HEADINGS)
MEETING_HEADINGS = (
    "Date",
    "Lieu",
    "Département",
    "Personnes présentes",
    "dont URPS ou groupe",
    "Personnes rencontrées",
    "Nombre estimé",
    "Petit groupe",
    "Nouveaux guetteurs-veilleurs",
)


def filename(bilan: Bilan) -> str:
    """``bilan-2018``, ``bilan-2018-13``, ``bilan``."""
    place = None if bilan.departement is None else bilan.departement or "sans-departement"
    return "-".join(str(part) for part in ("bilan", bilan.year, place) if part)


def sheets(bilan: Bilan) -> list[Sheet]:
    return [
        Sheet("Résumé", ("Ce qui est compté", "Nombre"), _summary(bilan)),
        Sheet("Réunions", MEETING_HEADINGS, _meetings(bilan)),
        Sheet("Par département", AREA_HEADINGS, _by_departement(bilan)),
        Sheet("Par année", YEAR_HEADINGS, _by_year(bilan)),
        Sheet("Par année et département", DETAIL_HEADINGS, detail(bilan)),
    ]


def detail(bilan: Bilan) -> list[list[object]]:
    """A line for each year and department in which something happened. It is also the CSV."""
    return [
        [year, area.name, area.code, *_counts(bilan, year, area.code)]
        for year in bilan.network_years
        for area in bilan.areas
        if (year, area.code) in bilan.tallies or (year, area.code) in bilan.recruits
    ]


def _counts(bilan: Bilan, year: int | None, area: str | None) -> list[object]:
    tally: Tally = bilan.tally(year, area)
    return [
        tally.meetings,
        tally.present,
        tally.met,
        tally.estimated,
        tally.in_small_groups,
        tally.unknown,
        tally.guetteurs,
        bilan.recruits_in(year, area),
    ]


def _summary(bilan: Bilan) -> list[list[object]]:
    structures, numeros = bilan.share(bilan.structures), bilan.share(bilan.numeros)
    return [
        *map(list, zip(TALLY_HEADINGS, _counts(bilan, None, None), strict=True)),
        ["Guetteurs-veilleurs actifs aujourd'hui (registre)", bilan.active_in()],
        *map(list, zip(CHECK_HEADINGS, (*astuple(structures), *astuple(numeros)), strict=True)),
        ["Réunions tenues sans compte rendu publié (non comptées)", len(bilan.untold)],
    ]


def _meetings(bilan: Bilan) -> list[list[object]]:
    names = {area.code: area.label for area in bilan.areas}
    return [
        [
            one.day,
            one.place,
            names[one.area],
            one.present,
            one.insiders,
            None if one.present is None else one.met,
            one.is_estimate,
            one.is_small,
            one.guetteurs,
        ]
        for one in bilan.meetings
    ]


def _by_departement(bilan: Bilan) -> list[list[object]]:
    national = [] if bilan.departement is not None else [Area(NATIONAL, "Toute la France")]
    return [_area_line(bilan, area) for area in (*bilan.areas, *national)]


def _area_line(bilan: Bilan, area: Area) -> list[object]:
    coverage = bilan.coverage(area)
    rate = coverage.per_thousand
    return [
        area.name,
        area.code if area.pk else "",
        *_counts(bilan, None, area.code),
        coverage.active,
        area.doctors,
        area.doctors_year,
        area.doctors_source,
        None if rate is None else round(rate, 2),
        *astuple(bilan.share(bilan.structures, area.code)),
        *astuple(bilan.share(bilan.numeros, area.code)),
    ]


def _by_year(bilan: Bilan) -> list[list[object]]:
    structures, numeros = bilan.verified_by_year(bilan.structures), bilan.verified_by_year(bilan.numeros)
    return [[year, *_counts(bilan, year, None), structures.get(year, 0), numeros.get(year, 0)] for year in bilan.years]

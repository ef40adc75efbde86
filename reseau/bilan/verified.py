"""Structures and numbers verified, by place then by the year of their last check, as charts with their tables."""

from collections.abc import Sequence

from . import wording
from .charts import Part, chart
from .facts import NATIONAL, Area, Checked
from .figures import Bilan, Share
from .measures import Counted, Measure, Table

# The two parts of a bar of a year.
STRUCTURES, NUMEROS = Area("S", "Structures"), Area("N", "Numéros")


def verified(bilan: Bilan) -> list[Measure]:
    """Nothing is told of years when nothing was verified."""
    by_place = [
        _by_place(bilan, "structures", "Structures vérifiées", bilan.structures),
        _by_place(bilan, "numeros", "Numéros vérifiés", bilan.numeros),
    ]
    return [*by_place, *_by_year(bilan)]


def _by_place(bilan: Bilan, name: str, title: str, checked: Sequence[Checked]) -> Measure:
    """The departments, then what helps in all of France unless one department was asked for."""
    counted = Counted(
        name,
        title,
        "Ce qui aide dans plusieurs départements est compté dans chacun, et une seule fois dans le total.",
        lambda _year, area: bilan.share(checked, area).verified,
    )
    places = list(bilan.departements)
    if bilan.departement is None:
        places.append(Area(NATIONAL, "Toute la France"))
    shares = [(place, bilan.share(checked, place.code)) for place in places]
    bars = [
        (place.label, _words(share), [Part(place, tone, share.verified)]) for tone, (place, share) in enumerate(shares)
    ]
    rows = [(place.label, _cells(share)) for place, share in shares]
    total = _cells(bilan.share(checked)) if len(rows) > 1 else []
    columns = [("Vérifiées" if name == "structures" else "Vérifiés",) * 2, ("En tout",) * 2]
    return Measure(counted, Table("Étendue", columns, rows, total), chart(bars))


def _cells(share: Share) -> list[str]:
    return [wording.count(share.verified), wording.count(share.total)]


def _words(share: Share) -> str:
    return f"{wording.count(share.verified)} sur {wording.count(share.total)}"


def _by_year(bilan: Bilan) -> list[Measure]:
    structures, numeros = bilan.verified_by_year(bilan.structures), bilan.verified_by_year(bilan.numeros)
    years = sorted({*structures, *numeros})
    if not years:
        return []
    counted = Counted(
        "annees-de-verification",
        "Par année de la dernière vérification",
        "Seule la dernière vérification est connue : une année ne montre que ce qui n'a pas été vérifié depuis.",
        lambda year, _area: structures.get(year or 0, 0) + numeros.get(year or 0, 0),
    )
    pairs = [(year, structures.get(year, 0), numeros.get(year, 0)) for year in years]
    rows = [(str(year), [wording.count(first), wording.count(second)]) for year, first, second in pairs]
    bars = [
        (str(year), wording.count(first + second), [Part(STRUCTURES, 0, first), Part(NUMEROS, 1, second)])
        for year, first, second in pairs
    ]
    columns = [(area.name, area.name) for area in (STRUCTURES, NUMEROS)]
    return [Measure(counted, Table("Année", columns, rows), chart(bars))]

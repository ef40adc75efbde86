"""The figures of the Bilan: everything is read in six queries, then counted, and restricted, in memory."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from .facts import NOWHERE, Area, Checked, Meeting, Recruited, Tally

# Self-employed doctors in Provence-Alpes-Côte d'Azur, and the year of that count. Source: presentation of MED'AIDE, 2018.
# It stands for the region as long as a department's own number is missing.
REGION_DOCTORS, REGION_YEAR = 12_043, 2018


@dataclass(frozen=True)
class Share:
    """How many were verified, out of how many."""

    verified: int
    total: int


@dataclass(frozen=True)
class Coverage:
    """Active guetteurs-veilleurs against the self-employed doctors of one place."""

    active: int
    doctors: int | None
    year: int | None

    @property
    def per_thousand(self) -> float | None:
        """For 1,000 doctors; None where their number is unknown."""
        return 1000 * self.active / self.doctors if self.doctors else None


@dataclass(frozen=True)
class Bilan:
    """What was done: in all years and departments, or in those that were asked for."""

    departements: tuple[Area, ...]  # by code
    meetings: tuple[Meeting, ...] = ()  # the oldest first
    untold: tuple[tuple[int, str], ...] = ()  # year and department of meetings held without a published report
    recruited: tuple[Recruited, ...] = ()
    active: Mapping[str, int] | None = None  # guetteurs-veilleurs of today, by department
    structures: tuple[Checked, ...] = ()
    numeros: tuple[Checked, ...] = ()
    year: int | None = None
    departement: str | None = None

    def keep(self, year: int | None = None, departement: str | None = None) -> "Bilan":
        """The same for one year, one department, or both. What is known of today only is kept whatever the year."""

        def is_asked(when: int, where: str) -> bool:
            return (year is None or when == year) and (departement is None or where == departement)

        def here(places: Iterable[str]) -> bool:
            return departement is None or departement in places

        return replace(
            self,
            departements=tuple(area for area in self.departements if here([area.code])),
            meetings=tuple(one for one in self.meetings if is_asked(one.day.year, one.area)),
            untold=tuple(one for one in self.untold if is_asked(*one)),
            recruited=tuple(one for one in self.recruited if is_asked(one.year, one.area)),
            active={area: count for area, count in (self.active or {}).items() if here([area])},
            structures=tuple(one for one in self.structures if here(one.areas)),
            numeros=tuple(one for one in self.numeros if here(one.areas)),
            year=year,
            departement=departement,
        )

    @cached_property
    def network_years(self) -> list[int]:
        """Those of a meeting or of an arrival in the register, in order."""
        return sorted({one.day.year for one in self.meetings} | {one.year for one in self.recruited})

    @cached_property
    def years(self) -> list[int]:
        """Those, and the ones of a last check."""
        checks = {*self.verified_by_year(self.structures), *self.verified_by_year(self.numeros)}
        return sorted({*self.network_years, *checks})

    @cached_property
    def areas(self) -> list[Area]:
        """The departments; then, if something has none, a line for it."""
        known = {area.code for area in self.departements}
        met = {one.area for one in self.meetings} | {one.area for one in self.recruited} | set(self.active or {})
        return [*self.departements, *([Area(NOWHERE, "Sans département")] if met - known else [])]

    @cached_property
    def tallies(self) -> dict[tuple[int, str], Tally]:
        """By year and department."""
        sums: dict[tuple[int, str], Tally] = {}
        for meeting in self.meetings:
            key = meeting.day.year, meeting.area
            sums[key] = sums.get(key, Tally()) + Tally.of(meeting)
        return sums

    def tally(self, year: int | None = None, area: str | None = None) -> Tally:
        """The meetings of a year, of a department, of both, or all of them."""
        asked = (tally for key, tally in self.tallies.items() if _matches(key, year, area))
        return sum(asked, start=Tally())

    @cached_property
    def recruits(self) -> Counter[tuple[int, str]]:
        """Who entered the register, by year and department."""
        counts: Counter[tuple[int, str]] = Counter()
        for one in self.recruited:
            counts[one.year, one.area] += one.count
        return counts

    def recruits_in(self, year: int | None = None, area: str | None = None) -> int:
        return sum(count for key, count in self.recruits.items() if _matches(key, year, area))

    def active_in(self, area: str | None = None) -> int:
        """Guetteurs-veilleurs of today."""
        return sum(count for code, count in (self.active or {}).items() if area in (None, code))

    def share(self, checked: Iterable[Checked], area: str | None = None) -> Share:
        """Of these structures or numbers, those verified in the year asked for, in a place or everywhere.

        What helps in several departments counts in each, and once in the whole.
        """
        here = [one for one in checked if area is None or area in one.areas]
        return Share(sum(one.on is not None and self._in_year(one.on) for one in here), len(here))

    def verified_by_year(self, checked: Iterable[Checked]) -> dict[int, int]:
        """By the year of the last check, the only one that is known."""
        years = Counter(one.on.year for one in checked if one.on and self._in_year(one.on))
        return {year: years[year] for year in sorted(years)}

    def coverage(self, area: Area) -> Coverage:
        return Coverage(self.active_in(area.code), area.doctors, area.doctors_year)

    @cached_property
    def region(self) -> Coverage:
        """All departments together: the sum of their doctors when each is known, the region's own number otherwise."""
        known = [area.doctors for area in self.departements if area.doctors]
        if known and len(known) == len(self.departements):
            years = {area.doctors_year for area in self.departements}
            return Coverage(self.active_in(), sum(known), years.pop() if len(years) == 1 else None)
        return Coverage(self.active_in(), REGION_DOCTORS, REGION_YEAR)

    def _in_year(self, day: date) -> bool:
        return self.year in (None, day.year)


def _matches(key: tuple[int, str], year: int | None, area: str | None) -> bool:
    return year in (None, key[0]) and area in (None, key[1])

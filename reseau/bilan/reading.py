"""The Bilan as the database has it: six queries, whatever the number of rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from reseau.guetteurs.figures import active_by_departement, recruited_by
from reseau.models import CompteRendu
from structures.models import Departement, Numero, StructurePage

from .facts import NATIONAL, NOWHERE, Area, Checked, Meeting, Recruited
from .figures import Bilan


def read_bilan(today: date | None = None) -> Bilan:
    """Everything up to ``today``.

    A meeting counts once it is held and its report is published, internal reports included; neither a draft nor a meeting
    that was only announced does.
    """
    departements = _departements()
    codes = {area.pk: area.code for area in departements}
    meetings, untold = _meetings(today or timezone.localdate())
    return Bilan(
        departements=departements,
        meetings=meetings,
        untold=untold,
        recruited=tuple(Recruited(codes.get(key, NOWHERE), year, count) for key, year, count in recruited_by()),
        active=_by_code(active_by_departement(), codes),
        structures=_structures(),
        numeros=_numeros(),
    )


def _departements() -> tuple[Area, ...]:
    return tuple(
        Area(one.code, one.name, one.pk, one.medecins, one.medecins_year, one.medecins_source)
        for one in Departement.objects.order_by("code")
    )


def _meetings(today: date) -> tuple[tuple[Meeting, ...], tuple[tuple[int, str], ...]]:
    """Those whose report is published; year and department of the others."""
    rows = (
        CompteRendu.objects.filter(date__lte=today)
        .order_by("date", "pk")
        .values_list(
            "live",
            "is_written",
            "date",
            "place",
            "departement__code",
            "present",
            "present_insiders",
            "present_is_estimate",
            "new_guetteurs",
        )
    )
    held, untold = [], []
    for live, is_written, day, place, code, present, insiders, is_estimate, guetteurs in rows:
        area = code or NOWHERE
        if live and is_written:
            held.append(Meeting(day, place, area, present, insiders, is_estimate, guetteurs))
        else:
            untold.append((day.year, area))
    return tuple(held), tuple(untold)


def _by_code(counts: dict[int | None, int], codes: dict[int | None, str]) -> dict[str, int]:
    by_code: dict[str, int] = defaultdict(int)
    for key, count in counts.items():
        by_code[codes.get(key, NOWHERE)] += count
    return dict(by_code)


def _structures() -> tuple[Checked, ...]:
    """Published structures: one is verified on the day somebody read it again."""
    rows = StructurePage.objects.live().order_by("pk")
    return _checked(
        (key, scope == StructurePage.Scope.NATIONAL, code, day)
        for key, scope, code, day in rows.values_list("pk", "scope", "departements__code", "reviewed_on")
    )


def _numeros() -> tuple[Checked, ...]:
    """Numbers that readers may be given."""
    rows = Numero.objects.answering().order_by("pk")
    return _checked(rows.values_list("pk", "is_national", "departements__code", "checked_on"))


def _checked(rows: Iterable[tuple[int, bool, str | None, date | None]]) -> tuple[Checked, ...]:
    """From one line for each department of each thing."""
    places: dict[int, set[str]] = defaultdict(set)
    days: dict[int, date | None] = {}
    for key, is_national, code, day in rows:
        days[key] = day
        if is_national:
            places[key].add(NATIONAL)
        elif code:
            places[key].add(code)
    return tuple(Checked(frozenset(places[key]), day) for key, day in days.items())

"""What the Bilan counts of the database, and what it leaves aside."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reseau.bilan.facts import NATIONAL
from reseau.bilan.figures import Bilan, Share
from reseau.bilan.reading import read_bilan
from reseau.models import CompteRendu, GuetteurVeilleur
from structures.models import Departement, Numero
from tests.factories import CompteRenduFactory, NumeroFactory, StructurePageFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)


def departement(code: str) -> Departement:
    return Departement.objects.get(code=code)


@pytest.mark.parametrize(
    ("values", "counted"),
    [
        ({}, 1),
        ({"visibility": "internal"}, 1),
        ({"date": TODAY}, 1),
        ({"date": TODAY + timedelta(days=1)}, 0),
        ({"live": False}, 0),
        ({"body": []}, 0),
    ],
)
def test_a_meeting_counts_once_held_and_its_report_published(values: dict[str, Any], counted: int) -> None:
    CompteRenduFactory(present=12, **values)
    bilan = read_bilan(TODAY)

    assert bilan.tally().meetings == counted
    assert len(bilan.untold) == ("live" in values or "body" in values)


def test_changes_that_nobody_approved_do_not_count() -> None:
    report = CompteRenduFactory(present=12)
    report.present = 90
    report.save_revision()

    assert read_bilan(TODAY).tally().met == 12


def test_the_group_does_not_meet_itself() -> None:
    CompteRenduFactory(present=25, present_insiders=25, new_guetteurs=8)
    CompteRenduFactory(present=None, departement=None)
    bilan = read_bilan(TODAY)

    tally = bilan.tally()
    assert (tally.meetings, tally.present, tally.met, tally.unknown, tally.guetteurs) == (2, 25, 0, 1, 8)
    assert bilan.areas[-1].label == "Sans département"
    assert bilan.tally(area="").meetings == 1


def test_the_register_says_who_watches_and_when_they_came() -> None:
    values = {"consent_on": date(2018, 6, 1), "recruited_on": date(2018, 6, 1)}
    for code in ("13", "13", "83"):
        GuetteurVeilleur.objects.create(last_name="Absent-des-pages", departement=departement(code), **values)
    GuetteurVeilleur.objects.create(last_name="Absent-des-pages", state="paused", consent_on=TODAY)
    bilan = read_bilan(TODAY)

    assert (bilan.active_in(), bilan.active_in("13"), bilan.recruits_in(2018), bilan.recruits_in(2019)) == (3, 2, 3, 0)
    assert "Absent-des-pages" not in repr(bilan)


def test_structures_and_numbers_are_told_place_by_place() -> None:
    Numero.objects.update(live=False)
    checked = NumeroFactory(checked_on=date(2026, 3, 1))
    forgotten = NumeroFactory(is_national=False, departements=[departement("83")])
    StructurePageFactory(numeros=[checked], reviewed_on=date(2026, 4, 1))
    StructurePageFactory(
        numeros=[forgotten], scope="departemental", departements=[departement("13"), departement("83")]
    )
    StructurePageFactory(live=False)
    bilan = read_bilan(TODAY)

    assert bilan.share(bilan.structures) == Share(1, 2)
    assert [bilan.share(bilan.structures, place) for place in ("13", "83", NATIONAL)] == [
        Share(0, 1),
        Share(0, 1),
        Share(1, 1),
    ]
    assert bilan.share(bilan.numeros) == Share(1, 2)
    assert bilan.share(bilan.numeros, "83") == Share(0, 1)
    assert bilan.verified_by_year(bilan.structures) == {2026: 1}
    assert bilan.keep(year=2018).share(bilan.structures) == Share(0, 2)


def test_as_many_queries_with_two_thousand_meetings() -> None:
    def fill(count: int) -> None:
        where = departement("13")
        CompteRendu.objects.bulk_create(
            CompteRendu(
                title="R", slug=f"r-{count}-{number}", date=TODAY, present=3, departement=where, is_written=True
            )
            for number in range(count)
        )

    few = _queries(lambda: fill(20))
    many = _queries(lambda: fill(1980))
    assert few == many <= 6
    assert read_bilan(TODAY).tally().met == 6000


def _queries(prepare: Callable[[], None]) -> int:
    prepare()
    with CaptureQueriesContext(connection) as captured:
        bilan: Bilan = read_bilan(TODAY)
        bilan.tally()
    return len(captured)

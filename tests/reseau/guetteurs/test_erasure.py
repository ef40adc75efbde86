"""Who is erased, to the day; that nobody else is; and what remains."""

import io
import logging
from datetime import date

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from reseau.guetteurs.contacting import months_after
from reseau.guetteurs.erasure import LEFT, WITHDRAWN, erase, twelve_months_before
from reseau.models import EtapeFormation, GuetteurVeilleur
from tests.factories import CompteRenduFactory, GuetteurVeilleurFactory

STATE = GuetteurVeilleur.State


def gone(day: date) -> GuetteurVeilleur:
    return GuetteurVeilleurFactory(last_name="Partinom", state=STATE.LEFT, left_on=day)


@pytest.mark.parametrize(
    ("today", "last_day"),
    [
        (date(2026, 11, 27), date(2025, 11, 27)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 28), date(2023, 2, 28)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2024, 3, 1), date(2023, 3, 1)),
        (date(2025, 3, 1), date(2024, 3, 1)),
        (date(2026, 1, 31), date(2025, 1, 31)),
    ],
)
def test_twelve_calendar_months(today: date, last_day: date) -> None:
    assert twelve_months_before(today) == last_day


@given(st.dates(date(2001, 1, 1), date(2100, 12, 31)), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_the_limit_is_that_of_counting_forward(today: date, left_on: date) -> None:
    assert (left_on <= twelve_months_before(today)) == (months_after(left_on, 12) <= today)


@pytest.mark.django_db
class TestErasure:
    @pytest.mark.parametrize(
        ("left_on", "today", "erased"),
        [
            (date(2025, 11, 28), date(2026, 11, 27), False),
            (date(2025, 11, 27), date(2026, 11, 27), True),
            (date(2025, 11, 26), date(2026, 11, 27), True),
            (date(2024, 2, 29), date(2025, 2, 27), False),
            (date(2024, 2, 29), date(2025, 2, 28), True),
        ],
    )
    def test_to_the_day(self, left_on: date, today: date, erased: bool) -> None:
        gone(left_on)
        assert erase(today).total == int(erased)
        assert GuetteurVeilleur.objects.count() == int(not erased)

    def test_a_consent_taken_back_is_followed_at_once(self) -> None:
        today = date(2026, 11, 27)
        GuetteurVeilleurFactory(state=STATE.PAUSED, consent_withdrawn_on=today)
        assert erase(today).counts == {(WITHDRAWN, "83"): 1}
        assert not GuetteurVeilleur.objects.exists()

    def test_whoever_stays_is_left_alone(self) -> None:
        GuetteurVeilleurFactory(recruited_on=date(2018, 4, 17), last_contact_on=date(2018, 5, 1))
        GuetteurVeilleurFactory(state=STATE.PAUSED)
        assert erase().total == 0
        assert GuetteurVeilleur.objects.count() == 2

    def test_reports_keep_their_figures_and_nothing_else_remains(self, caplog: pytest.LogCaptureFixture) -> None:
        report = CompteRenduFactory(new_guetteurs=5)
        guetteur = gone(date(2020, 1, 1))
        guetteur.recruited_at = report
        guetteur.save()
        EtapeFormation.objects.create(guetteur=guetteur, step="course", done_on=date(2019, 1, 1))
        with caplog.at_level(logging.INFO, "medaide"):
            assert erase().total == 1
        report.refresh_from_db()
        assert report.new_guetteurs == 5
        assert not EtapeFormation.objects.exists()
        [entry] = ModelLogEntry.objects.filter(action="reseau.erase_guetteurs")
        assert entry.data == {"count": 1}
        assert "Partinom" not in f"{entry.label} {entry.message} {caplog.text}"
        assert "effacés : 1" in caplog.text

    def test_the_command_counts_then_erases_then_finds_nobody(self) -> None:
        gone(date(2020, 1, 1))
        GuetteurVeilleurFactory(state=STATE.PAUSED, departement=None, consent_withdrawn_on=date(2026, 2, 1))

        def said(*arguments: str) -> str:
            output = io.StringIO()
            call_command("erase_guetteurs", *arguments, stdout=output)
            return output.getvalue()

        counted = said("--dry-run")
        assert f"{LEFT}, 83 : 1" in counted
        assert f"{WITHDRAWN}, département non précisé : 1" in counted
        assert "À effacer : 2 fiches." in counted
        assert "Partinom" not in counted
        assert GuetteurVeilleur.objects.count() == 2
        assert ModelLogEntry.objects.filter(action="reseau.erase_guetteurs").count() == 0
        assert "Effacées : 2 fiches." in said()
        assert "Effacées : 0 fiche." in said()
        assert ModelLogEntry.objects.filter(action="reseau.erase_guetteurs").count() == 1

"""What the screen refuses, each time with a sentence at its field; and the rules that the database itself holds."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from reseau.guetteurs import rules
from reseau.models import EtapeFormation, GuetteurVeilleur
from tests.factories import CompteRenduFactory, GuetteurVeilleurFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
STATE = GuetteurVeilleur.State


def refusals(**values: object) -> dict[str, list[str]]:
    guetteur = GuetteurVeilleurFactory.build(**{"departement": None, **values})
    with pytest.raises(ValidationError) as refusal:
        guetteur.full_clean()
    return refusal.value.message_dict


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"phone": "12"}, "phone", "n'est pas un numéro de téléphone français"),
        ({"email": "camille"}, "email", "Exemple : « prenom.nom@example.org »"),
        ({"last_name": ""}, "last_name", "champ"),
        ({"state": STATE.LEFT}, "left_on", rules.LEFT_WHEN),
        ({"left_on": date(2026, 1, 2)}, "state", rules.LEFT_STATE),
        (
            {"state": STATE.LEFT, "recruited_on": date(2020, 1, 2), "left_on": date(2020, 1, 1)},
            "left_on",
            rules.LEFT_BEFORE,
        ),
        ({"consent_on": None}, "consent_on", rules.NO_CONSENT),
        ({"consent_withdrawn_on": date(2026, 2, 1)}, "state", rules.CONSENT_IS_WITHDRAWN),
        (
            {"state": STATE.PAUSED, "consent_withdrawn_on": date(2026, 1, 1)},
            "consent_withdrawn_on",
            rules.WITHDRAWN_BEFORE,
        ),
        ({"state": STATE.PAUSED, "consent_on": None}, "consent_on", rules.NO_CONSENT),
        ({"recruited_on": date(1018, 4, 17)}, "recruited_on", rules.TOO_EARLY),
        ({"next_contact_on": date(1018, 4, 17)}, "next_contact_on", rules.TOO_EARLY),
        ({"next_contact_on": date(9026, 4, 17)}, "next_contact_on", rules.TOO_LATE),
        (
            {"last_contact_on": date(2026, 2, 2), "next_contact_on": date(2026, 2, 1)},
            "next_contact_on",
            rules.NEXT_BEFORE,
        ),
    ],
)
def test_a_sentence_at_the_field(values: dict[str, object], field: str, sentence: str) -> None:
    assert sentence in "".join(refusals(**values)[field])


@pytest.mark.parametrize("name", rules.PAST_DAYS)
def test_what_has_happened_is_not_of_tomorrow(name: str) -> None:
    tomorrow = TODAY() + timedelta(days=1)
    assert "pas encore passée" in refusals(**{"state": STATE.PAUSED, name: tomorrow})[name][0]


def test_today_is_accepted_everywhere() -> None:
    GuetteurVeilleurFactory.build(
        departement=None, state=STATE.LEFT, next_contact_on=TODAY(), **dict.fromkeys(rules.PAST_DAYS, TODAY())
    ).full_clean()


def test_a_number_is_read_as_it_is_typed() -> None:
    guetteur = GuetteurVeilleurFactory.build(departement=None, phone="04.65.71.00.12")
    guetteur.full_clean()
    assert (guetteur.phone, guetteur.phone_display) == ("+33465710012", "04 65 71 00 12")


def test_the_day_of_arrival_is_that_of_the_meeting_unless_said_otherwise() -> None:
    meeting = CompteRenduFactory(date=date(2018, 5, 24))
    follows = GuetteurVeilleurFactory.build(departement=None, recruited_at=meeting)
    follows.full_clean()
    said = GuetteurVeilleurFactory.build(departement=None, recruited_at=meeting, recruited_on=date(2018, 6, 1))
    said.full_clean()
    assert (follows.recruited_on, said.recruited_on) == (date(2018, 5, 24), date(2018, 6, 1))


def test_a_report_that_is_removed_leaves_the_person() -> None:
    meeting = CompteRenduFactory()
    guetteur = GuetteurVeilleurFactory(recruited_at=meeting)
    meeting.delete()
    guetteur.refresh_from_db()
    assert guetteur.recruited_at is None


@pytest.mark.parametrize(
    "values",
    [
        {"state": STATE.LEFT},
        {"consent_on": None},
        {"state": STATE.PAUSED, "consent_on": None},
        {"consent_withdrawn_on": date(2026, 2, 1)},
        {"recruited_on": date(2026, 2, 2), "left_on": date(2026, 2, 1)},
    ],
)
def test_the_database_holds_the_rules_too(values: dict[str, object]) -> None:
    guetteur = GuetteurVeilleurFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        GuetteurVeilleur.objects.filter(pk=guetteur.pk).update(**values)


def test_a_step_of_training_has_happened() -> None:
    step = EtapeFormation(guetteur=GuetteurVeilleurFactory(), step=EtapeFormation.Step.COURSE)
    step.done_on = TODAY() + timedelta(days=1)
    with pytest.raises(ValidationError, match="pas encore passée"):
        step.full_clean()
    step.done_on = TODAY()
    step.full_clean()

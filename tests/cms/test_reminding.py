"""One mail a week to each account that something awaits, and nothing that ties a person to a health concern."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from cms import duties, roles
from cms.duties import Awaiting, Due, Duty
from cms.models import Reminder
from cms.reminding import NotSentError, remind
from structures.models import Numero
from tests.factories import FichePageFactory, NumeroFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def only_ours() -> None:
    Numero.objects.update(checked_on=TODAY, next_check_on=TODAY + timedelta(days=3650))


def call() -> str:
    out = StringIO()
    call_command("remind", stdout=out)
    return out.getvalue()


def test_each_is_told_once_a_week_what_awaits_them(monkeypatch: pytest.MonkeyPatch) -> None:
    NumeroFactory(label="Ligne oubliée", number="+33800288038")
    FichePageFactory(title="Une fiche oubliée")
    secretary = UserFactory(username="secretaire", roles=[roles.SECRETARIAT], email="secretariat@exemple.fr")
    UserFactory(username="relit", roles=[roles.VALIDATION], email="validation@exemple.fr")
    UserFactory(roles=[roles.SECRETARIAT], email="parti@exemple.fr", is_active=False)
    UserFactory(roles=[roles.SECRETARIAT], email="")
    UserFactory(roles=[roles.REDACTION], email="redaction@exemple.fr")
    UserFactory(roles=[], email="sans-role@exemple.fr")
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)
    assert call() == "secretaire : rappel envoyé.\nrelit : rappel envoyé.\n"
    assert call().count("a déjà reçu le rappel de cette semaine") == 2
    first, second = mail.outbox
    assert (first.to, second.to) == ([secretary.email], ["validation@exemple.fr"])
    assert "Numéros à vérifier : 1\n- Ligne oubliée (0 800 288 038), jamais vérifié" in first.body
    assert "À relire : 1\n- Une fiche oubliée, jamais relue" in first.body
    assert reverse("numeros_to_check") in first.body
    assert "Ligne oubliée" not in second.body
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY + timedelta(days=3))  # the next Monday
    call()
    assert len(mail.outbox) == 4


def test_nothing_is_sent_when_nothing_awaits() -> None:
    UserFactory(roles=[roles.SECRETARIAT], email="secretariat@exemple.fr")
    assert remind(TODAY) == ["Rien n'attend personne, ou aucun compte concerné n'a d'adresse : rien n'est envoyé."]
    assert mail.outbox == []
    assert not Reminder.objects.exists()


def test_what_names_people_is_only_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = Duty("secret", "À recontacter", lambda user: True, lambda user, today: Awaiting(3), is_mailed=True)
    told = Duty(
        "autre", "Sur la première page", lambda user: True, lambda user, today: Awaiting(1, [Due("Un titre", "/x/")])
    )
    monkeypatch.setattr(duties, "_duties", {"secret": secret, "autre": told})
    UserFactory(roles=[roles.SECRETARIAT], email="secretariat@exemple.fr")
    remind(TODAY)
    (message,) = mail.outbox
    assert "À recontacter : 3\n" in message.body
    assert "Un titre" not in message.body


def test_a_mail_that_fails_is_tried_again_and_keeps_nobody_from_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    NumeroFactory()
    UserFactory(username="injoignable", roles=[roles.SECRETARIAT], email="loin@exemple.fr")
    UserFactory(username="joignable", roles=[roles.SECRETARIAT], email="pres@exemple.fr")
    send = mail.EmailMessage.send

    def broken(message: mail.EmailMessage, *args: object, **kwargs: object) -> int:
        if message.to == ["loin@exemple.fr"]:
            raise OSError("serveur injoignable")
        return send(message)

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", broken)
        with pytest.raises(NotSentError, match="injoignable : serveur injoignable"):
            remind(TODAY)
        with pytest.raises(CommandError, match="Courriels non partis"):
            call_command("remind", stdout=StringIO())
    assert [message.to for message in mail.outbox[:1]] == [["pres@exemple.fr"]]
    assert "injoignable : rappel envoyé." in remind(TODAY)

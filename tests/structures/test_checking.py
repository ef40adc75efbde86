"""Numbers are checked again in time: the first page of the admin, the report and one mail a week say which."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms import roles
from structures import checking
from structures.models import CheckReminder, Numero
from tests.factories import NumeroFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def only_ours() -> None:
    Numero.objects.update(checked_on=TODAY, next_check_on=TODAY + timedelta(days=3650))


@pytest.mark.parametrize(
    ("values", "due"),
    [
        ({}, True),
        ({"checked_on": TODAY - timedelta(days=182)}, True),
        ({"checked_on": TODAY - timedelta(days=181)}, False),
        ({"checked_on": TODAY - timedelta(days=400), "next_check_on": TODAY + timedelta(days=1)}, False),
        ({"checked_on": TODAY, "next_check_on": TODAY}, True),
        ({"state": "withdrawn"}, False),
        ({"live": False}, False),
    ],
)
def test_which_numbers_are_due(values: dict[str, Any], due: bool) -> None:
    numero = NumeroFactory(**values)
    assert (numero in checking.numeros_to_check(TODAY)) is due
    if due and numero.check_due_on:
        assert numero.check_due_on <= TODAY


def as_role(role: str) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[role]))
    return client


@pytest.mark.parametrize("role", roles.ROLES)
def test_the_first_page_and_the_report_are_for_those_who_keep_the_register(role: str) -> None:
    numero = NumeroFactory(label="Ligne oubliée")
    client = as_role(role)
    keeps = role in {roles.SECRETARIAT, roles.WEBMESTRE}
    first = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Ligne oubliée" in first and "1 numéro du registre est à vérifier." in first) is keeps
    report = client.get(reverse("numeros_to_check"))
    assert (report.status_code == 200) is keeps
    if keeps:
        assert "Ligne oubliée" in report.content.decode()
        assert f"/admin/snippets/structures/numero/edit/{numero.pk}/" in report.content.decode()
        exported = client.get(reverse("numeros_to_check"), {"export": "csv"})
        assert "Ligne oubliée" in b"".join(exported.streaming_content).decode()


def test_nothing_is_said_when_all_is_checked() -> None:
    client = as_role(roles.SECRETARIAT)
    assert "à vérifier" not in client.get(reverse("wagtailadmin_home")).content.decode().split("<main")[1]
    assert "ont été vérifiés à temps" in client.get(reverse("numeros_to_check")).content.decode()


def call() -> str:
    out = StringIO()
    call_command("remind_checks", stdout=out)
    return out.getvalue()


def test_the_secretary_is_reminded_once_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    NumeroFactory(label="Ligne oubliée", number="+33800288038", source_url="https://exemple.fr/")
    secretary = UserFactory(roles=[roles.SECRETARIAT], email="secretariat@exemple.fr")
    UserFactory(roles=[roles.SECRETARIAT], email="parti@exemple.fr", is_active=False)
    UserFactory(roles=[roles.WEBMESTRE], email="webmestre@exemple.fr")
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    assert "Rappel envoyé : 1 numéro à vérifier." in call()
    assert "déjà parti" in call()
    (message,) = mail.outbox
    assert message.to == [secretary.email]
    assert message.subject == "MED'AIDE : 1 numéro à vérifier"
    assert "- Ligne oubliée, 0 800 288 038 : jamais vérifié (source : https://exemple.fr/)" in message.body
    assert reverse("numeros_to_check") in message.body
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY + timedelta(days=3))  # the next Monday
    assert "Rappel envoyé" in call()
    assert len(mail.outbox) == 2


def test_nothing_is_sent_without_a_number_or_an_address() -> None:
    assert "Aucun numéro à vérifier" in checking.remind(TODAY)
    NumeroFactory()
    assert "n'a d'adresse électronique" in checking.remind(TODAY)
    assert mail.outbox == []
    assert not CheckReminder.objects.exists()


def test_a_mail_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    NumeroFactory()
    UserFactory(roles=[roles.SECRETARIAT], email="secretariat@exemple.fr")

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("serveur injoignable")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", broken)
        with pytest.raises(OSError, match="injoignable"):
            checking.remind(TODAY)
    assert not CheckReminder.objects.exists()
    assert "Rappel envoyé" in checking.remind(TODAY)

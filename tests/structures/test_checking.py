"""Numbers are checked again in time: the first page of the admin and the report say which."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms import roles
from structures.models import Numero
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
    assert (numero in Numero.objects.to_check(TODAY)) is due
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
    assert ("Ligne oubliée" in first and "jamais vérifié" in first) is keeps
    report = client.get(reverse("numeros_to_check"))
    assert (report.status_code == 200) is keeps
    if keeps:
        assert "Ligne oubliée" in report.content.decode()
        assert f"/admin/snippets/structures/numero/edit/{numero.pk}/" in report.content.decode()
        exported = client.get(reverse("numeros_to_check"), {"export": "csv"})
        assert "Ligne oubliée" in b"".join(exported.streaming_content).decode()


def test_nothing_is_said_when_all_is_checked() -> None:
    client = as_role(roles.SECRETARIAT)
    assert "Numéros à vérifier" not in client.get(reverse("wagtailadmin_home")).content.decode().split("<main")[1]
    assert "ont été vérifiés à temps" in client.get(reverse("numeros_to_check")).content.decode()


def test_a_check_that_changes_nothing_takes_one_click() -> None:
    numero = NumeroFactory(next_check_on=TODAY)
    numero.save_revision().publish()
    secretary = UserFactory(roles=[roles.SECRETARIAT])
    client = Client()
    client.force_login(secretary)
    versions = numero.revisions.count()
    answer = client.post(reverse("mark_checked", args=[numero.pk]), follow=True).content.decode()
    assert "est noté vérifié aujourd&#x27;hui" in answer
    numero.refresh_from_db()
    expected = (timezone.localdate(), secretary, None)
    assert (numero.checked_on, numero.checked_by, numero.next_check_on) == expected
    draft = numero.get_latest_revision_as_object()
    assert (draft.checked_on, draft.checked_by, draft.next_check_on) == expected
    assert numero.revisions.count() == versions
    assert not Numero.objects.to_check(timezone.localdate()).filter(pk=numero.pk).exists()


@pytest.mark.parametrize("role", [roles.REDACTION, roles.VALIDATION, roles.COORDINATION])
def test_only_those_who_keep_the_register_say_that_a_number_was_checked(role: str) -> None:
    numero = NumeroFactory()
    as_role(role).post(reverse("mark_checked", args=[numero.pk]))
    numero.refresh_from_db()
    assert numero.checked_on is None

"""Demo accounts: one for each role, only where they are wanted, and gone for good once deleted."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cms import roles
from cms.models import User
from demo.accounts import ACCOUNTS, PASSWORD, TECHNICAL
from demo.models import DemoObject

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def demo(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def without_accounts() -> None:
    User.objects.all().delete()
    DemoObject.objects.filter(key__startswith="compte:").delete()


def test_each_role_has_an_account_that_logs_in() -> None:
    assert set(ACCOUNTS.values()) == set(roles.ROLES)
    for username, role in ACCOUNTS.items():
        client = Client()
        response = client.post(reverse("wagtailadmin_login"), {"username": username, "password": PASSWORD})
        assert response.status_code == 302, username
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
        assert list(User.objects.get(username=username).groups.values_list("name", flat=True)) == [role]


def test_only_the_technical_account_is_a_superuser() -> None:
    assert list(User.objects.filter(is_superuser=True).values_list("username", flat=True)) == [TECHNICAL]


@pytest.mark.parametrize(
    ("debug", "arguments", "made"), [(False, [], False), (True, [], True), (False, ["--comptes"], True)]
)
def test_they_come_with_debug_or_on_demand(settings: Any, debug: bool, arguments: list[str], made: bool) -> None:
    without_accounts()
    settings.DEBUG = debug
    demo(*arguments)
    assert User.objects.exists() is made


def test_a_deleted_account_stays_deleted() -> None:
    User.objects.get(username="redaction").delete()
    demo("--comptes")
    assert not User.objects.filter(username="redaction").exists()


def test_an_account_of_the_same_name_is_left_alone() -> None:
    without_accounts()
    mine = User.objects.create_user("redaction", password="une autre phrase")
    demo("--comptes")
    assert User.objects.get(username="redaction").pk == mine.pk
    demo("--remove")
    assert User.objects.filter(pk=mine.pk).exists()


def test_removal_takes_them_away() -> None:
    demo("--remove")
    assert not User.objects.filter(username__in=[*ACCOUNTS, TECHNICAL]).exists()

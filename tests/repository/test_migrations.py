"""Migrations are complete, and what they put in the database can be taken out and put back."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Site, Workflow

from cms.roles import ROLES
from home.models import HomePage, SiteSettings
from structures.models import Departement, Numero
from tests.conftest import SiteCopy


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture
def database_of_one_s_own(migrated_site: SiteCopy | None, tmp_path: Path, django_db_blocker: Any) -> Iterator[None]:
    """A freshly migrated database whose changes nobody else will see."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        if migrated_site is not None:
            stack.enter_context(migrated_site.copy(tmp_path / "site").in_use())
        else:
            stack.enter_context(transaction.atomic())
            stack.callback(transaction.set_rollback, True)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield


def migrate(*target: str) -> None:
    call_command("migrate", *target, verbosity=0, interactive=False, stdout=StringIO())


def granted() -> dict[str, set[tuple[str, ...]]]:
    """What each role may do: on models, on pages, in collections."""
    rights: dict[str, set[tuple[str, ...]]] = {}
    for group in Group.objects.order_by("name"):
        rights[group.name] = {
            *Permission.objects.filter(group=group).values_list("content_type__app_label", "codename"),
            *GroupPagePermission.objects.filter(group=group).values_list("page__slug", "permission__codename"),
            *GroupCollectionPermission.objects.filter(group=group).values_list(
                "permission__codename", "collection__name"
            ),
        }
    return rights


def state() -> dict[str, object]:
    settings = SiteSettings.objects.get()
    return {
        "pages": list(Page.objects.order_by("path").values_list("path", "slug", "numchild")),
        "home": HomePage.objects.get().get_url(),
        "sites": list(Site.objects.values_list("hostname", "root_page__slug", "is_default_site")),
        "bar": [numero.slug for numero in settings.numeros],
        "numbers": list(Numero.objects.order_by("order").values_list("slug", "number", "channel", "state", "live")),
        "departements": list(Departement.objects.order_by("code").values_list("code", "name", "live")),
        "rights": granted(),
        "workflows": list(Workflow.objects.values_list("name", "active", "workflow_tasks__task__name")),
    }


@pytest.mark.usefixtures("database_of_one_s_own")
def test_data_migrations_reverse() -> None:
    before = state()
    assert set(before["rights"]) == set(ROLES)
    assert before["bar"] == ["3114", "15", "112", "114"]
    migrate("home", "0002")
    assert not Group.objects.filter(name__in=ROLES).exists()
    assert not Workflow.objects.filter(name=before["workflows"][0][0]).exists()
    migrate("home", "0001")
    assert not HomePage.objects.exists()
    migrate("structures", "0001")
    assert not Departement.objects.exists()
    assert not Numero.objects.exists()
    migrate()
    after = state()
    for role in ROLES:
        assert after["rights"][role] == before["rights"][role]
    assert after == before

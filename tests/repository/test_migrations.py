"""Migrations are complete, and what they put in the database can be taken out and put back."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Revision, Site, Workflow

from cms.models import Media
from cms.recordings.segments import validate_transcript
from cms.roles import ROLES
from home.models import HomePage, SiteSettings
from structures.models import Departement, Numero
from tests import factories as made
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


def migrate_fiches(name: str) -> Any:
    """Bring the fiches to a migration, forwards or back; the models as they are there."""
    migrate("fiches", name)  # the command, for its signals: triggers hold columns of PostgreSQL
    return MigrationExecutor(connection).loader.project_state([("fiches", name)]).apps


@pytest.mark.usefixtures("database_of_one_s_own")
def test_a_transcript_goes_to_its_recording_and_comes_back() -> None:
    """What was typed in a page, published or not, and what was never typed; not a word is lost, either way."""
    said = [{"start": 0.0, "end": 1.0, "speaker": "", "text": "L'un & l'autre."}]
    published = made.TemoignagePageFactory(audio__transcript=said)
    draft, silent = made.TemoignagePageFactory(live=False), made.TemoignagePageFactory(live=False)
    revision = draft.save_revision()
    Media.objects.filter(pk=draft.audio_id).update(transcript=[])
    type(silent).objects.filter(pk=silent.pk).update(audio=None)

    old = migrate_fiches("0002_temoignages")
    pages = old.get_model("fiches", "TemoignagePage").objects
    assert pages.get(pk=published.pk).transcript == "<p>L'un &amp; l'autre.</p>"
    assert pages.get(pk=silent.pk).transcript == ""
    pages.filter(pk=published.pk).update(
        transcript="<p>Un &lt;mot&gt;. Deux mots&nbsp;!</p><ul><li>Fin<br/>enfin</li></ul>"
    )
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "transcript": "<p>Dit tout bas.</p>"})
    Media.objects.filter(pk=published.audio_id).update(transcript=[], duration=10.0)

    migrate_fiches("0003_transcriptions")
    segments = Media.objects.get(pk=published.audio_id).segments
    assert [one.text for one in segments] == ["Un <mot>.", "Deux mots\xa0!", "Fin", "enfin"]
    assert (segments[0].start, segments[-1].end) == (0, pytest.approx(10, abs=0.05))
    assert all(one.end == following.start for one, following in pairwise(segments))
    validate_transcript(Media.objects.get(pk=published.audio_id).transcript)
    assert [one.text for one in Media.objects.get(pk=draft.audio_id).segments] == ["Dit tout bas."]

    pages = migrate_fiches("0002_temoignages").get_model("fiches", "TemoignagePage").objects
    typed = pages.get(pk=published.pk).transcript
    assert typed == "<p>Un &lt;mot&gt;.</p><p>Deux mots\xa0!</p><p>Fin</p><p>enfin</p>"
    migrate()

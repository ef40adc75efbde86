"""The demo is made once, lets editors be, and takes away only itself."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from cms.models import User
from demo.models import DemoObject
from fiches.models import FicheIndexPage, FichePage
from home.models import HomePage, SiteSettings
from tests.factories import FichePageFactory

pytestmark = pytest.mark.django_db


def demo(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("demo")
class TestOnceSeeded:
    def test_seeding_again_makes_nothing(self) -> None:
        before = Page.objects.count(), DemoObject.objects.count()
        assert "déjà en place" in demo()
        assert (Page.objects.count(), DemoObject.objects.count()) == before

    def test_an_editor_s_change_survives(self) -> None:
        fiche = FichePage.objects.get(slug="dire-non")
        fiche.summary = "Réécrit par le groupe."
        fiche.save_revision().publish()
        demo()
        fiche.refresh_from_db()
        assert fiche.summary == "Réécrit par le groupe."

    def test_what_an_editor_deleted_stays_deleted(self) -> None:
        FichePage.objects.get(slug="dire-non").delete()
        demo()
        assert not FichePage.objects.filter(slug="dire-non").exists()

    def test_removal_takes_the_demo_and_nothing_else(self, client: Client) -> None:
        mine = FichePageFactory(parent=FicheIndexPage.objects.get(), title="La mienne")
        changed = FichePage.objects.get(slug="dire-non")
        changed.summary = "Réécrit par le groupe."
        changed.save_revision().publish()

        output = demo("--remove")

        assert set(FichePage.objects.values_list("pk", flat=True)) == {mine.pk, changed.pk}
        assert "fiche:dire-non (modifié depuis)" in output
        assert "section:fiches (contient encore des pages)" in output
        assert not User.objects.filter(username="redaction").exists()
        assert not SiteSettings.objects.get().menu
        assert HomePage.objects.get().hero_title == ""
        assert client.get("/").status_code == 200
        assert client.get(mine.get_url()).status_code == 200

    def test_forced_removal_takes_what_was_changed_too(self, client: Client) -> None:
        changed = FichePage.objects.get(slug="dire-non")
        changed.summary = "Réécrit."
        changed.save_revision().publish()
        demo("--remove", "--force")
        assert not FichePage.objects.exists()
        assert not DemoObject.objects.exists()
        assert client.get("/").status_code == 200

    def test_it_can_be_seeded_again_after_a_removal(self) -> None:
        demo("--remove", "--force")
        demo()
        assert FichePage.objects.count() >= 24

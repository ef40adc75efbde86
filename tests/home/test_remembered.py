"""What pages remember is never what was true before: a change shows at the next request, in every process."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from cms import remembered
from cms.directory import directory
from cms.sites import MAX_ADDRESSES
from home.models import PlainPage, SiteSettings
from structures.models import Numero
from tests.factories import FichePageFactory, NumeroFactory, PlainPageFactory, home_page, restrict

pytestmark = pytest.mark.django_db

TEXT = "<p>Voici un texte.</p>"


class Process:
    """Another server process: what it remembers is its own."""

    def __init__(self) -> None:
        self.memory = remembered.Memory()

    def get(self, address: str, **headers: str) -> HttpResponse:
        usual, remembered.memory = remembered.memory, self.memory
        try:
            return Client(headers=headers).get(address)
        finally:
            remembered.memory = usual

    def text(self, address: str) -> str:
        response = self.get(address)
        assert response.status_code == 200, response
        return response.content.decode()


@pytest.fixture
def reader() -> Process:
    return Process()


@pytest.fixture
def section() -> PlainPage:
    """``/soutien/``, in the menu."""
    page = PlainPageFactory(title="Soutien", slug="soutien")
    settings = SiteSettings.objects.get()
    settings.menu = [("lien", {"label": "", "page": page.pk, "url": ""})]
    settings.save()
    return page


@pytest.fixture
def child(section: PlainPage) -> PlainPage:
    """``/soutien/ecoute/``, to which ``/liens/`` leads."""
    page = PlainPageFactory(parent=section, title="Ecoute", slug="ecoute")
    link = f'<p><a linktype="page" id="{page.pk}">par ici</a></p>'
    PlainPageFactory(title="Liens", slug="liens", body=[("texte", link)])
    return page


def rename_one_by_one(page: PlainPage) -> None:
    page.title = "Entraide"
    page.save()


def rename_with_a_query(page: PlainPage) -> None:
    Page.objects.filter(pk=page.pk).update(title="Entraide")


def rename_in_plain_sql(page: PlainPage) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Entraide' WHERE id = %s", [page.pk])


def rename_by_publishing(page: PlainPage) -> None:
    page.title = "Entraide"
    page.save_revision().publish()


@pytest.mark.parametrize(
    "rename",
    [rename_one_by_one, rename_with_a_query, rename_in_plain_sql, rename_by_publishing],
    ids=lambda it: it.__name__,
)
def test_a_new_title_shows_in_the_menu_and_the_breadcrumb(
    reader: Process, section: PlainPage, child: PlainPage, rename: Callable[[PlainPage], None]
) -> None:
    assert "Soutien" in reader.text("/soutien/ecoute/")
    rename(section)
    shown = reader.text("/soutien/ecoute/")
    assert "Soutien" not in shown
    assert shown.count(">Entraide</a>") == 2


def test_a_moved_branch_is_found_at_its_new_address(reader: Process, section: PlainPage, child: PlainPage) -> None:
    other = PlainPageFactory(title="Ailleurs", slug="ailleurs")
    assert 'href="/soutien/ecoute/"' in reader.text("/liens/")
    child.move(other, pos="last-child")
    assert 'href="/ailleurs/ecoute/"' in reader.text("/liens/")
    assert reader.get("/soutien/ecoute/").status_code in {301, 404}  # followed by a redirect
    assert ">Ailleurs</a>" in reader.text("/ailleurs/ecoute/")


def test_a_new_slug_moves_all_that_is_under_it(reader: Process, section: PlainPage, child: PlainPage) -> None:
    reader.get("/soutien/ecoute/")
    section.slug = "entraide"
    section.save()
    assert 'href="/entraide/ecoute/"' in reader.text("/liens/")
    assert reader.get("/entraide/ecoute/").status_code == 200


@pytest.mark.parametrize("gone", [Page.delete, Page.unpublish], ids=["deleted", "unpublished"])
def test_what_is_gone_is_no_longer_linked(
    reader: Process, section: PlainPage, child: PlainPage, gone: Callable[[Page], None]
) -> None:
    assert 'href="/soutien/ecoute/"' in reader.text("/liens/")
    gone(child)
    assert 'href="/soutien/ecoute/"' not in reader.text("/liens/")
    assert reader.get("/soutien/ecoute/").status_code == 404
    assert "/soutien/" in reader.text("/")
    Page.objects.get(pk=section.pk).delete()
    assert "/soutien/" not in reader.text("/")


def test_a_page_published_by_the_clock_appears(reader: Process, section: PlainPage) -> None:
    section.unpublish()
    assert "Soutien" not in reader.text("/")
    section.go_live_at = timezone.now() + timedelta(hours=1)
    revision = section.save_revision()
    revision.publish()
    assert "Soutien" not in reader.text("/")
    past = timezone.now() - timedelta(minutes=1)
    revision.approved_go_live_at, revision.content["go_live_at"] = past, past.isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert "Soutien" in reader.text("/")


def test_a_draft_never_appears_and_changes_nothing(reader: Process, section: PlainPage) -> None:
    before = reader.text("/soutien/")
    state = remembered._token()
    section.title = "Ébauche"
    section.save_revision()
    draft = PlainPage(title="Page à venir", slug="a-venir", live=False, body=[("texte", TEXT)])
    assert remembered._token() == state
    home_page().add_child(instance=draft)
    settings = SiteSettings.objects.get()
    settings.menu = [*[(block.block_type, block.value) for block in settings.menu], ("lien", {"page": draft.pk})]
    settings.save()
    for address in ("/", "/soutien/", "/plan-du-site/"):
        assert "Ébauche" not in reader.text(address)
        assert "Page à venir" not in reader.text(address)
    assert reader.get("/a-venir/").status_code == 404
    assert reader.text("/soutien/") == before


def test_what_is_rolled_back_was_never_seen(reader: Process, section: PlainPage) -> None:
    state = remembered._token()
    assert "Soutien" in reader.text("/")
    with transaction.atomic():
        rename_with_a_query(section)
        assert "Entraide" in reader.text("/")
        transaction.set_rollback(True)
    assert remembered._token() == state
    assert "Entraide" not in reader.text("/")
    assert "Soutien" in reader.text("/")


def test_a_number_changes_everywhere(reader: Process) -> None:
    numero = NumeroFactory(number="3114", channel="sms", label="Ligne une")
    fiche = FichePageFactory(numeros=[numero], body=[("numeros", {"numeros": [numero]})])
    assert reader.text(fiche.get_url()).count("Ligne une") == 2
    Numero.objects.filter(pk=numero.pk).update(label="Ligne deux")
    assert reader.text(fiche.get_url()).count("Ligne deux") == 2
    Numero.objects.filter(pk=numero.pk).update(state=Numero.State.WITHDRAWN)
    assert "Ligne" not in reader.text(fiche.get_url())


def test_the_settings_and_the_crisis_bar_change_everywhere(reader: Process) -> None:
    crisis = SiteSettings.objects.get().numero_links.first()
    assert crisis.numero.label in reader.text("/")
    SiteSettings.objects.update(footer_text="Un mot de plus")
    assert "Un mot de plus" in reader.text("/")
    crisis.delete()
    assert crisis.numero.label not in reader.text("/")


def test_a_section_becomes_private_then_public_again(reader: Process, section: PlainPage, child: PlainPage) -> None:
    assert reader.get("/soutien/ecoute/").status_code == 200
    restrict(section)
    assert reader.get("/soutien/").status_code == 302
    assert reader.get("/soutien/ecoute/").status_code == 302
    assert "/soutien/" not in reader.text("/liens/")
    PageViewRestriction.objects.all().delete()
    assert "/soutien/ecoute/" in reader.text("/liens/")
    assert reader.get("/soutien/ecoute/").status_code == 200


def test_a_password_is_asked_for(reader: Process, section: PlainPage, child: PlainPage) -> None:
    reader.get("/soutien/ecoute/")
    PageViewRestriction.objects.create(page=section, restriction_type="password", password="sesame")
    assert "Voici" not in reader.text("/soutien/ecoute/")
    assert 'type="password"' in reader.text("/soutien/ecoute/")


def test_a_page_moved_into_a_private_section_is_private(reader: Process, child: PlainPage) -> None:
    hidden = PlainPageFactory(title="Interne", slug="interne")
    restrict(hidden)
    assert reader.get("/soutien/ecoute/").status_code == 200
    child.move(hidden, pos="last-child")
    assert reader.get("/interne/ecoute/").status_code == 302
    assert "ecoute" not in reader.text("/liens/")


def test_an_alias_is_as_private_as_its_source(reader: Process, section: PlainPage) -> None:
    alias = section.create_alias(update_slug="copie")
    assert reader.get("/copie/").status_code == 200
    restrict(section)
    assert reader.get("/copie/").status_code == 302
    assert directory().get(alias.pk).guarded


def test_a_site_that_moves_takes_its_addresses_with_it(reader: Process, section: PlainPage) -> None:
    reader.get("/soutien/")
    site = Site.objects.get(is_default_site=True)
    Site.objects.filter(pk=site.pk).update(hostname="ailleurs.example", port=443)
    assert 'href="https://ailleurs.example/soutien/"' in reader.text("/soutien/")


def test_the_site_under_another_name_is_another_site(reader: Process, section: PlainPage, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.create(hostname="soutien.example", port=80, root_page=section)
    assert "<h1>Soutien</h1>" in reader.get("/", host="soutien.example").content.decode()
    assert "<h1>Soutien</h1>" not in reader.text("/")
    assert 'href="/soutien/"' in reader.text("/")


def test_names_that_lead_to_the_site_do_not_pile_up(reader: Process, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    for number in range(MAX_ADDRESSES + 20):
        reader.get("/sante/")
        reader.get("/cette-page-n-existe-pas/", host=f"nom-{number}.example")
    _state, known = reader.memory._values["sites"]
    assert len(known) <= MAX_ADDRESSES


def test_a_request_that_writes_sees_what_it_wrote(section: PlainPage) -> None:
    def answer(request) -> HttpResponse:
        before = directory().get(section.pk).title
        rename_with_a_query(section)
        return HttpResponse(f"{before}, {directory().get(section.pk).title}")

    middleware = remembered.ReadingMiddleware(answer)
    request = Client().get("/sante/").wsgi_request
    request.method = "POST"
    assert middleware(request).content == b"Soutien, Entraide"


def test_nothing_is_remembered_while_nobody_watches(reader: Process, section: PlainPage) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cms_contentstate")
    assert "Soutien" in reader.text("/")
    rename_with_a_query(section)
    assert "Entraide" in reader.text("/")
    assert not reader.memory._values


def test_a_page_deleted_while_it_is_asked_for_is_not_found(reader: Process, section: PlainPage) -> None:
    assert reader.get("/soutien/").status_code == 200
    state = remembered._token()
    section.delete()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cms_contentstate SET token = %s", [state])
    assert reader.get("/soutien/").status_code == 404

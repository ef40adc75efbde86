"""The webmaster's days: a branch that moves, the menu and footer, and what is about to happen on the site."""

import datetime
import re
from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Page as WagtailPage

from cms.models import User
from fiches.models import FichePage
from home.models import PlainPage
from tests.factories import FichePageFactory, PlainPageFactory

from .helpers import Chooser, Stream

Login = Callable[[Page, str], None]


def test_a_branch_moves_and_old_addresses_redirect(desk: Page, phone: Page, login: Login) -> None:
    legal = PlainPage.objects.get(slug="mentions-legales")
    PlainPageFactory(parent=legal, title="Crédits des images", slug="credits")
    assert phone.goto("/mentions-legales/credits/").status == 200  # type: ignore[union-attr]

    login(desk, "webmestre")
    desk.goto(f"/admin/pages/{legal.pk}/edit/")
    desk.get_by_role("navigation", name="Actions", exact=True).get_by_role("button", name="Actions").click()
    desk.get_by_role("link", name="Déplacer").click()
    parent = desk.locator(".chooser")
    parent.get_by_role("button", name="Actions").click()
    parent.get_by_role("button", name="Choisir une autre page").click()
    Chooser(desk).take_page("À propos de MED'AIDE")
    desk.get_by_role("button", name="Confirmer").click()
    desk.get_by_role("button", name="Oui, déplacer cette page").click()
    expect(desk.locator(".messages")).to_contain_text("déplacée")

    for old, new, title in [
        ("/mentions-legales/", "/a-propos/mentions-legales/", "Mentions légales"),
        ("/mentions-legales/credits/", "/a-propos/mentions-legales/credits/", "Crédits des images"),
    ]:
        response = phone.goto(old)
        assert response is not None
        assert response.status == 200
        expect(phone).to_have_url(re.compile(f"{new}$"))
        expect(phone.get_by_role("heading", level=1)).to_have_text(title)
    expect(phone.get_by_role("contentinfo").get_by_role("link", name="Mentions légales")).to_have_attribute(
        "href", "/a-propos/mentions-legales/"
    )


def open_settings(page: Page, tab: str) -> None:
    page.goto("/admin/")
    page.get_by_role("button", name="Paramètres").click()
    page.get_by_role("link", name="Réglages du site", exact=True).click()
    page.get_by_role("tab", name=tab).click()


def save_settings(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Réglages du site")


def test_the_menu_and_footer_change_on_the_site(desk: Page, open_page: Callable[..., Page], login: Login) -> None:
    visitor = open_page(viewport={"width": 1440, "height": 900})
    menu = visitor.get_by_role("navigation", name="Menu principal")
    visitor.goto("/")
    labels = menu.get_by_role("listitem").all_inner_texts()

    login(desk, "webmestre")
    open_settings(desk, "Menu")
    links = Stream(desk, "menu")
    expect(links.blocks).to_have_count(len(labels))
    links.blocks.first.get_by_role("textbox", name="Libellé").fill("Qui appeler")
    links.add().get_by_role("button", name="Choisissez une page").click()
    Chooser(desk).take_page("À propos de MED'AIDE")
    desk.get_by_role("tab", name="Pied de page").click()
    desk.locator("#id_footer_text").fill("Un pied de page changé par le webmestre.")
    save_settings(desk)

    visitor.goto("/")
    expect(menu.get_by_role("listitem")).to_have_text(["Qui appeler", *labels[1:], "À propos de MED’AIDE"])
    expect(visitor.get_by_role("contentinfo")).to_contain_text("Un pied de page changé par le webmestre.")

    # Saving again, without a change, keeps the link that has no label of its own.
    open_settings(desk, "Menu")
    expect(links.blocks).to_have_count(len(labels) + 1)
    expect(links.blocks.last.get_by_text("À propos de MED'AIDE").first).to_be_visible()
    save_settings(desk)
    visitor.goto("/")
    expect(menu.get_by_role("listitem")).to_have_count(len(labels) + 1)


def open_calendar(page: Page) -> Locator:
    """The rows of the calendar, reached through the menu."""
    page.goto("/admin/")
    page.get_by_role("button", name="Rapports").click()
    page.get_by_role("link", name="Calendrier éditorial").click()
    return page.get_by_role("main").get_by_role("row")


def schedule(page: WagtailPage) -> datetime.datetime:
    """Approve the page for a date to come; returns that date."""
    page.go_live_at = timezone.now() + datetime.timedelta(days=400)
    page.save_revision().publish()
    return timezone.localtime(page.go_live_at)


def test_the_calendar_shows_what_is_planned_and_what_waits(desk: Page, login: Login) -> None:
    planned = FichePageFactory(title="Une fiche pour plus tard", live=False)
    date = schedule(planned)
    waiting = FichePage.objects.get(slug="dire-non")
    author = User.objects.get(username="redaction")
    waiting.save_revision(user=author)
    waiting.get_workflow().start(waiting, author)
    gone = FichePage.objects.get(slug="secretariat-et-appels")
    gone.live, gone.expired = False, True
    gone.save()

    login(desk, "webmestre")
    rows = open_calendar(desk)
    for page in (planned, waiting, gone):
        expect(rows.filter(has_text=page.title)).to_have_count(1)
    expect(rows.filter(has_text=planned.title)).to_contain_text(str(date.year))

    for state, page, absent in [
        ("En attente de relecture", waiting, planned),
        ("Publication programmée", planned, waiting),
        ("Expirée", gone, planned),
    ]:
        rows = open_calendar(desk)
        desk.get_by_role("button", name="Afficher les filtres").click()
        desk.get_by_role("button", name="État").click()
        desk.get_by_role("combobox", name="État").select_option(label=state)
        expect(rows.filter(has_text=absent.title)).to_have_count(0)
        expect(rows.filter(has_text=page.title)).to_have_count(1)


def test_the_calendar_dates_the_new_version_of_a_published_page(desk: Page, login: Login) -> None:
    fiche = FichePage.objects.get(slug="sommeil")
    date = schedule(fiche)

    login(desk, "webmestre")
    row = open_calendar(desk).filter(has_text=fiche.title)
    expect(row).to_have_count(1)
    expect(row).to_contain_text(str(date.year))

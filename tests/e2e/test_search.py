"""The search as hands, eyes and screen readers meet it: suggestions, filters, help; with scripts and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import DESK, PHONE, Traffic
from .helpers import overflow
from .test_accessibility import violations_everywhere
from .test_keyboard import tab_to

Open = Callable[..., Page]
LABEL = "Rechercher sur le site"


def field(page: Page) -> Locator:
    return page.get_by_label(LABEL)


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def typing(page: Page, text: str) -> Locator:
    """The field, once something was typed and suggested."""
    page.goto("/recherche/")
    combobox = page.get_by_role("combobox", name=LABEL)
    combobox.press_sequentially(text)
    expect(options(page).first).to_be_visible()
    return combobox


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_a_suggestion_leads_to_its_page_with_the_keyboard_alone(screen: dict, open_page: Open) -> None:
    page = open_page(**screen)
    combobox = typing(page, "som")
    expect(combobox).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text(re.compile(r"^\d suggestions?\.$"))).to_be_attached()
    combobox.press("ArrowDown")
    chosen = options(page).first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(combobox).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    expect(combobox).to_be_focused()
    combobox.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Retrouver le sommeil")


def test_arrows_go_round_and_escape_takes_back(desk: Page) -> None:
    combobox = typing(desk, "me")
    last = options(desk).count() - 1
    assert last > 0
    combobox.press("ArrowUp")
    expect(options(desk).nth(last)).to_have_attribute("aria-selected", "true")
    combobox.press("ArrowDown")
    expect(combobox).not_to_have_attribute("aria-activedescendant", re.compile("."))
    combobox.press("ArrowDown")
    expect(options(desk).first).to_have_attribute("aria-selected", "true")
    combobox.press("Home")
    expect(combobox).not_to_have_attribute("aria-activedescendant", re.compile("."))
    combobox.press("Escape")
    expect(combobox).to_have_attribute("aria-expanded", "false")
    expect(combobox).to_have_value("me")
    combobox.press("ArrowDown")
    expect(options(desk).first).to_be_visible()
    combobox.press("Escape")
    combobox.press("Escape")
    expect(combobox).to_have_value("")


def test_enter_without_a_choice_searches(desk: Page) -> None:
    typing(desk, "sommeil").press("Enter")
    expect(desk).to_have_url(re.compile(r"/recherche/\?q=sommeil$"))


def test_a_suggestion_is_taken_with_a_thumb(phone: Page) -> None:
    typing(phone, "somm")
    box = options(phone).first.bounding_box()
    assert box is not None
    assert box["height"] >= 48
    options(phone).first.tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Retrouver le sommeil")


def test_one_letter_and_leaving_suggest_nothing(desk: Page, traffic: Traffic) -> None:
    desk.goto("/recherche/")
    field(desk).press_sequentially("s")
    desk.wait_for_timeout(400)
    assert not [url for url in traffic.requests if "suggestions" in url]
    field(desk).press_sequentially("omm")
    expect(options(desk).first).to_be_visible()
    desk.keyboard.press("Tab")
    expect(options(desk)).to_have_count(0)


def test_typing_is_private(desk: Page, traffic: Traffic) -> None:
    typing(desk, "sommeil")
    assert traffic.third_parties == []
    assert desk.context.cookies() == []
    assert desk.evaluate("localStorage.length + sessionStorage.length") == 0
    assert traffic.console_errors == []
    assert len([url for url in traffic.requests if "suggestions" in url]) < len("sommeil")


def test_a_form_elsewhere_suggests_too(desk: Page) -> None:
    desk.goto("/une-adresse-inconnue/")
    field(desk).press_sequentially("somm")
    expect(options(desk).first).to_be_visible()


def test_axe_finds_nothing_in_open_suggestions(desk: Page, axe: Callable[[Page], list[str]]) -> None:
    typing(desk, "me").press("ArrowDown")
    assert violations_everywhere(desk, axe) == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_filters_with_the_keyboard_alone(screen: dict, script: bool, open_page: Open) -> None:
    page = open_page(**screen, java_script_enabled=script)
    page.goto("/recherche/?q=medecin")
    filters = page.get_by_role("navigation", name="Affiner les résultats")
    button = page.locator(".affiner__bouton summary")
    if screen is PHONE:
        expect(filters).to_be_hidden()
        tab_to(page, button)
        page.keyboard.press("Enter")
    else:
        expect(button).to_be_hidden()
    kind = filters.get_by_role("link", name=re.compile("^Structure d’aide"))
    tab_to(page, kind)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("genre="))
    chip = page.get_by_role("list", name="Filtres choisis").get_by_role(
        "link", name="Retirer le filtre : Structure d’aide"
    )
    expect(page.locator("ol.resultats .surtitre").first).to_have_text("Structure d’aide")
    tab_to(page, chip)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("genre="))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_help_is_in_the_first_screen(script: bool, open_page: Open) -> None:
    page = open_page(**PHONE, java_script_enabled=script)
    page.goto("/recherche/?q=je+veux+mourir")
    call = page.get_by_role("region", name="Quelqu’un répond, maintenant").locator("a[href='tel:3114']")
    expect(call).to_be_in_viewport(ratio=1)


def test_filters_can_be_skipped(desk: Page) -> None:
    desk.goto("/recherche/?q=medecin")
    skip = desk.get_by_role("link", name="Aller aux résultats")
    tab_to(desk, skip)
    expect(skip).to_be_in_viewport(ratio=1)
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.getElementById('resultats').contains(document.activeElement)")


def test_links_of_filters_are_large_enough(phone: Page) -> None:
    phone.goto("/recherche/?q=medecin&genre=fiche")
    phone.locator(".affiner__bouton summary").tap()
    links = phone.locator(".affiner a, .filtres a, .choix a, .affiner__bouton summary, .affiner summary")
    small = [link.inner_text() for link in links.all() if link.is_visible() and link.bounding_box()["height"] < 48]
    assert small == []


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_wider_than_the_screen(width: int, open_page: Open) -> None:
    page = open_page(viewport={"width": width, "height": 256})
    long = "anticonstitutionnellement" * 8
    for address in ("?q=medecin&genre=fiche", f"?q={long}&genre={long}", "?q=envie+de+mourir", "?q=epuisemant"):
        page.goto(f"/recherche/{address}")
        if page.locator(".affiner__bouton summary").count():
            page.locator(".affiner__bouton summary").click()
        assert overflow(page) == 0, address
    typing(page, "me")
    assert overflow(page) == 0

"""The bibliography by keyboard, without script, on a phone, by day and by night."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Axe = Callable[[Page], list[str]]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def press_until_focused(page: Page, name: str, limit: int = 120) -> None:
    """Tab until the link of this name has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if name in (
            page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText") or ""
        ):
            return
    raise AssertionError(f"« {name} » is not reached by the keyboard")


def test_facets_and_years_are_chosen_by_keyboard(desk: Page) -> None:
    desk.goto("/bibliographie/")
    press_until_focused(desk, "Passer la frise")
    press_until_focused(desk, "2012 : ")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("de=2012&a=2012#liste$"))
    press_until_focused(desk, "Livre")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("type=book"))
    chosen = desk.get_by_role("list", name="Filtres choisis")
    expect(chosen.get_by_role("link")).to_have_count(3)
    expect(desk.locator(".references li")).to_have_count(1)


def test_a_selection_is_made_and_undone_without_script(no_js: Page) -> None:
    no_js.goto("/bibliographie/")
    no_js.get_by_role("searchbox", name="Chercher dans la bibliographie").fill("Hafferty")
    no_js.get_by_role("textbox", name="de", exact=True).fill("1998")
    no_js.get_by_role("button", name="Chercher").click()
    expect(no_js.locator(".references li")).to_have_count(1)
    no_js.get_by_role("link", name="Retirer le filtre : depuis 1998").click()
    expect(no_js.locator(".references li")).to_have_count(2)
    expect(no_js.get_by_role("searchbox", name="Chercher dans la bibliographie")).to_have_value("Hafferty")
    no_js.locator(".affiner__bouton summary").click()
    no_js.get_by_role("navigation", name="Affiner les résultats").get_by_role("link", name="Hidden curriculum").click()
    expect(no_js.get_by_role("status")).to_contain_text("2 références")


def test_it_is_accessible_day_and_night_on_a_phone(phone: Page, axe: Axe) -> None:
    for address in ("/bibliographie/?theme=epuisement&de=2000&a=2010", "/bibliographie/?de=mille"):
        phone.goto(address)
        phone.locator(".frise summary").click()
        for scheme in ("light", "dark"):
            phone.emulate_media(color_scheme=scheme)
            assert axe(phone) == []
        assert phone.evaluate(OVERFLOW) == 0

"""The directory as hands and eyes meet it: filters by keyboard, by thumb, without script; on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESK, PHONE
from .helpers import overflow
from .test_keyboard import tab_to

Open = Callable[..., Page]
BUTTON = ".affiner__bouton summary"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_filters_with_the_keyboard_alone(screen: dict, script: bool, open_page: Open) -> None:
    page = open_page(**screen, java_script_enabled=script)
    page.goto("/structures/")
    filters = page.get_by_role("navigation", name="Choisir parmi les structures")
    if screen is PHONE:
        expect(filters).to_be_hidden()
        tab_to(page, page.locator(BUTTON))
        page.keyboard.press("Enter")
    var = filters.get_by_role("link", name=re.compile(r"^Var"))
    expect(var).to_have_count(1)  # the map repeats the list for eyes and fingers only
    tab_to(page, var)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"departement=83"))
    expect(page.get_by_role("heading", level=2).first).to_have_text("À toute heure")
    chip = page.get_by_role("link", name="Retirer le filtre : Var")
    tab_to(page, chip)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("departement"))


def test_the_map_is_chosen_with_a_thumb(phone: Page) -> None:
    phone.goto("/structures/")
    phone.locator(BUTTON).tap()
    shape = phone.locator(".carte-departements svg a").nth(4)
    box = shape.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    shape.tap()
    expect(phone).to_have_url(re.compile(r"departement=83"))
    expect(phone.locator(".carte-departements .ici text")).to_have_text("83")


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_is_wider_than_the_screen(width: int, open_page: Open) -> None:
    page = open_page(viewport={"width": width, "height": 640})
    for address in ("/structures/?departement=04", "/structures/ordre-83/"):
        page.goto(address)
        if (button := page.locator(BUTTON)).count() and button.is_visible():
            button.click()
        assert overflow(page) == 0, address


def test_links_of_filters_are_large_enough(phone: Page) -> None:
    phone.goto("/structures/?besoin=ecoute&departement=83")
    phone.locator(BUTTON).tap()
    links = phone.locator(".affiner li a, .filtres a, .affiner__bouton summary")
    small = [link.inner_text() for link in links.all() if (box := link.bounding_box()) and box["height"] < 44]
    assert small == []


def test_a_printed_list_is_the_list_alone(desk: Page) -> None:
    desk.goto("/structures/?departement=83")
    desk.emulate_media(media="print")
    expect(desk.locator(".affiner, .carte-departements, .filtres").first).to_be_hidden()
    expect(desk.get_by_text("Entraide de l’Ordre, Var")).to_be_visible()
    expect(desk.locator("#resultats > .impression")).to_be_visible()

"""Everything is within reach of a keyboard, with scripts and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import DESK, PHONE
from .helpers import overflow

Open = Callable[..., Page]

MOST_STOPS = 80


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def visitor(request: pytest.FixtureRequest, open_page: Open) -> Page:
    return open_page(**PHONE, java_script_enabled=request.param)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{MOST_STOPS} presses of Tab do not reach {target}")


def test_the_first_stop_skips_to_the_content(visitor: Page) -> None:
    visitor.goto("/fiches/")
    visitor.keyboard.press("Tab")
    skip = visitor.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("Tab")
    assert visitor.evaluate("document.getElementById('contenu').contains(document.activeElement)")


@pytest.mark.parametrize(("link", "target"), [("Rechercher", "/recherche/"), ("Aller au pied de page", "#pied")])
def test_the_other_shortcuts(link: str, target: str, visitor: Page) -> None:
    visitor.goto("/")
    shortcut = visitor.get_by_role("navigation", name="Accès rapides").get_by_role("link", name=link)
    tab_to(visitor, shortcut)
    expect(shortcut).to_be_in_viewport(ratio=1)
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url(re.compile(f"{re.escape(target)}$"))


def test_the_menu_opens_and_leads(visitor: Page) -> None:
    visitor.goto("/")
    menu = visitor.get_by_role("navigation", name="Menu principal")
    button = menu.locator("summary")
    first = menu.get_by_role("link", name="Qui peut aider")
    expect(first).to_be_hidden()
    tab_to(visitor, button)
    visitor.keyboard.press("Enter")
    expect(first).to_be_visible()
    visitor.keyboard.press("Tab")
    expect(first).to_be_focused()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Qui peut aider")


def test_escape_closes_the_menu(phone: Page) -> None:
    phone.goto("/")
    menu = phone.get_by_role("navigation", name="Menu principal")
    tab_to(phone, menu.locator("summary"))
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Qui peut aider")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Go to a link with Tab, see it, and press Enter."""
    link = page.get_by_role("main").get_by_role("link", name=name).first
    tab_to(page, link)
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_attached()
    assert overflow(page) == 0


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def zoomed(request: pytest.FixtureRequest, open_page: Open) -> Page:
    """A screen of 1280 × 1024 at 400 %, without a mouse."""
    return open_page(viewport={"width": 320, "height": 256}, java_script_enabled=request.param)


def test_a_call(zoomed: Page) -> None:
    zoomed.goto("/")
    follow(zoomed, "Je ne vais pas bien")
    call = zoomed.get_by_role("main").locator("a[href^='tel:']").first
    tab_to(zoomed, call)
    expect(call).to_be_in_viewport()


def test_a_fiche_by_part_and_theme(zoomed: Page) -> None:
    zoomed.goto("/")
    follow(zoomed, "Le cabinet")
    follow(zoomed, re.compile("^Relations avec la CPAM"))
    follow(zoomed, "La CPAM me réclame un indu")
    expect(zoomed.get_by_role("heading", level=1)).to_have_text("La CPAM me réclame un indu")
    follow(zoomed, "Qui appeler")
    expect(zoomed.get_by_role("heading", name="Qui appeler")).to_be_in_viewport()


def test_a_testimony(zoomed: Page) -> None:
    zoomed.goto("/")
    follow(zoomed, "Tenir, puis revenir")
    tab_to(zoomed, zoomed.locator("audio"))
    expect(zoomed.locator("audio")).to_be_in_viewport()


def test_a_reference(zoomed: Page) -> None:
    zoomed.goto("/fiches/reconnaitre-epuisement/")
    follow(zoomed, re.compile("^Notice : The Burnout Measure"))
    expect(zoomed.get_by_role("heading", level=1)).to_have_text("The Burnout Measure, Short Version")
    expect(zoomed.get_by_role("main").locator("[lang=en]").first).to_be_visible()


def test_a_search_without_a_mouse(visitor: Page) -> None:
    visitor.goto("/")
    tab_to(visitor, visitor.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Rechercher"))
    visitor.keyboard.press("Enter")
    tab_to(visitor, visitor.get_by_label("Rechercher sur le site"))
    visitor.keyboard.type("sommeil")
    visitor.keyboard.press("Enter")
    result = visitor.get_by_role("main").get_by_role("link", name="Retrouver le sommeil")
    result.wait_for()
    tab_to(visitor, result)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Retrouver le sommeil")


@pytest.mark.parametrize("options", [PHONE, DESK], ids=["phone", "desk"])
def test_every_stop_shows_where_one_is(options: dict, open_page: Open) -> None:
    page = open_page(**options, reduced_motion="reduce")
    page.goto("/")
    unseen = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        seen = page.evaluate(
            """() => {
              const element = document.activeElement, box = element.getBoundingClientRect();
              const style = getComputedStyle(element);
              const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              return drawn && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
            }"""
        )
        if not seen:
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert unseen == []

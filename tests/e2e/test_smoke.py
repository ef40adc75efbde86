"""The browser, the server and each helper work together on the home page."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from home.models import HomePage

from .conftest import Traffic


def test_home_on_a_phone(phone: Page, traffic: Traffic, axe: Callable[[Page], list[str]]) -> None:
    response = phone.goto("/")

    assert response is not None
    assert response.status == 200
    expect(phone.get_by_role("link", name="3114").first).to_have_attribute("href", "tel:3114")
    expect(phone.locator("h1")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(phone) == []
    assert phone.context.cookies() == []
    assert traffic.third_parties == []
    assert traffic.console_errors == []


def test_home_on_a_desk(desk: Page, axe: Callable[[Page], list[str]]) -> None:
    desk.goto("/")

    assert axe(desk) == []


def test_home_without_script(no_js: Page) -> None:
    no_js.goto("/")

    expect(no_js.get_by_role("link", name="3114").first).to_be_visible()
    no_js.get_by_role("banner").get_by_role("link", name="Rechercher").click()
    expect(no_js.get_by_role("searchbox")).to_be_visible()


def test_an_editor_logs_in(desk: Page, login: Callable[[Page, str], None]) -> None:
    login(desk, "redaction")

    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    assert desk.locator("html").get_attribute("lang") == "fr"


def test_a_change_through_the_orm_is_served(phone: Page) -> None:
    home = HomePage.objects.get()
    home.hero_title = "Titre changé par le test"
    home.save_revision().publish()

    phone.goto("/")
    expect(phone.locator("h1")).to_contain_text("Titre changé par le test")

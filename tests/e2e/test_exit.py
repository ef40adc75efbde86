"""« Quitter vite »: a link that works without script; with it, the page is gone at once and Back does not bring it back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, Route, expect

from home.models import SiteSettings

FICHE = "/fiches/pensees-suicidaires/"


class Outside:
    """The page one leaves for, played by the test: nothing leaves this machine."""

    def __init__(self, page: Page) -> None:
        self.address = SiteSettings.objects.get().exit_url
        self.requests: list[Request] = []
        self.answers = True
        page.context.route(f"{self.address}**", self._answer)

    def _answer(self, route: Route) -> None:
        self.requests.append(route.request)
        if self.answers:
            route.fulfill(content_type="text/html; charset=utf-8", body="<!doctype html><title>M</title><h1>Météo</h1>")
        else:
            route.fulfill(status=204)  # the browser then stays where it is


@pytest.fixture
def outside(desk: Page) -> Outside:
    return Outside(desk)


def read_a_fiche(page: Page) -> None:
    page.goto("about:blank")
    page.goto(FICHE)


def expect_gone(page: Page, outside: Outside) -> None:
    """Outside, with no way back."""
    expect(page).to_have_url(re.compile(re.escape(outside.address)))
    expect(page.get_by_role("heading", name="Météo")).to_be_visible()
    assert [request.headers.get("referer") for request in outside.requests] == [None]
    page.go_back()
    assert page.url == "about:blank"


def leave_by_link(page: Page) -> None:
    page.get_by_role("link", name="Quitter vite").click()


def leave_by_keys(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [leave_by_link, leave_by_keys])
def test_the_page_is_hidden_at_once(leave: Callable[[Page], None], desk: Page, outside: Outside) -> None:
    outside.answers = False
    read_a_fiche(desk)
    title = desk.title()
    leave(desk)
    expect(desk.locator("h1")).to_be_hidden()
    assert desk.title() != title
    assert len(outside.requests) == 1


@pytest.mark.parametrize("leave", [leave_by_link, leave_by_keys])
def test_back_does_not_return(leave: Callable[[Page], None], desk: Page, outside: Outside) -> None:
    read_a_fiche(desk)
    leave(desk)
    expect_gone(desk, outside)


def test_presses_are_announced(desk: Page, outside: Outside) -> None:
    outside.answers = False
    read_a_fiche(desk)
    announced = desk.get_by_role("complementary", name="Danger immédiat").get_by_role("status")
    expect(announced).to_have_text("")
    desk.keyboard.press("Shift")
    expect(announced).to_contain_text("Encore deux fois")
    desk.keyboard.press("Shift")
    expect(announced).to_contain_text("Encore une fois")
    desk.keyboard.press("Shift")
    expect(desk.locator("[role=status]").first).to_have_text(re.compile("quittez"))


def stay(page: Page, outside: Outside) -> None:
    """Still reading, with nothing announced any more."""
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("complementary", name="Danger immédiat").get_by_role("status")).to_have_text("")
    assert page.url.endswith(FICHE)
    assert outside.requests == []


def test_another_key_starts_the_count_again(desk: Page, outside: Outside) -> None:
    read_a_fiche(desk)
    for key in ("Shift", "Shift", "a"):
        desk.keyboard.press(key)
    stay(desk, outside)
    for key in ("Shift", "Shift", "Tab"):
        desk.keyboard.press(key)
    stay(desk, outside)


def test_writing_capital_letters_does_not_leave(desk: Page, outside: Outside) -> None:
    desk.goto("/recherche/")
    desk.get_by_label("Rechercher sur le site").focus()
    for letter in "CPAM":
        desk.keyboard.press(f"Shift+{letter}")
    expect(desk.get_by_label("Rechercher sur le site")).to_have_value("CPAM")
    assert outside.requests == []


def test_holding_the_key_does_not_leave(desk: Page, outside: Outside) -> None:
    read_a_fiche(desk)
    for _ in range(5):
        desk.keyboard.down("Shift")
    desk.keyboard.up("Shift")
    desk.keyboard.press("a")
    stay(desk, outside)


def test_presses_more_than_five_seconds_apart_do_not_leave(desk: Page, outside: Outside) -> None:
    desk.clock.install()
    read_a_fiche(desk)
    desk.keyboard.press("Shift")
    desk.keyboard.press("Shift")
    desk.clock.fast_forward(5_100)
    stay(desk, outside)
    desk.keyboard.press("Shift")
    desk.clock.fast_forward(5_100)
    stay(desk, outside)


def test_without_script_it_is_a_plain_link(no_js: Page) -> None:
    outside = Outside(no_js)
    no_js.goto(FICHE)
    link = no_js.get_by_role("link", name="Quitter vite")
    expect(link).to_have_attribute("href", outside.address)
    expect(link).to_have_attribute("rel", re.compile("noreferrer"))
    link.tap()
    expect(no_js.get_by_role("heading", name="Météo")).to_be_visible()
    assert [request.headers.get("referer") for request in outside.requests] == [None]

"""Without a network, a phone that has visited the site once still gives the numbers; nothing else stays on it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from home.models import SiteSettings

from .conftest import PHONE

pytestmark = pytest.mark.e2e

READY = "navigator.serviceWorker.ready.then((found) => found.active.state)"
KEPT = """
async () => {
  const kept = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname);
  return kept.sort();
}
"""
GONE = """
async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0
"""


@pytest.fixture
def visitor(open_page: Callable[..., Page]) -> Page:
    """A phone on which the home page was just read."""
    page = open_page(**PHONE)
    page.goto("/")
    page.evaluate(READY)
    return page


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_the_numbers_are_there_without_a_network(visitor: Page, axe: Callable[[Page], list[str]]) -> None:
    visitor.context.set_offline(True)
    for address in ("/aide/", "/fiches/sommeil/", "/recherche/?q=sommeil"):
        visitor.goto(address)
        assert heading(visitor) == "Sans réseau, les numéros à appeler"
        expect(visitor.get_by_role("main").locator("a[href='tel:+33800288038']")).to_be_visible()
    assert visitor.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert axe(visitor) == []
    visitor.context.set_offline(False)
    visitor.get_by_role("link", name="Réessayer").tap()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Rechercher")


def test_no_page_that_was_read_stays_on_the_phone(visitor: Page) -> None:
    visitor.goto("/fiches/sommeil/")
    visitor.goto("/recherche/?q=envie+de+mourir")
    kept = visitor.evaluate(KEPT)
    assert [path for path in kept if not path.startswith("/static/")] == ["/aide/hors-ligne/"]
    assert visitor.evaluate("localStorage.length + sessionStorage.length") == 0
    assert visitor.context.cookies() == []


def test_switched_off_everything_is_forgotten_at_the_next_visit(visitor: Page) -> None:
    SiteSettings.objects.update(keeps_help_offline=False)
    visitor.goto("/fiches/")
    visitor.wait_for_function(GONE)

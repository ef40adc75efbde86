"""The first page of the admin, for whoever cannot see it well, by day and by night, on a phone and at a desk."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import AXE_OPTIONS

Login = Callable[[Page, str], None]

SMALLEST_TARGET = 44


def test_the_first_page_is_read_and_touched_by_everybody(desk: Page, login: Login) -> None:
    login(desk, "secretariat")
    expect(desk.get_by_role("region", name="Numéros à vérifier")).to_be_visible()
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        for width in (360, 1440):
            desk.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(desk, context=".w-dashboard", options=AXE_OPTIONS).response["violations"]
            ours = [node["html"] for violation in found for node in violation["nodes"]]
            assert ours == [], f"{scheme}, {width}"
    small = desk.locator(".premiere a").evaluate_all(
        "(links, least) => links.filter(link => link.getBoundingClientRect().height < least).map(link => link.outerHTML)",
        SMALLEST_TARGET,
    )
    assert small == []
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")

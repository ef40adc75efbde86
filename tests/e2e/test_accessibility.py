"""Every template, by day and by night, on a phone and at a desk: for whoever cannot see it, or not well, and in private."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from django.test import RequestFactory
from playwright.sync_api import Page, expect

from cms.views import server_error

from .conftest import Traffic
from .helpers import ADDRESSES

Open = Callable[..., Page]
Axe = Callable[[Page], list[str]]

WIDTHS = (360, 1440)
SMALLEST_TARGET = 44
NOT_FOUND = "error: Failed to load resource: the server responded with a status of 404 (Not Found)"

HEADING_LEVELS = """
[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(heading => heading.checkVisibility())
  .map(heading => Number(heading.localName[1]))
"""
MOVING = """
[...document.querySelectorAll("*")].filter(element => element.checkVisibility()).filter(element => {
  const style = getComputedStyle(element);
  return style.scrollBehavior === "smooth" || style.animationName !== "none"
    || style.transitionDuration.split(",").some(duration => parseFloat(duration) > 0);
}).map(element => element.outerHTML.slice(0, 80))
"""


def violations_everywhere(page: Page, axe: Axe) -> list[str]:
    """What axe finds in each colour scheme at each width."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{scheme}, {width}: {violation}" for violation in axe(page)]
    return found


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_axe_finds_nothing(address: str, desk: Page, axe: Axe) -> None:
    desk.goto(address)
    assert violations_everywhere(desk, axe) == []


def test_axe_finds_nothing_when_the_site_is_down(desk: Page, axe: Axe) -> None:
    body = server_error(RequestFactory().get("/")).content.decode()
    desk.route("**/en-panne/", lambda route: route.fulfill(status=500, content_type="text/html", body=body))
    desk.goto("/en-panne/")
    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    assert violations_everywhere(desk, axe) == []


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_headings_tell_the_story(address: str, desk: Page) -> None:
    desk.goto(address)
    levels = desk.evaluate(HEADING_LEVELS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_visit_is_private_and_quiet(address: str, phone: Page, traffic: Traffic) -> None:
    """No cookie, nothing stored, no third party, no error or refused content in the console, a strict policy."""
    response = phone.goto(address)
    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert phone.context.cookies() == []
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0
    assert traffic.third_parties == []
    expected = [NOT_FOUND] if response.status == 404 else []
    assert traffic.console_errors == expected


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_the_crisis_bar_stands_on_one_line(address: str, phone: Page) -> None:
    phone.goto(address)
    bar = phone.get_by_role("complementary", name="Danger immédiat")
    boxes = [link.bounding_box() for link in bar.get_by_role("link").all()]
    assert len(boxes) == 6
    ends = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
    assert bar.evaluate("bar => [...bar.querySelectorAll('a')].every(a => a.scrollWidth <= a.clientWidth + 1)")
    assert len({round(box["y"]) for box in boxes if box}) == 1
    for box in boxes:
        assert box is not None
        assert min(box["width"], box["height"]) >= SMALLEST_TARGET
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 360
    whole = bar.bounding_box()
    assert whole is not None
    assert whole["y"] == 0
    assert whole["height"] <= 56


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_for_who_asked(width: int, open_page: Open) -> None:
    page = open_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    moving = {}
    for name, address in ADDRESSES.items():
        page.goto(address)
        if found := page.evaluate(MOVING):
            moving[name] = found
    assert moving == {}

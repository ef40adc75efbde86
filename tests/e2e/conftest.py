"""A real browser on the seeded site.

Each test has its own copy of the site, so it may change anything, and must not ask for ``db``: the ORM is already open
on that copy. Server threads hold connections of their own, as in production.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import testcases
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer

from demo.accounts import PASSWORD
from scripts.bench_floor.browser import FLAGS, find_chromium
from tests.conftest import SiteCopy, database_vendor

# Playwright's loop lives in the test's thread; Django would take that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DESK = {"viewport": {"width": 1440, "height": 900}}
TIMEOUT_MS = 15_000
# axe's own names: WCAG 2.2 AA, contrast included, and its good practices.
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is an ``e2e`` test, skipped before any preparation where it cannot run."""
    here = Path(__file__).parent
    reason = _why_not()
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))
            if item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()):
                raise pytest.UsageError(f"{item.nodeid}: site_url already opens the database; do not ask for db.")


def _why_not() -> str:
    """Why the browser cannot be driven here; empty when it can."""
    if find_chromium() is None:
        return "aucun navigateur Chromium (CHROMIUM_PATH, ou chromium dans le PATH)"
    return "" if database_vendor() == "sqlite" else "joué sur SQLite seulement"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def server(seeded_site: SiteCopy | None, django_db_blocker: Any) -> Iterator[LiveServer]:
    """One live server for the session; ``site_url`` decides which copy it serves.

    Django's would answer for uploaded files itself, whole and to anybody: here the site does, as for readers.
    """
    assert seeded_site is not None
    straight = patch.object(testcases, "_MediaFilesHandler", lambda handler: handler)
    # On a file: the server must not share our connection.
    with django_db_blocker.unblock(), seeded_site.in_use(), straight:
        server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture
def site_url(server: LiveServer, site_copy: Callable[[], SiteCopy], django_db_blocker: Any) -> Iterator[str]:
    """Address of a seeded site that belongs to this test; the ORM of the test sees the same database."""
    with django_db_blocker.unblock(), site_copy().in_use():
        yield server.url


@dataclass
class Traffic:
    """What the pages of a test said and asked for."""

    site_url: str
    console_errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.console_errors.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    @property
    def third_parties(self) -> list[str]:
        """Requests that left the site."""
        own = urlsplit(self.site_url).netloc
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme in {"http", "https", "ws", "wss"} and urlsplit(url).netloc != own
        ]


@pytest.fixture
def traffic(site_url: str) -> Traffic:
    return Traffic(site_url)


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext], site_url: str, traffic: Traffic) -> Callable[..., Page]:
    """Open a page in a fresh context; addresses may be relative to the site."""

    def open_page(**options: Any) -> Page:
        context = new_context(base_url=site_url, locale="fr-FR", timezone_id="Europe/Paris", **options)
        context.set_default_timeout(TIMEOUT_MS)
        page = context.new_page()
        traffic.follow(page)
        return page

    return open_page


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A small phone: 360 × 640, touch."""
    return open_page(**PHONE)


@pytest.fixture
def desk(open_page: Callable[..., Page]) -> Page:
    """A computer: 1440 × 900."""
    return open_page(**DESK)


@pytest.fixture
def no_js(open_page: Callable[..., Page]) -> Page:
    """A phone whose browser runs no script."""
    return open_page(**PHONE, java_script_enabled=False)


@pytest.fixture
def login() -> Callable[[Page, str], None]:
    """``login(page, username)``: enter the admin with a demo account, through its form."""

    def login(page: Page, username: str) -> None:
        page.goto("/admin/login/")
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("form button[type=submit]").first.click()
        page.wait_for_url("**/admin/")

    return login


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """``axe(page)``: accessibility violations of the page as it now is, one line each; empty when there is none."""

    def axe(page: Page) -> list[str]:
        violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
        return [
            f"{violation['id']} ({violation['impact']}): {violation['help']} – {node['html'][:160]}"
            for violation in violations
            for node in violation["nodes"]
        ]

    return axe

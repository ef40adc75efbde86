"""The browser that looks at the site, for measures, pictures and tests."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from scripts.console import RefusalError

NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """The browser to drive: ``CHROMIUM_PATH``, else the usual places."""
    named = os.environ.get("CHROMIUM_PATH")
    return next((path for path in map(shutil.which, (named,) if named else NAMES) if path), None)


def chromium_path() -> str:
    """The same. Raises RefusalError when there is none."""
    found = find_chromium()
    if found is None:
        raise RefusalError("Aucun navigateur Chromium : installez-en un, ou dites où il est (CHROMIUM_PATH=/chemin).")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium without a window. Raises RefusalError when there is none."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()

"""``make screenshots``: every template as readers see it, at three widths, light and dark, and a fiche on paper.

Written into ``screenshots/``, which git ignores. ``ARGS=--readme`` writes the three pictures of the README instead.
"""

import argparse
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, Page

from .bench_floor.browser import chromium
from .bench_floor.served_site import ROOT, PageTemplate, ServedSite, served_site
from .console import run, say
from .pictures import light_webp

HEIGHTS = {360: 740, 768: 1024, 1440: 900}
THEMES: dict[str, Literal["light", "dark"]] = {"clair": "light", "sombre": "dark"}
FICHE = "fiches/fiche_page"
FOLDER = ROOT / "screenshots"
README_FOLDER = ROOT / "docs" / "images"


@dataclass(frozen=True)
class Illustration:
    """A picture of the README."""

    name: str
    template: str
    width: int
    theme: str
    scale: int


ILLUSTRATIONS = (
    Illustration("accueil", "home/home_page", 360, "sombre", scale=2),
    Illustration("fiche", FICHE, 1440, "clair", scale=1),
    Illustration("structures", "structures/structure_index_page", 768, "clair", scale=1),
)


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(prog="make screenshots")
    parser.add_argument("--readme", action="store_true", help="les trois images du README, dans docs/images/")
    options = parser.parse_args()
    with served_site() as site, chromium() as browser:
        if options.readme:
            _illustrate_readme(browser, site)
        else:
            _photograph_all(browser, site)


def _photograph_all(browser: Browser, site: ServedSite) -> None:
    FOLDER.mkdir(exist_ok=True)
    for template in site.templates:
        for width in HEIGHTS:
            for theme in THEMES:
                path = FOLDER / f"{_slug(template)}-{width}-{theme}.png"
                path.write_bytes(_photograph(browser, site.address + template.first, width, theme, whole=True))
        say(f"{template.name:<32} {template.first}")
    _print(browser, site.address + site.template(FICHE).first)
    say(f"{len(list(FOLDER.iterdir()))} fichiers dans {FOLDER.relative_to(ROOT)}/.")


def _slug(template: PageTemplate) -> str:
    return template.name.rpartition("/")[2].replace("_", "-").removesuffix("-page")


def _open(browser: Browser, url: str, width: int, theme: str, scale: int = 1) -> Page:
    """The page at this width, with nothing left to load. The caller closes its context."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        device_scale_factor=scale,
        is_mobile=width < 600,
        has_touch=width < 600,
        color_scheme=THEMES[theme],
        reduced_motion="reduce",
        locale="fr-FR",
        timezone_id="Europe/Paris",
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    return page


def _photograph(browser: Browser, url: str, width: int, theme: str, *, whole: bool, scale: int = 1) -> bytes:
    page = _open(browser, url, width, theme, scale)
    try:
        return page.screenshot(full_page=whole, animations="disabled")
    finally:
        page.context.close()


def _print(browser: Browser, url: str) -> None:
    """A fiche on A4: as the printer receives it, and as a picture to look at."""
    page = _open(browser, url, 768, "clair")
    try:
        page.emulate_media(media="print")
        page.pdf(path=FOLDER / "fiche-impression.pdf", prefer_css_page_size=True, print_background=False)
        page.screenshot(path=FOLDER / "fiche-impression.png", full_page=True)
    finally:
        page.context.close()


def _illustrate_readme(browser: Browser, site: ServedSite) -> None:
    """The first screen of three pages, light enough for a README."""
    README_FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in ILLUSTRATIONS:
        url = site.address + site.template(picture.template).first
        png = _photograph(browser, url, picture.width, picture.theme, whole=False, scale=picture.scale)
        path = README_FOLDER / f"{picture.name}-{picture.width}-{picture.theme}.webp"
        path.write_bytes(light_webp(png, path))
        say(f"{path.relative_to(ROOT)} : {path.stat().st_size} octets")


if __name__ == "__main__":
    run(main)

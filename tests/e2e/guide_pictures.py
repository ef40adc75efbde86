"""A screen's fingerprint and its picture.

The fingerprint is what the region says to a screen reader: the roles and names of its headings, fields and buttons, and
its texts. It does not depend on fonts or on the machine, as pixels do; nor on the day, on what was typed into a field, or
on how many rows the database holds: all that is masked or left out.
"""

import io
import json
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page

from scripts.bench_floor.served_site import ROOT
from scripts.pictures import light_webp

from .guide_shots import Shot

RECORDS = ROOT / "guide" / "shots.json"
FOLDER = ROOT / "static" / "guide"
MASK_COLOR = "#e6e1d6"
PATIENCE_SECONDS = 10
FILES = "input[type=file]"  # written by the browser, in its own language
# What depends on the hour or on other rows: how long ago, how many pages, how many of each kind.
UNREAD = (FILES, "time", "button:has(> time)", "nav.pagination", "nav[aria-label=Pagination]", ".w-summary")
POPUPS = ".tippy-box:visible"
# A choice whose value is a key is a row of the database, not a word of the screen.
HIDE = """selectors => {
  const hide = element => element.setAttribute("aria-hidden", "true");
  document.querySelectorAll(selectors).forEach(hide);
  const isKey = ({ value }) => /^\\d+$/.test(value);
  [...document.querySelectorAll("main option")].filter(isKey).forEach(hide);
  [...document.querySelectorAll("main input[type=checkbox], main input[type=radio]")].filter(isKey)
    .forEach(input => hide(input.closest("label") ?? input));
}"""
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNITS = "secondes?|minutes?|heures?|jours?|semaines?|mois|ans?"
_VOLATILE = (
    (re.compile(r"^\s*- /\w+:.*$"), ""),  # addresses, placeholders
    (re.compile(r" \[(?:active|ref=\w+|cursor=\w+)\]"), ""),
    (
        re.compile(
            rf"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)? ?\d{{1,2}}(?:er)? (?:{_MONTHS}) \d{{4}}",
            re.IGNORECASE,
        ),
        "‹date›",
    ),
    (re.compile(rf"(?:(?:il y a|dans) )?\d+ (?:{_UNITS})(?:, \d+ (?:{_UNITS}))*\b", re.IGNORECASE), "‹durée›"),
    (re.compile(r"\d+"), "‹n›"),
)
_FIELD = re.compile(r"""(?P<indent> *)- '?(?:textbox|searchbox|spinbutton)(?: "(?:[^"\\]|\\.)*")?(?: \[[^]]*\])*""")


def fingerprint(region: Locator) -> list[str]:
    """What the region says, line by line."""
    lines = []
    for line in without_values(region.aria_snapshot().replace("\u00a0", " ").replace("\u202f", " ").splitlines()):
        for pattern, replacement in _VOLATILE:
            line = pattern.sub(replacement, line)  # noqa: PLW2901
        if line.strip():
            lines.append(line)
    return lines


def without_values(lines: Iterable[str]) -> Iterator[str]:
    """The lines, without what is written in the fields."""
    inside = None
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if inside is not None and depth > inside:
            continue
        field = _FIELD.match(line)
        inside = depth if field else None
        yield field[0] if field else line


def read(page: Page, shot: Shot, region: Locator) -> list[str]:
    """What the region says as it now stands."""
    page.evaluate(HIDE, ", ".join((*UNREAD, *shot.masks, *shot.unread)))
    return fingerprint(region)


def read_until(page: Page, shot: Shot, region: Locator, expected: list[str]) -> list[str]:
    """What the region says, once it says what is expected or has had the time to."""
    limit = time.monotonic() + PATIENCE_SECONDS
    words = read(page, shot, region)
    while words != expected and time.monotonic() < limit:
        page.wait_for_timeout(200)
        words = read(page, shot, region)
    return words


def read_settled(page: Page, shot: Shot, region: Locator) -> list[str]:
    """What the region says, once it no longer changes."""
    page.wait_for_load_state("networkidle")
    before: list[str] = []
    while before != (words := read(page, shot, region)):
        before = words
        page.wait_for_timeout(500)
    return words


def open_shot(page: Page, shot: Shot) -> Locator:
    """The region, once the screen is as the shot wants it."""
    page.set_viewport_size({"width": shot.width, "height": 1000})
    if shot.is_fresh:
        page.goto(shot.address if isinstance(shot.address, str) else shot.address())
    shot.steps(page)
    region = page.locator(shot.region).first
    region.wait_for()
    return region


def photograph(page: Page, shot: Shot, region: Locator) -> bytes:
    """The region as PNG with the menus that it has opened, no longer than the shot says."""
    region.scroll_into_view_if_needed()
    masked = [page.locator(mask) for mask in (FILES, *shot.masks)]
    boxes = [box for part in (region, *region.locator(POPUPS).all()) if (box := part.bounding_box())]
    left, top = min(box["x"] for box in boxes), max(0, min(box["y"] for box in boxes))
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes)
    clip = {"x": left, "y": top, "width": right - left, "height": min(bottom - top, shot.height)}
    return page.screenshot(animations="disabled", caret="hide", mask=masked, mask_color=MASK_COLOR, clip=clip)


def records() -> dict[str, dict[str, Any]]:
    recorded: dict[str, dict[str, Any]] = json.loads(RECORDS.read_text(encoding="utf-8"))
    return recorded


def picture_path(shot: Shot) -> Path:
    return FOLDER / f"{shot.name}.webp"


def record(page: Page, shot: Shot, region: Locator, words: list[str]) -> None:
    """Write the picture and the fingerprint. Raises RefusalError when the picture is too heavy."""
    kept: dict[str, Any] = {"words": words}
    if shot.is_pictured:
        png = photograph(page, shot, region)
        kept["size"] = list(Image.open(io.BytesIO(png)).size)
        FOLDER.mkdir(exist_ok=True)
        picture_path(shot).write_bytes(light_webp(png, picture_path(shot)))
    write({**records(), shot.name: kept})


def write(kept: dict[str, dict[str, Any]]) -> None:
    ordered = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
    RECORDS.write_text(ordered + "\n", encoding="utf-8")

"""A screen's fingerprint and its picture.

The fingerprint is what the region says to a screen reader: the roles and names of its headings, fields and buttons, and
its texts. It does not depend on fonts or on the machine, as pixels do; dates, durations and counts are masked in it.
"""

import io
import json
import re
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
FILES = "input[type=file]"  # written by the browser, in its own language
POPUPS = ".tippy-box:visible"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNITS = "secondes?|minutes?|heures?|jours?|semaines?|mois|ans?"
_VOLATILE = (
    (re.compile(r"^\s*- /\w+:.*$"), ""),  # addresses, placeholders
    (re.compile(r" \[(?:active|ref=\w+|cursor=\w+)\]"), ""),
    (
        re.compile(
            rf"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)? ?\d{{1,2}}(?:er)? (?:{_MONTHS}) \d{{4}}"
        ),
        "‹date›",
    ),
    (re.compile(rf"(?:(?:il y a|dans) )?\d+ (?:{_UNITS})(?:, \d+ (?:{_UNITS}))*\b"), "‹durée›"),
    (re.compile(r"\bil y a quelques instants\b|\bà l'instant\b"), "‹durée›"),
    (re.compile(r"\d+"), "‹n›"),
)


def fingerprint(region: Locator) -> list[str]:
    """What the region says, line by line."""
    lines = []
    for line in region.aria_snapshot().replace("\u00a0", " ").replace("\u202f", " ").splitlines():
        for pattern, replacement in _VOLATILE:
            line = pattern.sub(replacement, line)  # noqa: PLW2901
        if line.strip():
            lines.append(line)
    return lines


def hide(page: Page, selectors: tuple[str, ...]) -> None:
    """Take these out of what the region says."""
    for selector in selectors:
        page.locator(selector).evaluate_all("found => found.forEach(one => one.setAttribute('aria-hidden', 'true'))")


def open_shot(page: Page, shot: Shot) -> Locator:
    """The region, once the screen is as the shot wants it."""
    page.goto(shot.address if isinstance(shot.address, str) else shot.address())
    page.wait_for_load_state("networkidle")
    shot.steps(page)
    region = page.locator(shot.region).first
    region.wait_for()
    hide(page, (FILES, *shot.masks, *shot.unread))
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

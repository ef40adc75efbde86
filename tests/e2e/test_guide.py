"""The pictures of the editors' guide show the screens as they are; the guide itself reads well everywhere.

``make guide`` runs this file in writing mode: what differs is recorded again instead of being refused.
"""

import difflib
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from guide.reading import all_pages

from .guide_pictures import FOLDER, open_shot, picture_path, read_settled, read_until, record, records, write
from .guide_shots import SHOTS
from .helpers import overflow

Login = Callable[[Page, str], None]
Open = Callable[..., Page]

ACCOUNTS = sorted({shot.account for shot in SHOTS})
STALE = "L'écran « {} » n'est plus celui que montre le guide. Refaites les images du guide : make guide\n{}"


@pytest.fixture
def rewriting(request: pytest.FixtureRequest) -> str:
    """Empty when the pictures are checked, else which are taken again: ``changees`` or ``toutes``."""
    return str(request.config.getoption("--refaire-guide"))


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_screen_is_still_what_the_guide_shows(
    account: str, open_page: Open, login: Login, rewriting: str
) -> None:
    page = open_page(viewport={"width": 1100, "height": 1000}, color_scheme="light", reduced_motion="reduce")
    if account:
        login(page, account)
    stale = []
    for shot in (shot for shot in SHOTS if shot.account == account):
        region = open_shot(page, shot)
        kept = records().get(shot.name, {})
        expected = kept.get("words", [])
        words = read_settled(page, shot, region) if rewriting else read_until(page, shot, region, expected)
        is_same = words == expected and picture_path(shot).exists() == shot.is_pictured
        if rewriting == "toutes" or (rewriting and not is_same):
            record(page, shot, region, words)
        elif not is_same:
            changes = difflib.unified_diff(expected, words, "guide", "écran", lineterm="", n=0)
            stale.append(STALE.format(shot.name, "\n".join(changes)))
    assert not stale, "\n\n".join(stale)


def test_nothing_is_kept_of_screens_that_the_guide_no_longer_shows(rewriting: str) -> None:
    names = {shot.name for shot in SHOTS}
    pictured = {shot.name for shot in SHOTS if shot.is_pictured}
    files = set(FOLDER.glob("*"))
    unknown = {path for path in files if path.stem not in pictured or path.suffix != ".webp"}
    if rewriting:
        for path in unknown:
            path.unlink()
        write({name: kept for name, kept in records().items() if name in names})
        return
    assert set(records()) == names
    assert unknown == set()


@pytest.mark.parametrize(
    ("width", "theme"), [(360, "light"), (1440, "light"), (1440, "dark")], ids=["téléphone", "ordinateur", "sombre"]
)
def test_the_guide_reads_well(
    width: int, theme: str, open_page: Open, login: Login, axe: Callable[[Page], list[str]]
) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=theme)
    login(page, "redaction")
    for address in ("/admin/guide/", f"/admin/guide/{all_pages()[1].slug}/", "/admin/guide/?q=relire"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert axe(page) == [], address
        assert overflow(page) == 0, address

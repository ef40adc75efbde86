"""The Bilan in the real admin: read on a computer, on a phone and in the dark, chosen without a script, printed."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import AXE_OPTIONS, DESK, PHONE

BILAN = "/admin/rapports/bilan/"


def as_coordination(page: Page, login: Callable[[Page, str], None]) -> Page:
    login(page, "coordination")
    page.goto(BILAN)
    return page


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "dark"), (PHONE, "light")], ids=["desk", "phone"])
def test_the_bilan_is_read_by_everybody(
    size: dict, scheme: str, open_page: Callable[..., Page], login: Callable[[Page, str], None]
) -> None:
    page = as_coordination(open_page(**size, color_scheme=scheme), login)
    expect(page.get_by_text("environ 150").first).to_be_visible()
    violations = Axe().run(page, context=".bilan", options=AXE_OPTIONS).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []
    assert page.evaluate("document.querySelector('main').scrollWidth <= document.querySelector('main').clientWidth")


def test_a_year_is_chosen_and_its_workbook_taken(desk: Page, login: Callable[[Page, str], None]) -> None:
    page = as_coordination(desk, login)
    page.get_by_role("combobox", name="Année").select_option("2018")
    page.get_by_role("combobox", name="Département").select_option("13")
    page.get_by_role("button", name="Afficher", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bilan 2018, Bouches-du-Rhône (13)")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tableur (XLSX)").click()
    assert download.value.suggested_filename == "bilan-2018-13.xlsx"


def test_on_paper_there_is_the_bilan_alone(desk: Page, login: Callable[[Page, str], None]) -> None:
    page = as_coordination(desk, login)
    page.emulate_media(media="print")
    for chrome in ("#wagtail-sidebar", ".w-slim-header", ".bilan__choix", ".bilan__emporter"):
        expect(page.locator(chrome).first).to_be_hidden()
    expect(page.locator(".bilan__titre")).to_be_visible()
    # Nothing is left in a part that scrolls: all of it goes to paper.
    assert page.evaluate("document.documentElement.scrollHeight >= document.querySelector('.bilan').scrollHeight")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") >= 2

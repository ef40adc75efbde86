"""What visitors come for, on a small phone, with a browser that runs scripts and one that does not."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import PHONE
from .helpers import ADDRESSES, overflow

Open = Callable[..., Page]

PLAY = """
async audio => {
  audio.muted = true;  // a page without a gesture may only play silently
  await audio.play();
  await new Promise((done, fail) => {
    audio.addEventListener("timeupdate", () => audio.currentTime > 0 && done());
    setTimeout(() => fail(new Error("nothing was heard")), 15000);
  });
  audio.pause();
  return audio.currentTime;
}
"""


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def visitor(request: pytest.FixtureRequest, open_page: Open) -> Page:
    """The same small phone, with and without scripts."""
    return open_page(**PHONE, java_script_enabled=request.param)


def use_menu(page: Page, entry: str) -> None:
    """Open the menu with a thumb, then follow one of its links."""
    menu = page.get_by_role("navigation", name="Menu principal")
    menu.get_by_text("Menu", exact=True).tap()
    menu.get_by_role("link", name=entry, exact=True).tap()


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def calls(page: Page) -> Locator:
    """Links of the text that dial a number; not those of the bar that is on every page."""
    return page.get_by_role("main").locator("a[href^='tel:']")


def test_somebody_answers_in_the_first_screen(visitor: Page) -> None:
    visitor.goto("/")
    box = calls(visitor).first.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 640
    assert box["height"] >= 48
    calls(visitor).first.tap(trial=True)  # nothing covers it
    bar = visitor.get_by_role("complementary", name="Danger immédiat")
    for address in ("tel:3114", "tel:15", "tel:112", "sms:114"):
        bar.locator(f"a[href='{address}']").tap(trial=True)


@pytest.mark.parametrize("door", ["Je ne vais pas bien", "Je m’inquiète pour un confrère"])
def test_a_voice_is_two_taps_away(door: str, visitor: Page) -> None:
    visitor.goto("/")
    visitor.get_by_role("main").get_by_role("link", name=door).tap()
    expect(heading(visitor)).to_be_visible()
    calls(visitor).first.tap(trial=True)


def test_a_fiche_by_part_and_theme(visitor: Page) -> None:
    visitor.goto("/")
    visitor.get_by_role("main").get_by_role("link", name="Le cabinet", exact=True).tap()
    expect(visitor.get_by_role("heading", level=2, name="Le cabinet")).to_be_visible()
    visitor.get_by_role("link", name=re.compile("^Relations avec la CPAM")).tap()
    expect(visitor.get_by_role("heading", level=2, name="Relations avec la CPAM")).to_be_visible()
    visitor.get_by_role("main").get_by_role("link", name="La CPAM me réclame un indu").tap()
    expect(heading(visitor)).to_have_text("La CPAM me réclame un indu")
    expect(visitor.get_by_role("heading", name="Par où commencer")).to_be_visible()
    expect(calls(visitor).first).to_be_visible()


def test_the_contents_of_a_fiche_lead_to_its_parts(visitor: Page) -> None:
    visitor.goto("/fiches/indu-cpam/")
    contents = visitor.get_by_role("navigation", name="Sur cette page")
    for link in contents.get_by_role("link").all():
        link.tap()
        target = visitor.locator(f"[id='{(link.get_attribute('href') or '').removeprefix('#')}']")
        expect(target).to_be_in_viewport()


def test_a_testimony_is_heard_and_read(visitor: Page, request: pytest.FixtureRequest) -> None:
    visitor.goto("/")
    use_menu(visitor, "Témoignages")
    visitor.get_by_role("main").get_by_role("link", name="Tenir, puis revenir").tap()
    expect(heading(visitor)).to_have_text("Tenir, puis revenir")
    audio = visitor.locator("audio")
    expect(audio).to_be_visible()
    assert audio.evaluate("audio => audio.controls && !audio.autoplay")
    expect(visitor.get_by_role("region", name="Transcription")).to_contain_text("Je n’y arrive plus")
    expect(visitor.get_by_text("voix de synthèse").first).to_be_visible()
    if "no script" not in request.node.callspec.id:
        assert audio.evaluate(PLAY) > 0


def test_a_reference(visitor: Page) -> None:
    visitor.goto("/")
    use_menu(visitor, "Bibliographie")
    visitor.get_by_text("Affiner", exact=True).tap()
    visitor.get_by_role("main").get_by_role("link", name=re.compile("^Erreur médicale")).tap()
    expect(visitor.get_by_role("heading", level=2, name="Erreur médicale")).to_be_visible()
    visitor.get_by_role("link", name="Medical error: the second victim").tap()
    expect(heading(visitor)).to_have_text("Medical error: the second victim")
    publisher = visitor.get_by_role("main").get_by_role("link", name=re.compile("^Lire chez l"))
    expect(publisher).to_have_attribute("href", re.compile(r"^https://doi\.org/10\.1136/"))
    expect(publisher).to_be_visible()


def test_a_search(visitor: Page) -> None:
    visitor.goto("/")
    visitor.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Rechercher").tap()
    visitor.get_by_label("Rechercher sur le site").fill("sommeil")
    visitor.get_by_role("main").get_by_role("button", name="Rechercher").tap()
    expect(visitor).to_have_url(re.compile(r"/recherche/\?q=sommeil$"))
    expect(visitor.get_by_role("main").get_by_role("status")).to_contain_text("« sommeil »")
    visitor.get_by_role("main").get_by_role("link", name="Retrouver le sommeil").tap()
    expect(heading(visitor)).to_have_text("Retrouver le sommeil")


@pytest.mark.parametrize("address", ["/une-adresse-inconnue/", "/fiches/une-fiche-disparue/"])
def test_an_unknown_address_helps(address: str, visitor: Page) -> None:
    response = visitor.goto(address)
    assert response is not None
    assert response.status == 404
    expect(heading(visitor)).to_be_visible()
    expect(visitor.get_by_role("complementary", name="Danger immédiat").locator("a[href='tel:3114']")).to_be_visible()
    main = visitor.get_by_role("main")
    for entry in ("Qui peut aider", "Fiches", "Témoignages", "Retour à l’accueil"):
        expect(main.get_by_role("link", name=entry, exact=True)).to_be_visible()
    main.get_by_label("Rechercher sur le site").fill("sommeil")
    main.get_by_role("button", name="Rechercher").tap()
    expect(main.get_by_role("link", name="Retrouver le sommeil")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_wider_than_the_screen(width: int, open_page: Open) -> None:
    """320 pixels are what a screen of 1280 shows at 400 %."""
    page = open_page(viewport={"width": width, "height": 256})
    too_wide = {}
    for name, address in ADDRESSES.items():
        page.goto(address)
        if overflow(page) > 0:
            too_wide[name] = overflow(page)
    assert too_wide == {}

"""A testimony in a real browser: heard, read, walked through with the keyboard; with scripts and without."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import PHONE, Traffic
from .helpers import overflow
from .test_accessibility import violations_everywhere
from .test_keyboard import tab_to

Open = Callable[..., Page]
ADDRESS = "/temoignages/la-bonne-distance/"
FOCUSED = "document.activeElement.closest('p')?.querySelector('span[data-t]').textContent"


def sound(page: Page) -> Locator:
    return page.locator("[data-lecteur] audio")


def time(page: Page) -> float:
    return float(sound(page).evaluate("audio => audio.currentTime"))


def paused(page: Page) -> bool:
    return bool(sound(page).evaluate("audio => audio.paused"))


def until(page: Page, condition: str) -> None:
    """Wait for the recording to be so: ``audio.currentTime > 3``."""
    page.wait_for_function(f"() => {{ const audio = document.querySelector('audio'); return {condition} }}")


def opened(page: Page, fragment: str = "") -> Page:
    page.goto(f"{ADDRESS}{fragment}")
    until(page, "audio.readyState > 0")
    return page


def ready(page: Page) -> None:
    """Wait for the player's script, which a gesture asked for."""
    page.wait_for_selector(".lecteur-pret")


def current(page: Page) -> Locator:
    return page.locator(".transcription [aria-current]")


def test_it_plays_and_the_transcript_follows(desk: Page, traffic: Traffic) -> None:
    opened(desk)
    assert paused(desk), "nothing starts by itself"
    desk.get_by_role("link", name="Porter la vie des autres").click()
    until(desk, "!audio.paused && audio.currentTime > 20")
    expect(current(desk)).to_have_text(re.compile("^Mes patients me racontent"))
    expect(desk.locator(".moments [aria-current]")).to_contain_text("Porter la vie des autres")
    assert desk.evaluate("document.querySelector('.onde').style.getPropertyValue('--lu') > 0.2")
    top = desk.evaluate("scrollY")
    desk.get_by_text("Elle m’a aussi donné un numéro.").evaluate("line => line.click()")
    until(desk, "audio.currentTime > 60")
    expect(current(desk)).to_have_count(1)
    expect(current(desk)).to_contain_text("Elle m’a aussi donné")
    assert desk.evaluate("scrollY") == top, "the page does not move by itself"
    assert traffic.console_errors == []
    assert desk.evaluate("localStorage.length + sessionStorage.length") == 0


def test_it_is_driven_by_the_keyboard(desk: Page) -> None:
    opened(desk)
    tab_to(desk, sound(desk))
    ready(desk)
    for keys, place in ((["l", "l", "ArrowRight"], 45), (["j"], 30), (["ArrowLeft"], 15), (["Home"], 0)):
        for key in keys:
            desk.keyboard.press(key)
        assert time(desk) == pytest.approx(place, abs=0.5)
    desk.keyboard.press("k")
    until(desk, "!audio.paused && audio.currentTime > 0.2")
    desk.keyboard.press("Space")
    until(desk, "audio.paused")
    tab_to(desk, desk.get_by_role("button", name="Avancer de 15 secondes"))
    before = time(desk)
    desk.keyboard.press("Enter")
    assert time(desk) == pytest.approx(before + 15, abs=0.5)
    tab_to(desk, desk.get_by_role("combobox", name="Vitesse"))
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_role("combobox", name="Vitesse")).to_have_value("1.25")
    assert sound(desk).evaluate("audio => audio.playbackRate") == 1.25
    assert time(desk) == pytest.approx(before + 15, abs=0.5), "arrows in the list choose a speed"


@pytest.mark.parametrize(
    ("pressed", "condition"),
    [
        ("Avancer de 15 secondes", "audio.currentTime === 15"),
        ("Porter la vie des autres", "!audio.paused && audio.currentTime > 19"),
        ("Passage à 0:19", "!audio.paused && audio.currentTime > 19"),
    ],
)
def test_its_script_comes_with_the_first_gesture_which_counts(desk: Page, pressed: str, condition: str) -> None:
    asked = []
    desk.on("request", lambda request: asked.append(request.url))
    opened(desk)
    desk.mouse.wheel(0, 400)
    desk.wait_for_load_state("networkidle")
    assert not any("lecteur" in url and ".js" in url for url in asked)
    target = desk.locator(".lecteur button, .lecteur .moments a, .transcription a").filter(has_text=pressed)
    target.evaluate("element => element.click()")  # as a finger does: nothing announces it
    until(desk, condition)


def test_a_speed_chosen_before_the_script_comes_is_kept(desk: Page) -> None:
    opened(desk)
    desk.locator("[data-vitesse]").evaluate("select => { select.value = '1.5' }")
    sound(desk).hover()
    ready(desk)
    assert sound(desk).evaluate("audio => audio.playbackRate") == 1.5


def test_keys_do_nothing_elsewhere(desk: Page) -> None:
    opened(desk)
    sound(desk).hover()
    ready(desk)
    desk.get_by_role("link", name="Témoignages").first.focus()
    desk.keyboard.press("l")
    desk.keyboard.press("k")
    assert time(desk) == 0
    assert paused(desk)


@pytest.mark.parametrize(
    ("fragment", "seconds", "line"),
    [
        ("#t=50", 50.485, "L’autre jour, une collègue"),
        ("#t=38", 38, "Depuis quelques mois"),
        ("#t=1:15", 75, "Ce soir, j’ai appelé."),
        ("#t=999", 92, "Rien n’est encore réglé."),
    ],
)
def test_an_address_leads_to_a_moment(desk: Page, fragment: str, seconds: float, line: str) -> None:
    opened(desk, fragment)
    until(desk, "audio.currentTime > 1")
    assert time(desk) == pytest.approx(seconds, abs=1.2)
    assert paused(desk)
    desk.wait_for_function(f"() => {FOCUSED}")
    focused = desk.locator("p:has(:focus)")
    expect(focused).to_be_in_viewport()
    expect(focused).to_contain_text(line)


@pytest.mark.parametrize("fragment", ["#t=", "#t=abc", "#t=-3", "#t=1e9", "#transcription", "#%F0"])
def test_any_address_opens_at_the_beginning(desk: Page, traffic: Traffic, fragment: str) -> None:
    opened(desk, fragment)
    assert time(desk) == 0
    assert traffic.console_errors == []


def test_the_text_scrolls_for_who_asked(open_page: Open) -> None:
    page = opened(open_page(viewport={"width": 1440, "height": 600}, reduced_motion="reduce"))
    page.get_by_role("checkbox", name="Faire défiler le texte").check()
    sound(page).evaluate("audio => { audio.currentTime = 80 }")
    expect(current(page)).to_be_in_viewport()


def test_a_result_leads_to_the_words(desk: Page) -> None:
    desk.goto("/recherche/?q=certificat+entre+deux+portes")
    result = desk.locator(".resultats li").filter(has_text="La bonne distance")
    result.get_by_role("link", name=re.compile("^Lire et écouter ce passage, à 0:09$")).click()
    until(desk, "audio.currentTime > 5")
    expect(current(desk)).to_contain_text("Un certificat entre deux portes.")


def test_without_script_one_listens_reads_and_reaches_a_moment(no_js: Page) -> None:
    no_js.goto(f"{ADDRESS}#t=50")
    expect(sound(no_js)).to_have_attribute("controls", "")
    expect(no_js.locator("[id='t=50']")).to_be_in_viewport()
    expect(no_js.get_by_role("button", name="Avancer de 15 secondes")).to_be_hidden()
    expect(no_js.get_by_text("Au clavier")).to_be_hidden()
    no_js.get_by_role("link", name="L’appel").click()
    expect(no_js.get_by_role("heading", name="L’appel")).to_be_in_viewport()
    source = no_js.locator("audio source").last.get_attribute("src")
    part = no_js.request.get(source or "", headers={"Range": "bytes=-100"})
    assert (part.status, len(part.body())) == (206, 100)


def test_axe_finds_nothing_while_it_plays(desk: Page, axe: Callable[[Page], list[str]]) -> None:
    opened(desk, "#t=50")
    desk.get_by_text("Au clavier").click()
    expect(current(desk)).to_have_count(1)
    assert violations_everywhere(desk, axe) == []


@pytest.mark.parametrize("size", [{"width": 360, "height": 640}, {"width": 320, "height": 256}], ids=["phone", "400 %"])
def test_nothing_is_cut_nor_too_small(size: dict[str, Any], open_page: Open) -> None:
    page = opened(open_page(**{**PHONE, "viewport": size}))
    assert overflow(page) == 0
    targets = page.locator(".lecteur :is(button, select, a, summary, label), .transcription a").all()
    small = [target.inner_text() for target in targets if (box := target.bounding_box()) and box["height"] < 44]
    assert small == []


def test_on_paper_there_is_the_text_and_nothing_to_press(desk: Page) -> None:
    opened(desk)
    desk.emulate_media(media="print")
    expect(desk.get_by_text("Je ne sais pas dire non.")).to_be_visible()
    for hidden in (".onde", ".lecteur__outils", ".moments", "audio"):
        expect(desk.locator(hidden).first).to_be_hidden()

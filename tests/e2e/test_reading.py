"""Reading: lines of a good length, targets for a thumb, a contents that follows, an address to copy, a sheet to print."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE
from .helpers import ADDRESSES, overflow

Open = Callable[..., Page]

FICHE = "/fiches/reconnaitre-epuisement/"
MOST_CHARACTERS = 76  # 75, and a rare line of narrow letters
TARGET = 48
NIGHT = "rgb(16, 34, 43)"

# Characters of the longest line of each paragraph of the text that takes several lines.
LINES = """
[...document.querySelectorAll("main :is(p, li)")].filter(element => element.checkVisibility()).flatMap(element => {
  const lines = new Map(), range = document.createRange();
  for (const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT); walker.nextNode();) {
    const node = walker.currentNode;
    for (let index = 0; index < node.length; index++) {
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const box = range.getBoundingClientRect();
      const line = Math.round(box.bottom / 8);
      if (box.width) lines.set(line, (lines.get(line) ?? 0) + 1);
    }
  }
  return lines.size > 1 && parseFloat(getComputedStyle(element).fontSize) >= 18 ? [Math.max(...lines.values())] : [];
})
"""
# What a thumb presses, less the links that stand in a sentence: those may be as high as their line.
SMALL_TARGETS = f"""
[...document.querySelectorAll("a[href], button, summary, input, audio")].filter(element => {{
  if (!element.checkVisibility() || element.closest(".evitement, .aller, .lu-seulement")) return false;
  const alone = element.parentElement.textContent.trim() === element.textContent.trim();
  if (!alone && getComputedStyle(element).display === "inline") return false;
  const box = element.getBoundingClientRect();
  const cover = getComputedStyle(element, "::after").position === "absolute";
  return box.width && Math.round((cover ? element.closest(".carte") : element).getBoundingClientRect().height) < {TARGET};
}}).map(element => `${{Math.round(element.getBoundingClientRect().height)}} ${{element.outerHTML.slice(0, 90)}}`)
"""
OBSERVE_SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  // Without a node, it is inside the browser's own player.
  if (entry.sources.some(source => source.node)) window.shifts += entry.value;
})).observe({ type: "layout-shift", buffered: true });
"""
JUSTIFIED = """
[...document.querySelectorAll("body *")].filter(element => getComputedStyle(element).textAlign === "justify").length
"""


@pytest.mark.parametrize("address", ["/fiches/reconnaitre-epuisement/", "/a-propos/", "/structures/sps/", "/reseau/"])
def test_lines_are_not_too_long(address: str, desk: Page) -> None:
    desk.goto(address)
    lines = desk.evaluate(LINES)
    assert lines
    assert max(lines) <= MOST_CHARACTERS
    assert desk.evaluate(JUSTIFIED) == 0


# The page of a search that finds nothing is left to the search's own stage.
THUMB = {name: address for name, address in ADDRESSES.items() if name != "recherche, rien"}


@pytest.mark.parametrize("address", THUMB.values(), ids=THUMB)
def test_a_thumb_finds_every_target(address: str, phone: Page) -> None:
    phone.goto(address)
    assert phone.evaluate(SMALL_TARGETS) == []
    assert phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 18


def test_what_a_fiche_says_of_itself(phone: Page) -> None:
    phone.goto(FICHE)
    main = phone.get_by_role("main")
    for said in ("lecture 3 min", "Écrit par Groupe de travail", "Relu par le groupe le"):
        expect(main.get_by_text(said)).to_be_visible()
    story = main.get_by_role("heading").all_inner_texts()
    wanted = [story.index(title) for title in ("L’essentiel", "Par où commencer", "Qui appeler", "Références")]
    assert wanted == sorted(wanted)
    expect(main.get_by_role("navigation", name="Fiches du même thème")).to_be_visible()


def test_the_contents_follow_the_reading(desk: Page) -> None:
    desk.emulate_media(reduced_motion="reduce")
    desk.goto(FICHE)
    contents = desk.get_by_role("navigation", name="Sur cette page")
    last = contents.get_by_role("link").last
    expect(last).not_to_have_attribute("aria-current", "true")
    desk.locator(last.get_attribute("href") or "").scroll_into_view_if_needed()
    desk.mouse.wheel(0, 600)
    expect(last).to_have_attribute("aria-current", "true")
    expect(contents.locator("[aria-current]")).to_have_count(1)
    expect(last).to_be_in_viewport()


def test_the_address_is_copied(open_page: Open) -> None:
    page = open_page(**PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{FICHE}#appeler")
    page.get_by_role("button", name="Copier l’adresse").tap()
    expect(page.get_by_role("main").get_by_role("status")).to_have_text("Adresse copiée.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("link[rel=canonical]").get_attribute("href")


def test_a_printed_sheet(desk: Page) -> None:
    """The mark, the address, the date, the numbers and whole addresses, in black on white; nothing to press."""
    desk.emulate_media(media="print", color_scheme="dark")
    desk.goto(FICHE)
    for gone in ("Menu principal", "Fil d’Ariane", "Sur cette page", "Fiches du même thème"):
        expect(desk.locator(f"nav[aria-label='{gone}'], nav:has(#sommaire)").first).to_be_hidden()
    expect(desk.get_by_role("link", name="Quitter vite")).to_be_hidden()
    expect(desk.get_by_role("button")).to_have_count(0)
    expect(desk.get_by_role("link", name="MED’AIDE, accueil")).to_be_visible()
    expect(desk.locator(".impression")).to_contain_text(f"{FICHE} – imprimé le")
    expect(desk.get_by_role("main").locator("a[href^='tel:']").first).to_be_visible()
    site = desk.locator("body").get_attribute("data-site")
    link = desk.get_by_role("main").get_by_role("link", name="Retrouver le sommeil")
    written = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert "".join(written.replace('"', "").split()) in (
        f"({site}/fiches/sommeil/)",
        "((attr(data-site))/fiches/sommeil/)",
    )
    style = "getComputedStyle(document.body)"
    assert desk.evaluate(f"[{style}.color, {style}.backgroundColor]") == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert overflow(desk) == 0


def test_without_styles_the_page_reads_in_order(no_js: Page) -> None:
    """The style sheet that never came: shortcuts, danger, mark, then the text; nothing hidden, nothing over the text."""
    no_js.route("**/*.css", lambda route: route.abort())
    no_js.goto("/")
    order = ["Aller au contenu", "3114", "Menu", "Quelque part", "0 800 288 038", "Je ne vais pas bien", "Plan du site"]
    text = no_js.locator("body").inner_text().replace("\u202f", " ").replace("\u00a0", " ")
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    drawing = no_js.get_by_role("img", name="Un village").bounding_box()
    assert drawing is not None
    assert drawing["width"] <= 320
    assert overflow(no_js) == 0


def test_high_contrast_keeps_what_can_be_pressed(desk: Page) -> None:
    desk.emulate_media(forced_colors="active")
    desk.goto("/")
    expect(desk.locator(".marque")).to_be_visible()
    assert desk.locator(".bouton").first.evaluate("button => getComputedStyle(button).borderStyle") != "none"


def test_the_open_menu_takes_the_width_and_leaves_the_mark(no_js: Page) -> None:
    no_js.goto("/")
    mark = no_js.get_by_role("link", name="MED’AIDE, accueil")
    before = mark.bounding_box()
    menu = no_js.get_by_role("navigation", name="Menu principal")
    menu.get_by_text("Menu", exact=True).tap()
    assert mark.bounding_box() == pytest.approx(before, abs=1)
    mark.tap(trial=True)
    entry = menu.get_by_role("link", name="Fiches").bounding_box()
    assert entry is not None
    assert entry["width"] >= 300
    assert overflow(no_js) == 0


def test_a_theme_leads_to_its_fiches(no_js: Page) -> None:
    """Not to the top of the list of themes, which is longer than a phone."""
    no_js.goto("/fiches/")
    no_js.get_by_role("link", name="Relations avec la CPAM").tap()
    expect(no_js.get_by_role("heading", level=2, name="Relations avec la CPAM")).to_be_in_viewport()
    expect(no_js.get_by_role("heading", level=3).first).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dark_is_designed(scheme: str, open_page: Open) -> None:
    """The night of the bar is the same in both; the paper is not."""
    page = open_page(**PHONE, color_scheme=scheme)
    page.goto("/")
    ground = "element => getComputedStyle(element).backgroundColor"
    assert page.get_by_role("complementary", name="Danger immédiat").evaluate(ground) == NIGHT
    paper = "rgb(251, 248, 243)" if scheme == "light" else "rgb(14, 26, 33)"
    assert page.locator("body").evaluate(ground) == paper


@pytest.mark.parametrize("address", [FICHE, "/temoignages/tenir-puis-revenir/"])
def test_nothing_moves_while_one_reads(address: str, desk: Page) -> None:
    """The contents that follow, the button that script adds: neither pushes the text."""
    desk.add_init_script(OBSERVE_SHIFTS)
    desk.goto(address, wait_until="networkidle")
    for _ in range(12):
        desk.evaluate("scrollBy({ top: 450, behavior: 'instant' })")
        desk.wait_for_timeout(60)
    assert desk.evaluate("window.shifts") == 0

"""What editors may pour into a page, the page bears: it still stands on a small phone."""

import re
import time

import pytest
from django.core.files.storage import default_storage
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage

from cms.models import Image
from fiches.models import FichePage, Theme
from home.models import HomePage
from reseau.models import CompteRendu, Referent
from structures.models import Numero
from tests.factories import FichePageFactory, ImageFactory, StructurePageFactory

from .helpers import overflow

LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiose" * 3
LONG_TITLE = f"{LONG_WORD[:120]} et, après ce mot, un titre qui n’en finit pas de dire la même chose " * 2
ARABIC = "مساعدة الأطباء في أوقات الشدة"
EMOJI = "Souffler 🌙 entre 👩🏽‍⚕️ deux 🏳️‍🌈 patients 🇫🇷"
SECONDS_TO_FIRST_BYTE = 5  # on two slow cores that also run a browser

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


def faults(page: Page, *addresses: str) -> dict[str, str]:
    """What is wrong at each address: it must answer, show its title, and stay within the screen."""
    found = {}
    for address in addresses:
        response = page.goto(address)
        if response is None or response.status != 200:
            found[address] = f"status {response and response.status}"
        elif not page.get_by_role("heading", level=1).is_visible():
            found[address] = "no title"
        elif overflow(page):
            found[address] = f"{overflow(page)} pixels too wide"
    return found


def featured(fiche: FichePage) -> None:
    """Show a fiche on the home page too."""
    home = HomePage.objects.get()
    home.fiche_links.model.objects.create(page=home, fiche=fiche, sort_order=0)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param(LONG_TITLE[:250], LONG_WORD * 8, id="long words"),
        pytest.param(ARABIC, f"{ARABIC}. " * 20, id="right to left"),
        pytest.param(EMOJI, "🌙🏳️‍🌈👩🏽‍⚕️" * 60, id="emoji"),
    ],
)
def test_any_text(title: str, text: str, phone: Page) -> None:
    theme = Theme.objects.get(slug="soin-de-soi")
    fiche = FichePageFactory(
        title=title,
        slug="texte",
        theme=theme,
        summary=text[:300],
        first_steps=[("phrase", text[:200])],
        body=[
            ("titre", {"text": title[:120], "level": "h2"}),
            ("texte", f"<p>{text}</p><ul><li>{text}</li></ul>"),
            ("retenir", {"title": title[:80], "text": f"<p>{text}</p>"}),
            ("question", {"question": title[:200], "answer": f"<p>{text}</p>"}),
            ("citation", {"text": text, "source": title[:200]}),
            ("tableau", {"data": [[title, title], [text, text]], "first_row_is_table_header": True}),
        ],
    )
    FichePageFactory(title=f"{title[:240]} bis", slug="texte-bis", theme=theme, related_fiches=[fiche])
    StructurePageFactory(title=title, slug="texte", summary=text[:300])
    featured(fiche)
    search = f"/recherche/?q={title.split(maxsplit=1)[0]}"
    pages = ("/", "/fiches/texte/", "/fiches/texte-bis/", "/structures/", "/structures/texte/", "/plan-du-site/")
    assert faults(phone, *pages, search, "/fiches/?theme=soin-de-soi") == {}
    expect(phone.get_by_role("main").get_by_role("link").filter(has_text=title[:20]).first).to_be_visible()


@pytest.mark.parametrize("lost", ["file", "image"])
def test_an_image_that_is_gone(lost: str, phone: Page) -> None:
    image = ImageFactory()
    block = {"image": {"image": image, "decorative": False, "alt_text": "Une fenêtre"}, "caption": "La légende."}
    body = [("titre", {"text": "Avant", "level": "h2"}), ("image", block), ("texte", "<p>Après l’image.</p>")]
    fiche = FichePageFactory(title="Une image perdue", slug="image-perdue", body=body)
    if lost == "file":
        for rendition in image.renditions.all():
            rendition.delete()
        default_storage.delete(image.file.name)
    else:
        Image.objects.filter(pk=image.pk).delete()
    assert fiche.live
    assert faults(phone, "/fiches/image-perdue/") == {}
    expect(phone.get_by_text("Après l’image.")).to_be_visible()


def test_a_page_without_its_optional_parts(phone: Page) -> None:
    FichePageFactory(title="Presque rien", slug="presque-rien")
    assert faults(phone, "/fiches/presque-rien/") == {}
    assert phone.locator("main :is(ul, ol):empty").count() == 0


def test_empty_lists(phone: Page) -> None:
    """A site where almost nothing has been written yet."""
    for slug in ("fiches", "temoignages", "bibliographie", "structures"):
        for page in WagtailPage.objects.get(depth=3, slug=slug).get_children():
            WagtailPage.objects.get(pk=page.pk).specific.delete()
    CompteRendu.objects.all().delete()
    Referent.objects.all().delete()
    Numero.objects.filter(replaces=None).update(state=Numero.State.WITHDRAWN)
    lists = ("/fiches/", "/temoignages/", "/bibliographie/", "/structures/", "/reseau/")
    assert faults(phone, *lists, "/plan-du-site/", "/") == {}
    silent, hollow = [], []
    for address in (*lists, "/plan-du-site/", "/"):
        phone.goto(address)
        if phone.locator("main :is(ul, ol):not(:has(li))").count():
            hollow.append(address)
        if address in lists and not phone.get_by_role("main").get_by_text("pour l’instant").count():
            silent.append(address)
    assert hollow == []
    assert silent == []


def test_a_table_of_twelve_columns(phone: Page) -> None:
    heads = [f"Colonne numéro {number}" for number in range(1, 13)]
    rows = [[f"Cellule {row}-{column}" for column in range(1, 13)] for row in range(1, 6)]
    table = {"data": [heads, *rows], "first_row_is_table_header": True, "table_caption": "Douze colonnes"}
    FichePageFactory(title="Un grand tableau", slug="grand-tableau", body=[("tableau", table)])
    assert faults(phone, "/fiches/grand-tableau/") == {}
    region = phone.get_by_role("region", name="Douze colonnes")
    last = region.get_by_role("cell", name="Cellule 5-12")
    expect(last).not_to_be_in_viewport()
    region.focus()
    for _ in range(60):
        phone.keyboard.press("ArrowRight")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    assert overflow(phone) == 0


def test_a_fiche_of_twenty_thousand_words(phone: Page) -> None:
    paragraph = "<p>" + "Un mot après l’autre, et le texte avance doucement. " * 50 + "</p>"
    body = []
    for number in range(1, 46):
        body += [("titre", {"text": f"Partie {number}", "level": "h2"}), ("texte", paragraph)]
    FichePageFactory(title="Un très long texte", slug="tres-long", body=body)
    start = time.monotonic()
    assert faults(phone, "/fiches/tres-long/") == {}
    assert phone.locator("main").inner_text().count(" ") >= 20_000
    first_byte = phone.evaluate("performance.getEntriesByType('navigation')[0].responseStart") / 1000
    assert first_byte < SECONDS_TO_FIRST_BYTE, f"{first_byte:.1f} s, whole page in {time.monotonic() - start:.1f} s"
    phone.get_by_role("navigation", name="Sur cette page").get_by_role("link", name="Partie 45").tap()
    expect(phone.get_by_role("heading", name="Partie 45")).to_be_in_viewport()


def test_two_hundred_fiches_in_a_theme(phone: Page) -> None:
    theme = Theme.objects.get(slug="securite")
    before = FichePage.objects.filter(theme=theme).count()
    FichePageFactory.create_batch(200 - before, theme=theme, part=theme.part)
    assert faults(phone, "/fiches/?theme=securite") == {}
    main = phone.get_by_role("main")
    expect(main.get_by_text("200 fiches", exact=True)).to_be_visible()
    shown = main.get_by_role("heading", level=3)
    first_page = shown.all_inner_texts()
    assert 10 <= len(first_page) <= 50
    main.get_by_role("link", name="Page suivante").tap()
    expect(phone).to_have_url(re.compile("theme=securite.*page=2|page=2.*theme=securite"))
    expect(main.get_by_text("200 fiches", exact=True)).to_be_visible()
    assert not set(first_page) & set(shown.all_inner_texts())
    assert overflow(phone) == 0
    shown.first.get_by_role("link").tap()
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    assert overflow(phone) == 0

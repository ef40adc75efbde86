"""From Word to the site: pasted into a text, or imported as a whole document."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from cms.models import Image
from fiches.models import FichePage
from tests.fiches import word_files

from . import pasted
from .helpers import FicheForm

Login = Callable[[Page, str], None]
Axe = Callable[[Page], list[str]]
# Wagtail leaves the temporary file of an image's copies to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

PASTE = """(editor, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", new DOMParser().parseFromString(html, "text/html").body.innerText);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
BLOCKS = """input => {
  const { blocks, entityMap } = JSON.parse(input.value);
  const words = ({ text }, ranges) => ranges.map(({ offset, length }) => text.slice(offset, offset + length));
  return blocks.map(block => ({
    type: block.type, depth: block.depth, text: block.text,
    bold: words(block, block.inlineStyleRanges.filter(({ style }) => style === "BOLD")),
    italic: words(block, block.inlineStyleRanges.filter(({ style }) => style === "ITALIC")),
    links: block.entityRanges.map(({ key }) => entityMap[key].data.url),
  }));
}"""
BULLET, NUMBER = "unordered-list-item", "ordered-list-item"


def paste(text: Locator, html: str, last: str) -> list[dict[str, Any]]:
    """Paste into an empty text; its blocks once ``last`` has reached the form."""
    editor = text.locator("[contenteditable=true]")
    editor.click()
    editor.evaluate(PASTE, html)
    value = text.locator("input[type=hidden][id*=value]")
    expect(value).to_have_value(re.compile(re.escape(last)))
    return value.evaluate(BLOCKS)


def said(blocks: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    return [(block["type"], block["depth"], block["text"]) for block in blocks]


def test_what_is_pasted_is_clean(desk: Page, login: Login) -> None:
    login(desk, "redaction")
    form = FicheForm(desk).draft("Coller", theme="Prendre soin de soi", summary="Un essai.")
    text = form.body.add("Texte et listes")
    blocks = paste(text, pasted.WORD, "Fin.")
    assert said(blocks) == [
        ("unstyled", 0, "Avant la garde"),
        ("unstyled", 0, "Trois gestes à faire : sans hâte, à lire."),
        (BULLET, 0, "Poser le stylo"),
        (BULLET, 1, "Puis les lunettes"),
        (NUMBER, 0, "Respirer"),
        ("unstyled", 0, "Jour – Heure"),
        ("unstyled", 0, "Lundi – 9 h"),
        ("unstyled", 0, "Fin."),
    ]
    assert (blocks[1]["bold"], blocks[1]["italic"]) == (["Trois gestes"], ["sans hâte"])
    assert blocks[1]["links"] == ["https://www.ameli.fr/"]
    expect(form.messages).to_contain_text("une ligne à la fois")
    expect(form.messages).to_contain_text("blocs « Titre »")

    blocks = paste(form.body.add("Texte et listes"), pasted.GOOGLE, "lunettes")
    assert said(blocks) == [
        ("unstyled", 0, "Trois gestes à faire, sans hâte"),
        (BULLET, 0, "Poser le stylo"),
        (BULLET, 1, "Puis les lunettes"),
    ]
    assert blocks[0]["bold"] == ["Trois gestes"]
    expect(form.messages).to_contain_text("images ne se collent pas")

    blocks = paste(form.body.add("Texte et listes"), pasted.LIBREOFFICE, "Respirer")
    assert said(blocks)[1:] == [
        (NUMBER, 0, "Poser le stylo"),
        (BULLET, 1, "Puis les lunettes"),
        (NUMBER, 0, "Respirer"),
    ]
    form.add_step("Lire.")
    form.save()
    stored = FichePage.objects.get(title="Coller").get_latest_revision_as_object().body
    html = str(stored[0].value)
    assert re.search(r"mso|style=|class=|<o:p|\xa0", str(stored.raw_data), re.IGNORECASE) is None
    assert "<ul>" in html


def test_a_document_becomes_a_fiche(desk: Page, phone: Page, login: Login, axe: Axe) -> None:
    login(desk, "redaction")
    desk.get_by_role("link", name="Importer un document Word").first.click()
    desk.get_by_label("Document Word").wait_for()
    assert axe(desk) == []
    desk.get_by_label("Document Word").set_input_files(
        {"name": "Dire non.docx", "mimeType": "application/octet-stream", "buffer": word_files.complete()}
    )
    desk.get_by_role("button", name="Lire le document").click()
    kept = desk.get_by_role("region", name="Le texte")
    expect(kept.get_by_role("heading", name="Avant de répondre")).to_be_visible()
    expect(kept.get_by_role("columnheader", name="Situation")).to_be_visible()
    assert kept.get_by_role("img").evaluate("image => image.complete || image.decode().then(() => true)")
    assert axe(desk) == []
    desk.get_by_label("Titre").fill("Dire non, de Word au site")
    desk.get_by_label("Thème").select_option(label="Prendre soin de soi")
    kept.get_by_label("Décrivez l'image 1").fill("Une lampe, la nuit.")
    desk.get_by_role("button", name="Créer le brouillon").click()
    form = FicheForm(desk)
    expect(desk.locator("#id_title")).to_have_value("Dire non, de Word au site")
    expect(form.messages).to_contain_text("Le brouillon est créé")
    fiche = FichePage.objects.get(title="Dire non, de Word au site")
    assert not fiche.live
    form.add_step("Respirer.")
    form.save()
    fiche.refresh_from_db()
    fiche.get_latest_revision().publish()
    phone.goto("/fiches/dire-non-de-word-au-site/")
    expect(phone.get_by_role("heading", name="Avant de répondre")).to_be_visible()
    expect(phone.get_by_role("img", name="Une lampe, la nuit.")).to_be_visible()
    expect(phone.get_by_role("link", name="la loi")).to_have_attribute("href", "https://www.legifrance.gouv.fr/")
    assert Image.objects.filter(title="Une lampe, la nuit.").count() == 1
    assert axe(phone) == []

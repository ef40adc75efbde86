"""References cited in a text: inserted from the editor's toolbar, read with and without script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .helpers import FicheForm, toolbar

Login = Callable[[Page, str], None]
Axe = Callable[[Page], list[str]]

FICHE = "/fiches/erreur-medicale-seconde-victime/"
# Wagtail leaves the temporary file of an image's copies to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


def cite(form: FicheForm, words: str, query: str, title: str, select: bool = False) -> None:
    """Write words, then the button of the toolbar and a search among the references; nothing has to be selected."""
    page = form.page
    expect(form.body.blocks.last.locator("[contenteditable=true]")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    for _ in words if select else "":
        page.keyboard.press("Shift+ArrowLeft")
    toolbar(form.body.blocks.last).get_by_role("button", name="Citer une référence").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Chercher une référence").fill(query)
    dialog.get_by_role("link", name=title).click()
    expect(dialog).to_have_count(0)


def test_an_editor_cites_from_the_toolbar_and_sees_numbers(desk: Page, login: Login) -> None:
    login(desk, "redaction")
    form = FicheForm(desk).draft("Citer", theme="Prendre soin de soi", summary="Un essai.")
    form.add_step("Lire.")
    text = form.body.add("Texte et listes")
    editor = text.locator("[contenteditable=true]")
    editor.click()
    cite(form, "Une idée", "Wu", "Medical error")
    expect(editor).to_have_text("Une idée[Wu, 2000]")
    cite(form, ", une autre", "Galam", "L'erreur médicale", select=True)
    expect(editor).to_have_text("Une idée[Wu, 2000], une autre[Galam, 2012]")
    expect(text.locator("input[type=hidden][id*=value]")).to_have_value(re.compile("REFERENCE.*REFERENCE", re.DOTALL))
    form.save()
    preview = form.preview()
    expect(preview.get_by_role("link", name="Référence 1", exact=True)).to_be_visible()
    expect(preview.get_by_role("link", name="Référence 2", exact=True)).to_be_visible()
    expect(preview.locator(".notices li")).to_have_count(2)
    desk.reload()
    expect(editor).to_have_text("Une idée[Wu, 2000], une autre[Galam, 2012]")


def test_numbers_and_list_lead_to_each_other_without_script(no_js: Page) -> None:
    no_js.goto(FICHE)
    call = no_js.get_by_role("link", name="Référence 2", exact=True)
    call.click()
    expect(no_js).to_have_url(re.compile("#reference:2$"))
    entry = no_js.locator("[id='reference:2']")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="Retour au texte, appel 1").click()
    expect(call).to_be_in_viewport()


def test_a_fiche_with_references_is_accessible_day_and_night(phone: Page, axe: Axe) -> None:
    phone.goto(FICHE)
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        assert axe(phone) == []
    for link in phone.locator(".retours a").all():
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44

"""A first fiche, from the first page of the admin: every click of the mouse and every file chosen is counted."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from fiches.models import FichePage
from tests.cms import files

from .helpers import UPLOADS, FicheForm, Stream, toolbar

Login = Callable[[Page, str], None]

TITLE = "Respirer entre deux visites"
MOST_CLICKS = 12
# Wagtail leaves the temporary file of an image's copies to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


@dataclass
class Hands:
    """A mouse and a keyboard that count: what a hand presses, in order."""

    page: Page
    clicks: list[str] = field(default_factory=list)
    keys: int = 0  # those that move or confirm; the letters of a text are not counted

    def click(self, what: Locator, name: str) -> None:
        what.click()
        self.clicks.append(name)

    def choose_file(self, what: Locator, file: Any) -> None:
        """One click to open the list of files, one to take it."""
        with self.page.expect_file_chooser() as chooser:
            what.click()
        chooser.value.set_files(file)
        self.clicks += ["ouvrir le choix du fichier", "choisir le fichier"]

    def press(self, key: str, until: Locator | None = None) -> None:
        """Press a key, as many times as it takes to reach a field."""
        for _ in range(20):
            self.page.keyboard.press(key)
            self.keys += 1
            if until is None or until.evaluate("field => field === document.activeElement"):
                return
        raise AssertionError(f"{key} does not lead to {until}")

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)


def test_a_first_fiche_takes_twelve_clicks_on_one_screen(
    desk: Page, phone: Page, open_page: Callable[..., Page], login: Login
) -> None:
    login(desk, "redaction")
    hands = Hands(desk)
    hands.click(desk.get_by_role("main").get_by_role("link", name="Nouvelle fiche"), "Nouvelle fiche")
    form = FicheForm(desk)
    address = desk.url

    expect(desk.locator("#id_title")).to_be_focused()
    hands.type(TITLE)
    hands.press("Tab", until=desk.locator("#id_theme"))
    hands.type("Prendre soin")
    expect(desk.locator("#id_theme option:checked")).to_have_text("Prendre soin de soi")
    hands.press("Tab", until=desk.locator("#id_summary"))
    hands.type("La journée déborde. Voici comment y poser trois respirations.")

    step = form.steps.blocks.first.get_by_role("textbox")
    hands.click(step, "Par où commencer")
    hands.type("Fermer la porte, respirer.")
    text = form.body.blocks.first
    hands.click(text.locator("[contenteditable=true]"), "le texte")
    hands.type("Une pause tient en peu de place, dit une étude.")
    hands.click(toolbar(text).get_by_role("button", name="Citer une référence"), "Citer une référence")
    reference = form.chooser.dialog.locator("table a").first
    hands.click(reference, "la référence")
    expect(form.chooser.dialog).to_have_count(0)

    add_image(hands, form.body)
    assert desk.url == address or "/edit/" in desk.url
    hands.click(form.actions.get_by_role("button", name="Soumettre à la relecture"), "Soumettre à la relecture")
    expect(form.messages).to_contain_text("soumise pour modération")
    fiche = FichePage.objects.get(title=TITLE)
    assert fiche.current_workflow_state is not None
    assert len(hands.clicks) <= MOST_CLICKS, f"{len(hands.clicks)} clicks: {hands.clicks}; {hands.keys} keys besides"

    reviewer = open_page(viewport={"width": 1440, "height": 900})
    login(reviewer, "validation")
    approver = Hands(reviewer)
    approver.click(
        reviewer.get_by_role("region", name="À approuver", exact=False).get_by_role("link", name=TITLE).first,
        "la fiche",
    )
    approver.click(FicheForm(reviewer).actions.get_by_role("button", name="Approuver et Publier"), "Approuver")
    expect(FicheForm(reviewer).messages).to_contain_text(TITLE)
    assert len(approver.clicks) == 2

    phone.goto("/fiches/respirer-entre-deux-visites/")
    main = phone.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(main.get_by_role("img", name="Une fenêtre éclairée, la nuit.")).to_be_attached()
    expect(main.get_by_role("heading", name=re.compile("Références"))).to_be_attached()


def add_image(hands: Hands, body: Stream) -> None:
    """At the end of the text: the library is empty, so the chooser opens where one sends a file."""
    hands.click(body.container.locator("> div > .c-sf-add-button").last, "ajouter un bloc")
    hands.click(hands.page.get_by_role("option", name="Image", exact=True), "Image")
    expect(body.blocks).to_have_count(2)
    picture = body.blocks.last
    hands.click(picture.get_by_role("button", name="Choisir une image"), "Choisir une image")
    panel = hands.page.get_by_role("dialog").get_by_role("tabpanel", name=UPLOADS)
    png = {"name": "fenetre.png", "mimeType": "image/png", "buffer": files.image("PNG", size=(640, 360))}
    hands.choose_file(panel.locator("input[type=file]"), png)
    expect(panel.get_by_role("textbox", name="Titre")).to_have_value("fenetre")
    hands.click(panel.get_by_role("button", name=UPLOADS), UPLOADS)
    expect(hands.page.get_by_role("dialog")).to_have_count(0)
    expect(picture.get_by_role("textbox", name="Texte alternatif")).to_be_focused()
    hands.type("Une fenêtre éclairée, la nuit.")

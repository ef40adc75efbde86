"""What several journeys share: the editor's form of a fiche, as hands use it."""

import re
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect

from fiches.models import FicheIndexPage

UPLOADS = "Transférer"


class FicheForm:
    """The admin's form of a fiche, new or existing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.body = page.locator("#body-root")

    def open(self) -> "FicheForm":
        """From the section « Fiches », by the button that adds a page under it."""
        self.page.goto(f"/admin/pages/{FicheIndexPage.objects.get().pk}/")
        self.page.get_by_role("link", name="Ajouter une sous-page").first.click()
        self.page.locator("#id_title").wait_for()
        return self

    def describe(self, title: str, theme: str, summary: str, part: str = "Le médecin") -> None:
        """What stands above the text."""
        self.page.locator("#id_title").fill(title)
        self.page.locator("#id_part").select_option(label=part)
        self.page.locator("#id_theme").select_option(label=theme)
        self.page.locator("#id_summary").fill(summary)

    def add_step(self, text: str) -> None:
        """One sentence of « Par où commencer »."""
        steps = self.page.locator("#first_steps-root")
        steps.get_by_role("button", name="Insérer un bloc").last.click()
        steps.get_by_role("textbox").last.fill(text)

    def add_block(self, name: str) -> Locator:
        """A block at the end of the text, by the name that the menu of blocks gives it."""
        stream = self.body.locator("> [data-streamfield-stream-container]")
        children = stream.locator("> [data-streamfield-child]")
        count = children.count()
        stream.locator("> div > .c-sf-add-button").last.click()
        self.page.get_by_role("option", name=name, exact=True).click()
        expect(children).to_have_count(count + 1)
        return children.last

    def add_heading(self, text: str) -> None:
        self.add_block("Titre").get_by_role("textbox", name="Titre").fill(text)

    def write(self, block: Locator, text: str) -> None:
        """Type into the rich text editor of a block; a line break is Enter, « - » begins a list."""
        block.locator("[contenteditable=true]").click()
        for position, line in enumerate(text.split("\n")):
            if position:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(line)
        # The editor hands its text to the form a moment after the last key.
        expect(block.locator("input[type=hidden][id*=value]")).to_have_value(re.compile(re.escape(text.rpartition("\n")[2].removeprefix("- "))))

    def link_last_words(self, words: str, title: str) -> None:
        """Make of the words that were just typed a link to another page of the site, with the floating toolbar."""
        for _ in words:
            self.page.keyboard.press("Shift+ArrowLeft")
        self.page.locator(".Draftail-Toolbar [name=LINK]:visible").click()
        self.choose_page(title)
        expect(self.body.locator("[contenteditable=true]").get_by_text(words, exact=True)).to_be_visible()

    def fill_table(self, block: Locator, rows: list[list[str]]) -> None:
        """Type into the cells of a table, its first row being its headings."""
        block.get_by_role("combobox", name="Entêtes de tableau").select_option(
            label="Afficher la première ligne en tant qu'entête"
        )
        cells = block.locator(".ht_master td")
        for position, text in enumerate(cell for row in rows for cell in row):
            cells.nth(position).click()
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")

    # Choosers

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def choose_page(self, title: str) -> None:
        """In the open chooser of pages: search a page and take it."""
        self.dialog.get_by_role("textbox", name="Terme de recherche").fill(title)
        self.dialog.get_by_role("alert").wait_for()
        self.dialog.get_by_role("link", name=title, exact=True).click()
        expect(self.dialog).to_have_count(0)

    def choose_numero(self, name: str) -> None:
        """« Qui appeler »: one number of the register."""
        self.page.get_by_role("button", name="Ajouter un(e) numéro").click()
        self.dialog.get_by_role("checkbox", name=name).check()
        self.dialog.get_by_role("button", name="Confirmer la sélection").click()
        expect(self.dialog).to_have_count(0)

    def upload(self, block: Locator, button: str, file: Any, title: str) -> None:
        """Send a file to the library through the chooser of a block."""
        block.get_by_role("button", name=button).click()
        self.dialog.get_by_role("tab", name=UPLOADS).click()
        panel = self.dialog.get_by_role("tabpanel", name=UPLOADS)
        panel.locator("input[type=file]").set_input_files(file)
        panel.get_by_role("textbox", name="Titre").fill(title)
        panel.get_by_role("button", name=UPLOADS).click()
        expect(self.dialog).to_have_count(0)

    # What one does with the form

    def preview(self) -> FrameLocator:
        """The page as readers will see it, in the side panel."""
        self.page.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
        return self.page.frame_locator("#w-preview-iframe")

    @property
    def actions(self) -> Locator:
        return self.page.get_by_role("navigation", name="Actions (pied de page)")

    def all_actions(self) -> list[str]:
        """Names of the buttons, those of the menu included; leaves the menu open."""
        more = self.actions.get_by_role("button", name="Plus d'actions")
        if more.get_attribute("aria-expanded") != "true":
            more.click()
        expect(more).to_have_attribute("aria-expanded", "true")
        return [name.strip() for name in self.actions.get_by_role("button").all_inner_texts() if name.strip()]

    def submit(self) -> None:
        """Ask another person to read it."""
        self.all_actions()
        self.actions.get_by_role("button", name="Soumettre à").click()

"""What several journeys share: the editor's form of a fiche, as hands use it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from fiches.models import FicheIndexPage


class FicheForm:
    """The admin's form of a new fiche."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.body = page.locator("#body-root")

    def open(self) -> None:
        """From the section « Fiches », the button that adds a page under it."""
        section = FicheIndexPage.objects.get()
        self.page.goto(f"/admin/pages/{section.pk}/")
        self.page.get_by_role("link", name="Ajouter une sous-page").first.click()
        expect(self.title).to_be_visible()

    @property
    def title(self) -> Locator:
        return self.page.get_by_role("textbox", name="Titre de la page")

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
        """A block at the end of the text, by the name that the menu gives it."""
        blocks = self.body.locator("> [data-streamfield-stream-container]")
        children = blocks.locator("> [data-streamfield-child]")
        count = children.count()
        blocks.locator("> div > .c-sf-add-button").last.click()
        self.page.get_by_role("option", name=name, exact=True).click()
        expect(children).to_have_count(count + 1)
        return children.last

    def write(self, block: Locator, text: str) -> None:
        """Type into the rich text editor of a block, where the caret is; a line break is Enter."""
        block.locator("[contenteditable=true]").click()
        self.type(text)

    def type(self, text: str) -> None:
        for position, line in enumerate(text.split("\n")):
            if position:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(line)

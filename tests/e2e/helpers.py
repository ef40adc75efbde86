"""What several journeys share: the admin's forms and choosers, as hands use them."""

import re
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect

from fiches.models import FicheIndexPage

# As long as an action may take: on two slow cores, the admin's pages need more than Playwright's five seconds.
expect.set_options(timeout=15_000)

UPLOADS = "Transférer"
HEADINGS_FIRST = "Afficher la première ligne en tant qu'entête"


def toolbar(block: Locator) -> Locator:
    """The toolbar of a rich text: pinned in its block, or floating over the page."""
    pinned = block.get_by_role("toolbar")
    return pinned if pinned.count() else block.page.get_by_role("toolbar")


class Stream:
    """A field made of blocks."""

    def __init__(self, page: Page, field: str) -> None:
        self.page = page
        self.container = page.locator(f"#{field}-root > [data-streamfield-stream-container]")
        self.blocks = self.container.locator("> [data-streamfield-child]")

    def add(self, name: str = "") -> Locator:
        """A block at the end, by the name that the menu of blocks gives it; without a name if there is only one."""
        count = self.blocks.count()
        self.container.locator("> div > .c-sf-add-button").last.click()
        if name:
            self.page.get_by_role("option", name=name, exact=True).click()
        expect(self.blocks).to_have_count(count + 1)
        return self.blocks.last

    def write(self, block: Locator, text: str) -> None:
        """Type into the rich text editor of a block; a line break is Enter, « - » begins a list."""
        block.locator("[contenteditable=true]").click()
        for position, line in enumerate(text.split("\n")):
            if position:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(line)
        # The editor hands its text to the form a moment after the last key.
        last = text.rpartition("\n")[2].removeprefix("- ")
        expect(block.locator("input[type=hidden][id*=value]")).to_have_value(re.compile(re.escape(last)))

    def link(self, block: Locator, words: str, title: str) -> None:
        """Make of the words that were just typed a link to another page of the site, with the toolbar."""
        for _ in words:
            self.page.keyboard.press("Shift+ArrowLeft")
        toolbar(block).get_by_role("button", name="Lien").click()
        Chooser(self.page).take_page(title)
        expect(block.locator("[contenteditable=true]").get_by_text(words, exact=True)).to_be_visible()

    def fill_table(self, block: Locator, rows: list[list[str]]) -> None:
        """Type into the cells of a table, its first row being its headings."""
        block.get_by_role("combobox", name="Entêtes de tableau").select_option(label=HEADINGS_FIRST)
        cells = block.locator(".ht_master td")
        for position, text in enumerate(cell for row in rows for cell in row):
            cells.nth(position).click()
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")


class Chooser:
    """The dialog in which one picks what the site already has, or sends a file."""

    def __init__(self, page: Page) -> None:
        self.dialog = page.get_by_role("dialog")

    def _closed(self) -> None:
        expect(self.dialog).to_have_count(0)

    def take_page(self, title: str) -> None:
        """Search a page and take it."""
        self.dialog.get_by_role("textbox", name="Terme de recherche").fill(title)
        self.dialog.get_by_role("alert").wait_for()
        self.dialog.get_by_role("link", name=title, exact=True).click()
        self._closed()

    def tick(self, name: str) -> None:
        """Tick one thing of the list and confirm."""
        self.dialog.get_by_role("checkbox", name=name).check()
        self.dialog.get_by_role("button", name="Confirmer la sélection").click()
        self._closed()

    def send(self, file: Any, title: str) -> None:
        """Send a file to the library."""
        self.dialog.get_by_role("tab", name=UPLOADS).click()
        panel = self.dialog.get_by_role("tabpanel", name=UPLOADS)
        panel.locator("input[type=file]").set_input_files(file)
        panel.get_by_role("textbox", name="Titre").fill(title)
        panel.get_by_role("button", name=UPLOADS).click()
        self._closed()


class FicheForm:
    """The admin's form of a fiche, new or existing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chooser = Chooser(page)
        self.steps = Stream(page, "first_steps")
        self.body = Stream(page, "body")
        self.actions = page.get_by_role("navigation", name="Actions (pied de page)")
        self.messages = page.locator(".messages")

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

    def draft(self, title: str, theme: str, summary: str, part: str = "Le médecin") -> "FicheForm":
        """A new fiche, saved once. From then on the admin saves by itself, and cannot create the page a second time."""
        self.open()
        self.describe(title, theme, summary, part)
        self.save()
        return self

    def add_step(self, text: str) -> None:
        """One sentence of « Par où commencer »."""
        self.steps.add().get_by_role("textbox").fill(text)

    def add_heading(self, text: str) -> None:
        self.body.add("Titre").get_by_role("textbox", name="Titre").fill(text)

    def preview(self) -> FrameLocator:
        """The page as readers will see it, in the side panel."""
        self.page.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
        return self.page.frame_locator("#w-preview-iframe")

    def all_actions(self) -> list[str]:
        """Names of the buttons, those of the menu included; leaves the menu open."""
        more = self.actions.get_by_role("button", name="Plus d'actions")
        if more.get_attribute("aria-expanded") != "true":
            more.click()
        expect(more).to_have_attribute("aria-expanded", "true")
        return [name.strip() for name in self.actions.get_by_role("button").all_inner_texts() if name.strip()]

    def save(self) -> None:
        self.all_actions()
        self.actions.get_by_role("button", name="Enregistrer le brouillon").click()
        expect(self.messages).to_contain_text(re.compile(r"» (créée|mise à jour)\b|a été (créée|mise à jour)"))

    def submit(self) -> None:
        """Ask another person to read it."""
        self.actions.get_by_role("button", name="Soumettre").click()


# One address of every template of the public site.
ADDRESSES = {
    "accueil": "/",
    "qui répond": "/aide/",
    "qui répond à Noël": "/aide/?quand=2026-12-25T03:00",
    "fiches": "/fiches/",
    "fiches d'un thème": "/fiches/?theme=argent",
    "fiche": "/fiches/indu-cpam/",
    "fiche qui parle de suicide": "/fiches/pensees-suicidaires/",
    "témoignages": "/temoignages/",
    "témoignage": "/temoignages/tenir-puis-revenir/",
    "bibliographie": "/bibliographie/",
    "référence": "/bibliographie/wu2000/",
    "structures": "/structures/",
    "structures, filtres": "/structures/?besoin=ecoute&departement=83",
    "structures, rien": "/structures/?besoin=maladie&gratuit=1",
    "structure": "/structures/mots/",
    "structure sans numéro": "/structures/ordre-83/",
    "réseau": "/reseau/",
    "départements": "/departements/",
    "département": "/departements/83-var/",
    "hors ligne": "/aide/hors-ligne/",
    "compte rendu": "/reseau/comptes-rendus/2018-06-19-istres/",
    "page simple": "/a-propos/",
    "mentions légales": "/mentions-legales/",
    "plan du site": "/plan-du-site/",
    "recherche": "/recherche/",
    "recherche, résultats": "/recherche/?q=sommeil",
    "recherche, filtres": "/recherche/?q=medecin&genre=fiche&departement=83&tri=date",
    "recherche, faute": "/recherche/?q=epuisemant",
    "recherche, détresse": "/recherche/?q=envie+de+mourir",
    "recherche, rien": "/recherche/?q=xylophone",
    "introuvable": "/une-adresse-inconnue/",
    "identité visuelle": "/design/",
}


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

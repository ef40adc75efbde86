"""The screens that the editors' guide shows or quotes: how each is reached, which region of it is taken."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import docx
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.models import BasePage, User
from fiches.models import FicheIndexPage, FichePage, TemoignageIndexPage, TemoignagePage
from structures.models import Numero, StructureIndexPage, StructurePage

from .helpers import FicheForm

FOOTER = "footer.footer"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROWS = ("tbody tr:nth-child(n+2)",)
DIALOG = ".modal-dialog"


def nothing(page: Page) -> None:
    """The screen as it opens."""


@dataclass(frozen=True)
class Shot:
    """One screen, or a part of it. Without a picture, only its words are recorded: the guide may then quote them."""

    name: str
    account: str  # empty: before one is connected
    address: Callable[[], str] | str
    region: str = "main"
    steps: Callable[[Page], None] = nothing
    is_fresh: bool = True  # else it goes on from the screen that the previous one left
    masks: tuple[str, ...] = ()  # what changes with the hour or the machine: painted over, and out of the words
    unread: tuple[str, ...] = ()  # seen in the picture, but out of the words: the rest of a long list
    is_pictured: bool = True
    width: int = 1100
    height: int = 700  # where a longer region is cut


def menu(name: str) -> Callable[[Page], None]:
    """Open one of the menus of the sidebar."""

    def steps(page: Page) -> None:
        navigation = page.get_by_role("navigation", name="Menu principal")
        navigation.get_by_role("button", name=name, exact=True).click()
        expect(navigation.get_by_role("heading", level=2)).to_have_text([name])  # the one before is closed

    return steps


def new_page(kind: type[BasePage], section: type[BasePage]) -> str:
    parent = section.objects.get().pk
    return reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, parent])


def new_fiche() -> str:
    return new_page(FichePage, FicheIndexPage)


def small_document() -> bytes:
    """A Word document with a heading, a paragraph and a list."""
    document = docx.Document()
    document.add_heading("La reprise en douceur", 0)
    document.add_paragraph("Reprendre le travail après un arrêt se prépare, à son rythme.")
    document.add_heading("Avant de reprendre", 1)
    document.add_paragraph("Choisir deux demi-journées pour commencer.", style="List Bullet")
    document.add_paragraph("Prévenir le secrétariat des horaires réduits.", style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def known_fiche() -> str:
    return reverse("wagtailadmin_pages:edit", args=[FichePage.objects.get(slug="dire-non").pk])


def submitted_fiche() -> str:
    """A fiche that somebody else has changed and submitted."""
    fiche = FichePage.objects.get(slug="sommeil")
    author = User.objects.get(username="redaction")
    if not fiche.workflow_in_progress:
        fiche.summary = f"{fiche.summary} Une nuit après l'autre."
        fiche.save_revision(user=author)
        fiche.get_workflow().start(fiche, author)
    return reverse("wagtailadmin_pages:edit", args=[fiche.pk])


def choose_block(page: Page) -> None:
    FicheForm(page).body.container.locator("> div > .c-sf-add-button").last.click()
    page.get_by_role("option", name="Citation").wait_for()


def choose_image(page: Page) -> None:
    form = FicheForm(page)
    form.body.blocks.last.get_by_role("button", name="Choisir une image").click()
    form.chooser.dialog.get_by_role("tab", name="Transférer").click()
    form.chooser.dialog.get_by_role("tabpanel", name="Transférer").wait_for()


def add_image_block(page: Page) -> None:
    FicheForm(page).body.add("Image").scroll_into_view_if_needed()


def cite(page: Page) -> None:
    text = FicheForm(page).body.add("Texte et listes")
    text.locator("[contenteditable=true]").click()
    page.get_by_role("button", name="Citer une référence").first.click()
    page.get_by_role("dialog").get_by_role("table").wait_for()


def open_actions(page: Page) -> None:
    FicheForm(page).all_actions()


def section(heading: str) -> str:
    """A part of a form, by its heading."""
    return f"section.w-panel:has(> .w-panel__header [data-panel-heading-text]:text-is('{heading}'))"


def add_next_step(page: Page) -> None:
    panel = page.locator(section("Prochaines étapes (interne)"))
    panel.get_by_role("button", name="Ajouter").click()
    panel.get_by_role("textbox").first.wait_for()


def send_document(page: Page) -> None:
    page.locator("main input[type=file]").set_input_files(
        {"name": "La reprise en douceur.docx", "mimeType": DOCX, "buffer": small_document()}
    )
    page.get_by_role("button", name="Lire le document").click()
    page.get_by_role("button", name="Créer le brouillon").wait_for()


SHOTS: tuple[Shot, ...] = (
    Shot("connexion", "", "/admin/login/", width=800, height=620),
    Shot("menu", "webmestre", "/admin/", region=".sidebar__inner", is_pictured=False),
    *(
        Shot(
            f"menu-{slug}",
            "webmestre",
            "/admin/",
            steps=menu(name),
            is_fresh=False,
            region="nav[aria-label='Menu principal']",
            is_pictured=False,
        )
        for slug, name in (
            ("qui-repond", "Qui répond"),
            ("reseau", "Réseau"),
            ("recherche", "Recherche"),
            ("rapports", "Rapports"),
            ("parametres", "Paramètres"),
        )
    ),
    Shot("accueil", "redaction", "/admin/"),
    Shot("fiche", "redaction", new_fiche),
    Shot("blocs", "redaction", new_fiche, steps=choose_block, is_fresh=False, region=".tippy-box", height=620),
    Shot("fiche-actions", "redaction", known_fiche, steps=open_actions, region=FOOTER),
    Shot(
        "image-bloc",
        "redaction",
        new_fiche,
        steps=add_image_block,
        region="#body-root [data-streamfield-child]:has-text('Texte alternatif')",
    ),
    Shot("image", "redaction", new_fiche, steps=choose_image, is_fresh=False, region=DIALOG),
    Shot("references", "redaction", new_fiche, steps=cite, region=DIALOG, unread=ROWS),
    Shot(
        "historique",
        "redaction",
        lambda: reverse("wagtailadmin_pages:history", args=[FichePage.objects.get(slug="dire-non").pk]),
        height=420,
    ),
    Shot("relire", "validation", submitted_fiche, steps=open_actions, region=FOOTER),
    Shot("relire-accueil", "validation", "/admin/", height=560, unread=(".premiere--attend li",)),
    Shot("temoignage", "redaction", lambda: new_page(TemoignagePage, TemoignageIndexPage)),
    Shot("enregistrement", "redaction", "/admin/media/audio/add/"),
    Shot("accord", "redaction", reverse("consentement:add")),
    Shot(
        "numero",
        "secretariat",
        lambda: reverse("wagtailsnippets_structures_numero:edit", args=[Numero.objects.get(slug="medaide").pk]),
    ),
    Shot("numeros-a-verifier", "secretariat", reverse("numeros_to_check"), height=420, unread=ROWS),
    Shot("structure", "redaction", lambda: new_page(StructurePage, StructureIndexPage)),
    Shot("liens-casses", "redaction", reverse("broken_links"), is_pictured=False),
    Shot("import-references", "redaction", reverse("references_import"), height=420),
    Shot("synonyme", "redaction", reverse("wagtailsnippets_search_synonym:add"), height=420),
    Shot("mis-en-avant", "redaction", reverse("wagtailsnippets_search_promotedresult:add"), height=520),
    Shot("mot-de-detresse", "redaction", reverse("wagtailsnippets_search_crisisexpression:add"), is_pictured=False),
    Shot("import-word", "redaction", reverse("word_import"), is_pictured=False),
    Shot("import-word-apercu", "redaction", reverse("word_import"), steps=send_document),
    Shot("compte-rendu", "coordination", reverse("wagtailsnippets_reseau_compterendu:add")),
    Shot(
        "compte-rendu-public",
        "coordination",
        reverse("wagtailsnippets_reseau_compterendu:add"),
        is_fresh=False,
        region=section("Qui peut le lire"),
        width=1300,
    ),
    Shot(
        "prochaines-etapes",
        "coordination",
        reverse("wagtailsnippets_reseau_compterendu:add"),
        is_fresh=False,
        steps=add_next_step,
        region=section("Prochaines étapes (interne)"),
        width=1300,
    ),
    Shot(
        "reunion-a-venir",
        "coordination",
        reverse("wagtailsnippets_reseau_compterendu:add"),
        is_fresh=False,
        region=section("Si la réunion est à venir"),
        width=1300,
    ),
    Shot("referent", "secretariat", reverse("wagtailsnippets_reseau_referent:add")),
    Shot(
        "guetteurs", "secretariat", reverse("guetteurs-veilleurs_modeladmin_index"), width=1500, height=640, unread=ROWS
    ),
    Shot("guetteur", "secretariat", reverse("guetteurs-veilleurs_modeladmin_create")),
    Shot("guetteurs-export", "coordination", reverse("guetteurs_export"), height=620),
    Shot("a-relire", "validation", reverse("to_review"), height=480, unread=ROWS),
    Shot("bilan", "coordination", reverse("bilan"), unread=("figure", "table")),
    Shot("redirection", "webmestre", reverse("wagtailredirects:add"), height=520),
    Shot("reglages", "webmestre", "/admin/settings/home/sitesettings/"),
    Shot("compte", "webmestre", reverse("wagtailusers_users:add"), height=560),
)

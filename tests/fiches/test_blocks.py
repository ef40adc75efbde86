"""An editor assembles a fiche from every block, previews it, and readers find each one."""

import html
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text, streamfield

from cms import roles
from fiches.models import FichePage, Theme
from structures.models import Numero
from tests.factories import (
    DocumentFactory,
    FicheIndexPageFactory,
    FichePageFactory,
    ImageFactory,
    StructurePageFactory,
    ThemeFactory,
    UserFactory,
)
from tests.fiches.form_data import fiche_data

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of a resized image to the garbage collector.
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
    pytest.mark.filterwarnings("ignore:Unclosed file.*SpooledTemporaryFile:ResourceWarning"),
]

TABLE = {
    "data": [["Qui", "Quand"], ["L'entraide", "Jour et nuit"]],
    "cell": [],
    "mergeCells": [],
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_header_choice": "row",
    "table_caption": "Qui répond",
}


@pytest.fixture
def theme() -> Theme:
    return ThemeFactory(part="medecin")


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.REDACTION]))
    return client


def every_block() -> list[tuple[str, Any]]:
    linked = StructurePageFactory(title="Structure liée")
    numero = Numero.objects.get(slug="3114")
    return [
        ("titre", {"text": "Comprendre l'épuisement", "level": "h2"}),
        ("titre", {"text": "Les signes", "level": "h3"}),
        (
            "texte",
            rich_text(f'<p>Lire <a linktype="page" id="{linked.pk}">ceci</a>.</p><ul><li>un</li><li>deux</li></ul>'),
        ),
        ("retenir", {"title": "", "text": rich_text("<p>Respirer.</p>")}),
        ("alerte", {"title": "", "text": rich_text("<p>Appeler.</p>")}),
        ("question", {"question": "Puis-je m'arrêter ?", "answer": rich_text("<p>Oui.</p>")}),
        ("citation", {"text": "Prendre soin de soi", "source": "Serment, 2017"}),
        ("image", {"image": {"image": ImageFactory().pk, "alt_text": "Une fenêtre éclairée"}, "caption": "La nuit"}),
        ("tableau", json.dumps(TABLE)),
        ("document", {"document": DocumentFactory(title="Modèle de courrier").pk, "description": "À adapter"}),
        ("voir", {"title": "", "pages": streamlist([linked.pk])}),
        ("numeros", {"numeros": streamlist([numero.pk])}),
    ]


def streamlist(values: list[int]) -> dict[str, Any]:
    """The items of a list block, as the form sends them."""
    items = {
        str(order): {"deleted": "", "order": str(order), "id": "", "value": value} for order, value in enumerate(values)
    }
    return {"count": str(len(values)), **items}


def soup_of(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser").main


def check(page: BeautifulSoup) -> None:
    """Every block is there, each with the markup that its meaning asks for."""
    text = page.get_text()
    assert page.find("h2", id="comprendre-l-epuisement")
    assert page.find("h3", id="les-signes")
    assert {"un", "deux"} <= {item.get_text() for item in page.select("ul li")}
    assert page.find("a", string="ceci")["href"] == page.find("a", string="Structure liée")["href"]
    for words in ("À retenir", "Respirer.", "Appeler.", "Serment, 2017", "À adapter"):
        assert words in text
    assert page.find("details").summary.get_text().startswith("Puis-je m’arrêter")
    assert page.find("blockquote").get_text(strip=True) == "Prendre soin de soi"
    assert page.find("img", alt="Une fenêtre éclairée")
    assert page.find("figcaption", string="La nuit")
    assert [cell.get_text() for cell in page.find("table").select("th[scope=col]")] == ["Qui", "Quand"]
    assert page.find("caption").get_text() == "Qui répond"
    assert "Modèle de courrier" in page.select_one('a[href^="/documents/"]').get_text()
    assert page.find("a", href="tel:3114")


def test_every_block_is_written_previewed_and_read(editor: Client, theme: Theme, client: Client) -> None:
    section = FicheIndexPageFactory()
    data = fiche_data(theme, body=streamfield(every_block()))
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["fiches", "fichepage", section.pk])
    assert editor.post(preview, data).json() == {"is_valid": True, "is_available": True}
    check(soup_of(editor.get(preview).content.decode()))

    address = reverse("wagtailadmin_pages:add", args=["fiches", "fichepage", section.pk])
    response = editor.post(address, data | {"action-submit": "1"})
    assert response.status_code == 302, html.unescape(str(response.context["form"].errors))
    page = FichePage.objects.get()
    page.get_latest_revision().publish()
    check(soup_of(client.get(page.get_url()).content.decode()))


def test_the_editor_finds_the_blocks_back(editor: Client, theme: Theme) -> None:
    section = FicheIndexPageFactory()
    address = reverse("wagtailadmin_pages:add", args=["fiches", "fichepage", section.pk])
    editor.post(address, fiche_data(theme, body=streamfield(every_block())))
    page = FichePage.objects.get()
    kinds = [block.block_type for block in page.get_latest_revision_as_object().body]
    assert kinds == [kind for kind, _value in every_block()]
    for name in ("edit", "history", "view_draft", "usage"):
        args = [page.pk]
        assert editor.get(reverse(f"wagtailadmin_pages:{name}", args=args)).status_code == 200, name
    page.summary = "Changée."
    page.save_revision()
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    assert editor.get(compare).status_code == 200


def test_an_image_says_what_it_shows_or_that_it_is_decorative(editor: Client, theme: Theme) -> None:
    body = streamfield([("image", {"image": {"image": ImageFactory().pk, "alt_text": ""}, "caption": ""})])
    section = FicheIndexPageFactory()
    address = reverse("wagtailadmin_pages:add", args=["fiches", "fichepage", section.pk])
    response = editor.post(address, fiche_data(theme, body=body) | {"action-submit": "1"})
    assert response.status_code == 200
    assert response.context["form"].errors["body"]


def test_a_deleted_image_or_document_leaves_the_rest_of_the_page(client: Client) -> None:
    image, document = ImageFactory(), DocumentFactory()
    page = FichePageFactory(
        body=[
            ("image", {"image": image, "caption": "Légende"}),
            ("document", {"document": document, "description": ""}),
            ("texte", "<p>La suite du texte.</p>"),
        ]
    )
    image.delete()
    document.delete()
    assert "La suite du texte." in client.get(page.get_url()).content.decode()


def test_a_withdrawn_number_leaves_its_card(client: Client) -> None:
    numero = Numero.objects.get(slug="114")
    page = FichePageFactory(body=[("numeros", {"numeros": [numero]})])
    assert len(soup_of(client.get(page.get_url()).content.decode()).select('a[href="sms:114"]')) == 1
    Numero.objects.filter(pk=numero.pk).update(state="withdrawn", replaced_by=Numero.objects.get(slug="112"))
    assert not soup_of(client.get(page.get_url()).content.decode()).select('a[href="sms:114"]')


def test_text_typed_by_an_editor_cannot_run(client: Client) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    page = FichePageFactory(
        title=evil,
        summary=evil,
        first_steps=[("phrase", evil)],
        body=[
            ("titre", {"text": evil, "level": "h2"}),
            ("citation", {"text": evil, "source": evil}),
            ("question", {"question": evil, "answer": "<p>Oui.</p>"}),
            ("tableau", TABLE | {"data": [[evil], [evil]], "table_caption": evil}),
        ],
    )
    for address in (page.get_url(), "/fiches/", "/recherche/?q=alert"):
        shown = BeautifulSoup(client.get(address).content, "html.parser")
        assert not shown.find("img", src="x"), address
        assert not [script for script in shown.find_all("script") if script.get_text().startswith("alert")], address

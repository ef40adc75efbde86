"""Importing a Word document in the admin: upload, preview, draft; a new fiche, or more text for one that exists."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Image
from fiches.models import FicheIndexPage, FichePage, WordImport
from tests.cms import files
from tests.factories import FichePageFactory, ThemeFactory, UserFactory
from tests.factory_sections import FicheIndexPageFactory

from . import word_files as word

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of an image's copies to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning"),
]

UPLOAD = reverse("word_import")


@pytest.fixture
def section() -> FicheIndexPage:
    return FicheIndexPageFactory()


@pytest.fixture
def editor(client: Client, section: FicheIndexPage) -> Client:
    client.force_login(UserFactory(roles=["Rédaction"]))
    return client


def send(client: Client, content: bytes, name: str = "Dire non.docx", to: str = UPLOAD) -> Any:
    return client.post(to, {"file": SimpleUploadedFile(name, content)})


def fields(**changes: Any) -> dict[str, Any]:
    """What the preview of the complete document posts."""
    return {
        "title": "Apprendre à dire non",
        "part": "medecin",
        "theme": "",
        "summary": "Refuser une demande sans rompre le lien. On trouve ici des phrases toutes prêtes.",
        "keep-1": "on",
        "alt-1": "Une lampe allumée.",
    } | changes


def page_of(response: Any) -> str:
    return response.content.decode()


def test_from_the_document_to_the_draft(editor: Client) -> None:
    assert "Document Word" in page_of(editor.get(UPLOAD))
    preview = send(editor, word.complete()).url
    text = page_of(editor.get(preview))
    assert "2 titres, 1 texte, 1 tableau et 1 image" in text
    assert 'value="Apprendre à dire non"' in text
    assert "<b>trois fois</b>" in text
    assert 'value="Une lampe allumée."' in text
    assert not FichePage.objects.exists()
    assert not Image.objects.exists()
    assert "Dire non.docx" in page_of(editor.get(UPLOAD)), "it waits there"

    theme = ThemeFactory()
    response = editor.post(preview, fields(theme=theme.pk))
    fiche = FichePage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[fiche.pk])
    assert (fiche.live, fiche.title, fiche.slug, fiche.theme) == (
        False,
        "Apprendre à dire non",
        "apprendre-a-dire-non",
        theme,
    )
    assert [block.block_type for block in fiche.body] == ["titre", "texte", "titre", "tableau", "image"]
    assert "Refuser" not in str(fiche.body.raw_data[1]), "the summary is not read twice"
    image = fiche.body[4].value["image"]
    assert image.pk == Image.objects.get().pk
    assert image.contextual_alt_text == "Une lampe allumée."
    assert fiche.body[4].value["caption"] == "La lampe du cabinet"
    assert fiche.latest_revision is not None
    assert not WordImport.objects.exists()
    assert editor.get(response.url).status_code == 200


def test_the_summary_rewritten_leaves_the_first_paragraph_in_the_text(editor: Client) -> None:
    preview = send(editor, word.complete()).url
    editor.post(preview, fields(summary="Autre chose."))
    assert "Refuser une demande" in str(FichePage.objects.get().body.raw_data[0])


def test_nothing_typed_is_lost_when_it_is_refused(editor: Client) -> None:
    preview = send(editor, word.complete()).url
    response = editor.post(preview, fields(title="", summary="Ce que j'ai écrit.", **{"alt-1": "Ma description"}))
    text = page_of(response)
    assert response.status_code == 422
    assert "Ce que j&#x27;ai écrit." in text
    assert 'value="Ma description"' in text
    assert not FichePage.objects.exists()
    assert "ne donne pas d&#x27;adresse" in page_of(editor.post(preview, fields(title="???")))


def test_an_image_may_be_left_or_wait_for_its_description(editor: Client) -> None:
    left = fields()
    del left["keep-1"]
    editor.post(send(editor, word.complete()).url, left)
    assert not Image.objects.exists()
    response = editor.post(send(editor, word.complete()).url, fields(**{"alt-1": ""}), follow=True)
    assert "1 image attend sa description" in page_of(response)
    assert FichePage.objects.order_by("-pk")[0].slug == "apprendre-a-dire-non-2"


def test_an_image_that_the_library_has_is_not_created_again(editor: Client) -> None:
    for _ in range(2):
        editor.post(send(editor, word.complete()).url, fields())
    assert FichePage.objects.count() == 2
    assert Image.objects.count() == 1


def test_an_image_says_nothing_of_where_it_was_taken(editor: Client) -> None:
    photo = files.image("JPEG", (60, 40), exif=files.exif())
    content = word.document(word.paragraph("Un texte.") + word.paragraph(word.picture()), media={"rIdImage": photo})
    editor.post(send(editor, content).url, fields())
    with Image.objects.get().file.open() as stored:
        assert b"MARQUE-DU-TELEPHONE" not in stored.read()


def test_a_second_click_makes_no_second_draft(editor: Client) -> None:
    preview = send(editor, word.complete()).url
    editor.post(preview, fields())
    response = editor.post(preview, fields(), follow=True)
    assert "plus" in page_of(response)
    assert FichePage.objects.count() == 1


def test_a_document_may_be_forgotten(editor: Client) -> None:
    preview = send(editor, word.complete()).url
    assert editor.post(preview, {"abandonner": "1"}).url == UPLOAD
    assert not WordImport.objects.exists()


def test_more_text_for_a_fiche_that_exists(editor: Client, section: FicheIndexPage) -> None:
    fiche = FichePageFactory(parent=section)
    address = reverse("word_import_into", args=[fiche.pk])
    assert address in page_of(editor.get(reverse("wagtailadmin_pages:edit", args=[fiche.pk])))
    preview = send(editor, word.complete(), to=address).url
    text = page_of(editor.get(preview))
    assert "Ajouter au brouillon" in text
    assert 'name="title"' not in text
    response = editor.post(preview, {"keep-1": "on", "alt-1": "Une lampe."})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[fiche.pk])
    fiche.refresh_from_db()
    assert len(fiche.body) == 2, "what readers see does not change"
    draft = fiche.get_latest_revision_as_object()
    assert [block.block_type for block in draft.body][2:] == ["texte", "titre", "texte", "titre", "tableau", "image"]


def test_a_picture_is_seen_by_its_sender_only(editor: Client) -> None:
    preview = send(editor, word.complete()).url
    source = page_of(editor.get(preview)).partition('<img src="')[2].partition('"')[0]
    response = editor.get(source)
    assert response["Content-Type"] == "image/png"
    assert "private" in response["Cache-Control"]
    assert editor.get(f"{preview}{'0' * 32}/").status_code == 404
    editor.force_login(UserFactory(roles=["Validation"]))
    assert editor.get(source).status_code == 404
    assert editor.get(preview).url == UPLOAD, "a document is its sender's"


@pytest.mark.parametrize("role", ["Secrétariat", "Coordination"])
def test_only_who_may_write_fiches_sees_it(client: Client, section: FicheIndexPage, role: str) -> None:
    fiche = FichePageFactory(parent=section)
    client.force_login(UserFactory(roles=[role]))
    for address in (UPLOAD, reverse("word_import_into", args=[fiche.pk])):
        for response in (client.get(address), send(client, word.complete(), to=address)):
            assert response.status_code in {302, 403}
            assert not WordImport.objects.exists()


@pytest.mark.parametrize("role", ["Rédaction", "Validation", "Webmestre"])
def test_who_may_write_fiches_finds_the_button(client: Client, section: FicheIndexPage, role: str) -> None:
    client.force_login(UserFactory(roles=[role]))
    listing = page_of(client.get(reverse("wagtailadmin_explore", args=[section.pk])))
    assert UPLOAD in listing
    assert client.get(UPLOAD).status_code == 200


def test_a_preview_asks_as_much_whatever_the_length(editor: Client) -> None:
    counts = []
    for pages in (2, 60):
        preview = send(editor, word.long(pages)).url
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(preview).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "vide.docx", "est vide"),
        (b"Bonjour", "note.docx", "pas un document Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "vieux.docx", "ancien document Word"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "secret.docx",
            "mot de passe",
        ),
        (b"{\\rtf1 Bonjour}", "texte.docx", "RTF"),
        (b"%PDF-1.7", "texte.pdf", "PDF"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "texte.docx", "LibreOffice"),
        (word.complete()[:900], "coupe.docx", "enregistrez-le"),
        (word.document("", members={"word/vbaProject.bin": b"x"}), "macro.docm", "macros"),
        (word.document(""), "blanc.docx", "ni texte"),
        (word.long(300), "livre.docx", "Coupez-le"),
        (word.without(word.complete(), "word/styles.xml"), "abime.docx", "abîmé"),
        (word.document("", members={"word/comments.xml": bytes(41 * 2**20)}), "bombe.docx", "trop long"),
        (word.document("", members={"word/document.xml": word.LAUGHS}), "rires.docx", "abîmé"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    editor: Client, content: bytes, name: str, sentence: str
) -> None:
    response = send(editor, content, name)
    assert response.status_code == 422
    assert sentence in page_of(response)
    assert not WordImport.objects.exists()

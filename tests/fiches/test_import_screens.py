"""Importing references in the admin: upload, preview, import, result."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fiches import import_views
from fiches.bibliography import importing
from fiches.models import BibliographiePage, ReferenceImport, ReferencePage
from tests.factories import BibliographiePageFactory, UserFactory

pytestmark = pytest.mark.django_db

UPLOAD = reverse("references_import")
BIB = "@book{a, title={Un livre}, year={2001}}\n@book{b, title={Un autre}, year={2002}}\n@book{c, title={Cassé"


@pytest.fixture
def bibliography() -> BibliographiePage:
    return BibliographiePageFactory()


@pytest.fixture
def editor(client: Client, bibliography: BibliographiePage) -> Client:
    client.force_login(UserFactory(roles=["Rédaction"]))
    return client


def send(client: Client, content: bytes, name: str = "refs.bib") -> Any:
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def page_of(response: Any) -> str:
    return response.getvalue().decode() if response.streaming else response.content.decode()


def test_from_the_file_to_the_pages(editor: Client) -> None:
    assert "Fichier de références" in page_of(editor.get(UPLOAD))
    preview = send(editor, BIB.encode())
    text = page_of(editor.get(preview.url))
    assert "2 à créer" in text
    assert "Un livre" in text
    assert "mal fermée" in text
    assert "soumis à relecture" in text
    assert not ReferencePage.objects.exists()
    assert "refs.bib" in page_of(editor.get(UPLOAD)), "it waits there"
    result = page_of(editor.post(preview.url, {"choix": ["1-new"], "dernier": "2"}))
    assert "1 créée, 1 non choisie, 1 illisible." in result
    assert "Ligne 3" in result
    assert [page.title for page in ReferencePage.objects.all()] == ["Un livre"]
    assert not ReferenceImport.objects.exists()


def test_beyond_the_boxes_one_stands_for_all(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_views, "MAX_BOXES", 1)
    preview = send(editor, BIB.encode())
    assert "Importer aussi la suivante" in page_of(editor.get(preview.url))
    editor.post(preview.url, {"dernier": "1", "autres": "on"}).getvalue()
    assert [page.title for page in ReferencePage.objects.all()] == ["Un autre"]


def test_an_import_that_fails_says_so_and_keeps_the_file(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = send(editor, BIB.encode())

    def fail(*args: Any) -> None:
        raise OSError("disque plein")

    monkeypatch.setattr(importing.bulk, "index", fail)
    text = page_of(editor.post(preview.url, {"choix": ["1-new"], "dernier": "2"}))
    assert "Rien n’a été écrit" in text
    assert not ReferencePage.objects.exists()
    assert ReferenceImport.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Bonjour.", "ni du BibTeX"),
        (b"", "Ce fichier est vide"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "ni du BibTeX"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(editor: Client, content: bytes, message: str) -> None:
    response = send(editor, content)
    assert response.status_code == 422
    assert message in page_of(response)
    assert not ReferenceImport.objects.exists()


def test_a_very_large_file_is_refused(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_views, "MAX_BYTES", 10)
    response = send(editor, BIB.encode())
    assert response.status_code == 422
    assert "dépasse" in page_of(response)


def test_a_file_may_be_given_up(editor: Client) -> None:
    preview = send(editor, BIB.encode())
    assert editor.post(preview.url, {"abandonner": "1"}).url == UPLOAD
    assert not ReferenceImport.objects.exists()


@pytest.mark.parametrize("data", [{"dernier": "x", "autres": "on"}, {"choix": ["", "é", "9-new"], "dernier": "9" * 40}])
def test_a_form_that_was_tampered_with_is_no_error(editor: Client, data: dict[str, Any]) -> None:
    preview = send(editor, BIB.encode())
    assert "Import terminé" in page_of(editor.post(preview.url, data))


def test_only_who_may_add_references_sees_it(client: Client, editor: Client, bibliography: BibliographiePage) -> None:
    preview = send(editor, BIB.encode()).url
    client.force_login(UserFactory(roles=["Validation"]))
    assert client.get(UPLOAD).status_code == 200
    assert client.get(preview).status_code == 404, "a file is its sender's"
    client.force_login(UserFactory(roles=["Secrétariat"]))
    for response in (client.get(UPLOAD), send(client, BIB.encode())):
        assert response.status_code in {302, 403}
    assert ReferenceImport.objects.count() == 1


def test_an_import_by_the_technical_account_is_published(client: Client, bibliography: BibliographiePage) -> None:
    client.force_login(UserFactory(is_superuser=True))
    items = [{"id": "x", "type": "book", "title": "Publié"}]
    preview = send(client, json.dumps(items).encode("utf-16"), "refs.json")
    assert "paraît aussitôt" in page_of(client.get(preview.url))
    client.post(preview.url, {"choix": ["1-new"], "dernier": "1"}).getvalue()
    assert ReferencePage.objects.get().live
    assert "Importer des références" in page_of(client.get(reverse("wagtailadmin_explore", args=[bibliography.pk])))

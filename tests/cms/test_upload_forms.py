"""The admin's upload forms: what is refused is said in French, and nothing typed is lost."""

import html
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.models import Collection

from cms import roles
from cms.models import Document, Image, Media
from cms.recordings import uploads as recording_uploads
from tests.cms import files
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TITLE = "Un titre long à retaper"
REFUSALS = ("n'est pas une image", "n'en est pas un", "n'est pas un enregistrement de ce format")
FORMS = {
    "image": (Image, "wagtailimages:add", [], "faux.jpg", "vrai.jpg", files.image(exif=files.exif(orientation=6))),
    "document": (Document, "wagtaildocs:add", [], "faux.pdf", "vrai.pdf", files.pdf()),
    "recording": (Media, "wagtailmedia:add", ["audio"], "faux.mp3", "vrai.mp3", files.mp3()),
}


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.REDACTION]))
    return client


def send(client: Client, address: str, name: str, content: bytes, **fields: str) -> tuple[int, str]:
    data = {
        "title": TITLE,
        "collection": Collection.get_first_root_node().pk,
        "tags": "",
        "language": "fr",
        "file": SimpleUploadedFile(name, content),
        **fields,
    }
    response = client.post(address, data)
    return response.status_code, html.unescape(response.content.decode())


@pytest.mark.parametrize("kind", FORMS)
def test_a_renamed_text_is_refused_in_french_and_the_title_stays(kind: str, editor: Client) -> None:
    model, name, args, wrong, _right, _content = FORMS[kind]
    status, page = send(editor, reverse(name, args=args), wrong, b"Un simple texte." * 20)
    assert status == 200
    assert not model.objects.exists()
    assert TITLE in page
    assert any(sentence in page for sentence in REFUSALS)


@pytest.mark.parametrize("kind", FORMS)
def test_an_empty_file_is_refused(kind: str, editor: Client) -> None:
    model, name, args, wrong, _right, _content = FORMS[kind]
    status, page = send(editor, reverse(name, args=args), wrong, b"")
    assert status == 200
    assert "vide" in page
    assert TITLE in page
    assert not model.objects.exists()


@pytest.mark.parametrize("kind", FORMS)
def test_another_format_is_refused(kind: str, editor: Client) -> None:
    model, name, args, *_ = FORMS[kind]
    for wrong in ("dessin.svg", "page.html", "programme.exe"):
        status, page = send(editor, reverse(name, args=args), wrong, b"<svg><script>alert(1)</script></svg>")
        assert status == 200
        assert TITLE in page
    assert not model.objects.exists()


@pytest.mark.parametrize("kind", FORMS)
def test_a_sound_file_is_accepted(kind: str, editor: Client) -> None:
    model, name, args, _wrong, right, content = FORMS[kind]
    status, _page = send(editor, reverse(name, args=args), right, content)
    assert status == 302
    assert model.objects.get().title == TITLE


def test_too_large_a_recording_is_refused(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording_uploads, "MAX_BYTES", 1000)
    _status, page = send(editor, reverse("wagtailmedia:add", args=["audio"]), "vrai.mp3", files.mp3())
    assert "la limite est de" in page
    assert not Media.objects.exists()


def test_the_stored_image_is_upright_and_anonymous(editor: Client) -> None:
    _model, name, args, _wrong, right, content = FORMS["image"]
    send(editor, reverse(name, args=args), right, content)
    image = Image.objects.get()
    with image.file.open() as stored:
        left = stored.read()
    assert b"MARQUE-DU-TELEPHONE" not in left
    assert (image.width, image.height) == Picture.open(io.BytesIO(left)).size == (30, 40)
    assert image.file_size in {None, len(left)}


def test_the_duration_of_a_recording_is_read_from_it(editor: Client) -> None:
    _model, name, args, _wrong, right, content = FORMS["recording"]
    send(editor, reverse(name, args=args), right, content, duration="0")
    assert Media.objects.get().duration > 1


def test_a_portrait_of_a_recording_is_an_image(editor: Client) -> None:
    data = {"thumbnail": SimpleUploadedFile("portrait.jpg", b"Un simple texte.")}
    _status, page = send(editor, reverse("wagtailmedia:add", args=["audio"]), "vrai.mp3", files.mp3(), **data)
    assert "n'est pas une image" in page
    assert not Media.objects.exists()


@pytest.mark.parametrize(
    ("name", "args", "file"),
    [
        ("wagtailimages:add_multiple", [], "faux.jpg"),
        ("wagtaildocs:add_multiple", [], "faux.pdf"),
        ("wagtailimages_chooser:create", [], "faux.jpg"),
        ("wagtaildocs_chooser:create", [], "faux.pdf"),
        ("wagtailmedia:chooser_upload", ["audio"], "faux.mp3"),
    ],
)
def test_no_other_door_lets_a_disguised_file_in(editor: Client, name: str, args: list[str], file: str) -> None:
    prefixes = ("", "image-chooser-upload-", "document-chooser-upload-", "media-chooser-upload-")
    data = {}
    for prefix in prefixes:
        data[f"{prefix}title"] = TITLE
        data[f"{prefix}collection"] = Collection.get_first_root_node().pk
        data[f"{prefix}file"] = SimpleUploadedFile(file, b"Un simple texte." * 20)
    data["files[]"] = SimpleUploadedFile(file, b"Un simple texte." * 20)
    response = editor.post(reverse(name, args=args), data, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 200
    assert not Image.objects.exists()
    assert not Document.objects.exists()
    assert not Media.objects.exists()
    answer = html.unescape(" ".join(str(value) for value in response.json().values()))
    assert any(sentence in answer for sentence in REFUSALS)


@pytest.mark.parametrize(
    ("name", "model", "file", "content"),
    [
        ("wagtailimages:add_multiple", Image, "vrai.jpg", FORMS["image"][-1]),
        ("wagtaildocs:add_multiple", Document, "vrai.pdf", files.pdf()),
    ],
)
def test_sending_several_files_cleans_each(editor: Client, name: str, model: type, file: str, content: bytes) -> None:
    data = {
        "title": TITLE,
        "collection": Collection.get_first_root_node().pk,
        "files[]": SimpleUploadedFile(file, content),
    }
    response = editor.post(reverse(name), data, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.json()["success"]
    with model.objects.get().file.open() as stored:
        assert b"MARQUE-DU-TELEPHONE" not in stored.read()

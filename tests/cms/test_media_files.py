"""Recordings and images as readers receive them: by pieces, and only those they may have."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from cms.models import Media
from tests.cms import files
from tests.factories import CollectionFactory, DocumentFactory, ImageFactory, MediaFactory, restrict
from tests.home.addresses import body_of

pytestmark = pytest.mark.django_db

CONTENT = files.wav()


@pytest.fixture
def recording() -> Media:
    return MediaFactory(file=ContentFile(CONTENT, "voix.wav"))


def ask(client: Client, address: str, wanted: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer, with the pieces asked for in ``Range``."""
    response = client.get(address, headers={"range": wanted} if wanted else {})
    return response.status_code, dict(response.headers), body_of(response)


def test_a_recording_is_given_whole(client: Client, recording: Media) -> None:
    status, headers, body = ask(client, recording.url)
    assert (status, body) == (200, CONTENT)
    assert headers["Content-Type"] in {"audio/x-wav", "audio/wav"}
    assert headers["Content-Length"] == str(len(CONTENT))
    assert headers["Accept-Ranges"] == "bytes"
    assert "max-age" in headers["Cache-Control"]


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-99", 0, 99), ("bytes=100-", 100, len(CONTENT) - 1), ("bytes=-50", len(CONTENT) - 50, len(CONTENT) - 1)],
)
def test_a_piece_is_given_alone(client: Client, recording: Media, wanted: str, first: int, last: int) -> None:
    status, headers, body = ask(client, recording.url, wanted)
    assert status == 206
    assert headers["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert headers["Content-Length"] == str(last - first + 1)
    assert body == CONTENT[first : last + 1]


def test_a_piece_beyond_the_end_is_refused(client: Client, recording: Media) -> None:
    status, headers, _body = ask(client, recording.url, f"bytes={len(CONTENT)}-")
    assert status == 416
    assert headers["Content-Range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize("wanted", ["bytes=abc", "octets=0-1", "bytes=9-2", "bytes=-", "bytes=" + "9" * 5000 + "-"])
def test_a_senseless_range_breaks_nothing(client: Client, recording: Media, wanted: str) -> None:
    status, _headers, body = ask(client, recording.url, wanted)
    assert status in {200, 416}
    assert status == 416 or body == CONTENT


def test_it_is_read_only(client: Client, recording: Media) -> None:
    head = client.head(recording.url)
    assert head.status_code == 200
    assert head.headers["Content-Length"] == str(len(CONTENT))
    assert body_of(head) == b""
    assert client.post(recording.url).status_code == 405


def test_an_image_is_given_to_everybody(client: Client) -> None:
    image = ImageFactory()
    status, headers, body = ask(client, image.file.url)
    assert status == 200
    assert headers["Content-Type"] == "image/jpeg"
    assert body.startswith(b"\xff\xd8")


@pytest.mark.parametrize("nested", [False, True], ids=["private", "inside a private one"])
def test_a_recording_of_a_private_collection_does_not_exist(client: Client, nested: bool) -> None:
    private = CollectionFactory()
    restrict(private)
    place = CollectionFactory(parent=private) if nested else private
    recording = MediaFactory(collection=place, thumbnail=ContentFile(files.image(), "portrait.jpg"))
    for address in (recording.url, recording.thumbnail.url):
        assert ask(client, address)[0] == 404
        assert ask(client, address, "bytes=0-9")[0] == 404
        folder, name = address.strip("/").split("/", 1)
        for disguise in (f"/{folder}/./{name}", f"/{folder}/images/../{name}", f"/{folder}//{name}"):
            assert ask(client, disguise)[0] == 404, disguise


def test_a_document_is_given_with_its_name_and_as_an_attachment(client: Client) -> None:
    document = DocumentFactory()
    status, headers, body = ask(client, document.url)
    assert status == 200
    assert body.startswith(b"%PDF-")
    assert headers["Content-Type"] == "application/pdf"
    assert "document" in headers["Content-Disposition"]


def test_a_document_of_a_private_collection_is_not_given(client: Client) -> None:
    private = CollectionFactory()
    restrict(private)
    document = DocumentFactory(collection=private)
    status, _headers, body = ask(client, document.url)
    assert status in {302, 403, 404}
    assert b"%PDF-" not in body


def test_a_document_is_not_served_around_the_checks(client: Client) -> None:
    document = DocumentFactory()
    assert ask(client, f"/media/{document.file.name}")[0] == 404
    assert ask(client, f"/media/images/../{document.file.name}")[0] == 404


def test_a_file_that_no_recording_names_is_not_given(client: Client) -> None:
    name = default_storage.save("media/oublie.mp3", ContentFile(files.mp3()))
    assert ask(client, f"/media/{name}")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd",
        "images/../../../etc/passwd",
        "images/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "images/..\\..\\etc\\passwd",
        "/etc/passwd",
        "images//etc/passwd",
        "images",
        "images/",
        "media/",
        "",
        "images/%00",
        "media/%00.mp3",
    ],
)
def test_nothing_outside_the_library_is_given(client: Client, path: str) -> None:
    status, _headers, body = ask(client, f"/media/{path}")
    assert status == 404
    assert b"root:" not in body

"""Recordings and images as readers receive them: by pieces, and only those they may have."""

from email import message_from_bytes
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from cms import roles
from cms.models import Encoding, Media
from tests.cms import files
from tests.factories import (
    CollectionFactory,
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    TemoignagePageFactory,
    UserFactory,
    restrict,
    shown_recording,
)
from tests.home.addresses import body_of

pytestmark = pytest.mark.django_db

CONTENT = files.wav()
END = len(CONTENT) - 1


@pytest.fixture
def recording() -> Media:
    """One that a published page shows."""
    return shown_recording(file=ContentFile(CONTENT, "voix.wav"))


def everything_of(recording: Media) -> list[str]:
    """Addresses of all the files and texts of a recording, once it has one of each."""
    recording.thumbnail.save("portrait.jpg", ContentFile(files.image()), save=False)
    recording.transcript = [{"start": 0, "end": 0.5, "speaker": "", "text": "Un secret."}]
    recording.chapters = [{"start": 0, "title": "Un secret"}]
    recording.type = "video"
    recording.save()
    encoding = Encoding(media=recording, mime_type="audio/webm; codecs=opus", bytes=4)
    encoding.file.save("voix.webm", ContentFile(b"opus"))
    return [
        recording.url,
        recording.poster_url,
        encoding.file.url,
        recording.captions_url,
        recording.transcript_vtt_url,
        recording.transcript_txt_url,
        recording.chapters_url,
    ]


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
    [
        ("bytes=0-99", 0, 99),
        ("bytes=0-0", 0, 0),
        ("bytes=100-", 100, END),
        ("bytes=-50", END - 49, END),
        ("bytes=-999999", 0, END),
        (f"bytes={END}-999999", END, END),
        ("bytes= 10-19 , 15-29", 10, 29),
        ("BYTES=5-9", 5, 9),
    ],
)
def test_a_piece_is_given_alone(client: Client, recording: Media, wanted: str, first: int, last: int) -> None:
    status, headers, body = ask(client, recording.url, wanted)
    assert status == 206
    assert headers["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert headers["Content-Length"] == str(last - first + 1)
    assert body == CONTENT[first : last + 1]


def test_several_pieces_come_in_one_body(client: Client, recording: Media) -> None:
    status, headers, body = ask(client, recording.url, "bytes=-5, 0-4")
    assert status == 206
    assert headers["Content-Length"] == str(len(body))
    message = message_from_bytes(f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode() + body)
    parts = [(part["Content-Range"], part.get_payload(decode=True)) for part in message.get_payload()]
    assert parts == [
        (f"bytes 0-4/{len(CONTENT)}", CONTENT[:5]),
        (f"bytes {END - 4}-{END}/{len(CONTENT)}", CONTENT[-5:]),
    ]


@pytest.mark.parametrize("wanted", [f"bytes={len(CONTENT)}-", "bytes=-0", f"bytes=999999-, {len(CONTENT)}-999999"])
def test_a_piece_beyond_the_end_is_refused(client: Client, recording: Media, wanted: str) -> None:
    status, headers, body = ask(client, recording.url, wanted)
    assert (status, body) == (416, b"")
    assert headers["Content-Range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize(
    "wanted", ["bytes=abc", "octets=0-1", "bytes=9-2", "bytes=-", "bytes=" + "9" * 5000 + "-", "bytes=" + "0-1," * 9]
)
def test_a_senseless_range_breaks_nothing(client: Client, recording: Media, wanted: str) -> None:
    status, _headers, body = ask(client, recording.url, wanted)
    assert status in {200, 416}
    assert status == 416 or body == CONTENT


def test_what_the_visitor_has_is_not_sent_again(client: Client, recording: Media) -> None:
    first = client.get(recording.url)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    body_of(first)
    for condition in ({"if-none-match": etag}, {"if-modified-since": modified}):
        again = client.get(recording.url, headers=condition)
        assert (again.status_code, again.headers["ETag"]) == (304, etag)
    assert client.get(recording.url, headers={"if-match": '"other"'}).status_code == 412


@pytest.mark.parametrize(("condition", "status"), [("ETag", 206), ("Last-Modified", 206), ("other", 200)])
def test_a_piece_of_another_version_is_not_mixed_in(
    client: Client, recording: Media, condition: str, status: int
) -> None:
    headers = client.head(recording.url).headers
    known = headers.get(condition, '"other"')
    response = client.get(recording.url, headers={"range": "bytes=0-9", "if-range": known})
    assert response.status_code == status
    assert len(body_of(response)) == (10 if status == 206 else len(CONTENT))


def test_pieces_are_never_compressed(client: Client, recording: Media) -> None:
    response = client.get(recording.url, headers={"range": "bytes=0-9", "accept-encoding": "gzip"})
    assert "Content-Encoding" not in response.headers
    assert body_of(response) == CONTENT[:10]


def test_a_front_server_sends_the_file_itself(client: Client, settings: Any, recording: Media) -> None:
    settings.MEDIA_ACCEL_REDIRECT = "/protected-media/"
    status, headers, body = ask(client, recording.url, "bytes=0-9")
    assert (status, body) == (200, b"")
    assert headers["X-Accel-Redirect"] == f"/protected-media/{recording.file.name}"
    assert headers["Content-Type"] == "audio/wav"
    assert "Content-Range" not in headers
    restrict(recording.collection)
    assert ask(client, recording.url)[0] == 404


def test_every_file_of_a_published_recording_is_given(client: Client, recording: Media) -> None:
    types = [client.get(address).headers["Content-Type"] for address in everything_of(recording)]
    vtt = "text/vtt; charset=utf-8"
    assert types == [
        "audio/wav",
        "image/jpeg",
        "audio/webm; codecs=opus",
        vtt,
        vtt,
        "text/plain; charset=utf-8",
        vtt,
    ]


def test_a_recording_that_no_published_page_shows_is_for_its_editors(client: Client) -> None:
    page = TemoignagePageFactory()
    recording = page.audio
    addresses = everything_of(recording)
    page.unpublish()
    assert [ask(client, address)[0] for address in addresses] == [404] * len(addresses)
    client.force_login(UserFactory())
    assert ask(client, recording.url)[0] == 404
    client.force_login(UserFactory(roles=[roles.REDACTION]))
    status, headers, _body = ask(client, recording.url)
    assert (status, headers["Cache-Control"]) == (200, "private, no-store")
    assert {ask(client, address)[0] for address in addresses} == {200}


def test_a_recording_of_a_private_page_does_not_exist(client: Client) -> None:
    page = TemoignagePageFactory()
    restrict(page.get_parent())
    assert ask(client, page.audio.url)[0] == 404


def test_files_lie_where_nobody_can_guess(recording: Media) -> None:
    folder, key, name = recording.file.name.split("/")
    assert (folder, name) == ("media", "voix.wav")
    assert len(key) == 22
    assert MediaFactory(file=ContentFile(CONTENT, "voix.wav")).file.name.split("/")[1] != key


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
    place = CollectionFactory(parent=private) if nested else private
    recording = shown_recording(collection=place)
    restrict(private)
    for address in everything_of(recording):
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

"""The admin's form of a recording: its transcript comes from a file or is typed, and nothing typed is lost."""

import html
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from cms import roles, upload_limit
from cms.models import Media
from tests.cms import files
from tests.factories import MediaFactory, UserFactory

pytestmark = pytest.mark.django_db

TYPED = "0:00 --> 0:00.500\n<v Docteur A>Ce que j'ai tapé."
LATIN = "WEBVTT\n\n0:00.000 --> 0:00.500\n<b>Été</b>\n".encode("cp1252")
OVERLAP = b"WEBVTT\n\n0:00.000 --> 0:00.500\nUn.\n\n0:00.200 --> 0:00.600\nDeux.\n"


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.REDACTION]))
    return client


def send(client: Client, recording: Media | None = None, **fields: Any) -> tuple[str, str]:
    """The page that follows, and its messages."""
    data = {
        "title": "Un titre",
        "collection": Collection.get_first_root_node().pk,
        "language": "fr",
        "tags": "",
        "transcript": "",
        "chapters": "",
        **fields,
    }
    address = reverse("wagtailmedia:edit", args=[recording.pk]) if recording else ADD
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return html.unescape(response.content.decode()), " ".join(map(str, response.context["messages"]))


ADD = "/admin/media/audio/add/"


def vtt(content: bytes, name: str = "voix.vtt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_recording_is_sent_with_what_is_said_in_it(editor: Client) -> None:
    send(editor, transcript=TYPED, chapters="0:00 Le début", file=SimpleUploadedFile("voix.wav", files.wav(2)))
    recording = Media.objects.get()
    assert recording.transcript == [{"start": 0.0, "end": 0.5, "speaker": "Docteur A", "text": "Ce que j'ai tapé."}]
    assert recording.chapters == [{"start": 0.0, "title": "Le début"}]
    assert (recording.duration, recording.mime_type, recording.file_bytes) == (2, "audio/wav", 32044)


def test_a_file_replaces_the_transcript_and_what_was_cleaned_is_said(editor: Client) -> None:
    recording = MediaFactory()
    _page, told = send(editor, recording, **{"transcript-file": vtt(LATIN)})
    recording.refresh_from_db()
    assert recording.transcript == [{"start": 0.0, "end": 0.5, "speaker": "", "text": "Été"}]
    assert "Ligne 4 : le fichier n'est pas en UTF-8" in told
    assert "Ligne 4 : la mise en forme <b> </b> a été retirée." in told


def test_a_faulty_file_is_shown_with_its_faults_and_changes_nothing(editor: Client) -> None:
    recording = MediaFactory(transcript=[{"start": 0, "end": 0.5, "speaker": "", "text": "Avant."}])
    stored = "0:00 --> 0:00.500\r\nAvant."
    page, _told = send(editor, recording, transcript=stored, **{"transcript-file": vtt(OVERLAP)}, title="Retapé")
    assert "Ligne 6 : ce segment commence à 0:00.200, alors que le précédent dure jusqu'à 0:00.500." in page
    assert OVERLAP.decode().replace("\n", "\r\n") in page or OVERLAP.decode() in page
    assert "Retapé" in page
    recording.refresh_from_db()
    assert recording.segments[0].text == "Avant."


@pytest.mark.parametrize("content", [OVERLAP, b"PNG\0\0", b""], ids=["overlap", "binary", "empty"])
def test_a_faulty_file_does_not_take_the_place_of_what_was_typed(editor: Client, content: bytes) -> None:
    recording = MediaFactory()
    page, _told = send(editor, recording, transcript=TYPED, **{"transcript-file": vtt(content)})
    assert TYPED in page.replace("\r\n", "\n")
    assert "Deux." not in page
    assert "error-message" in page


def test_a_faulty_text_comes_back_as_it_was_typed(editor: Client) -> None:
    faulty = "0:01 --> 0:00\nÀ l'envers & <b>gras</b>."
    page, _told = send(editor, MediaFactory(), transcript=faulty, chapters="Sans moment")
    assert faulty in page.replace("\r\n", "\n")
    assert "Ligne 1 : ce segment finit (0:00) avant d'avoir commencé (0:01)." in page
    assert "Ligne 1 : « Sans moment » ne commence pas par un moment." in page
    assert "Sans moment</textarea>" in page


def test_what_is_said_ends_with_the_recording(editor: Client) -> None:
    page, _told = send(editor, MediaFactory(), transcript="0:00 --> 1:00\nTrop long.", chapters="0:30 Trop loin")
    assert "Le dernier segment finit à 1:00, après la fin de l'enregistrement (0:01)." in page


def test_saving_again_changes_nothing(editor: Client) -> None:
    recording = MediaFactory(transcript=[{"start": 0, "end": 0.5, "speaker": "A", "text": "Un <b> & deux --> trois."}])
    page = editor.get(reverse("wagtailmedia:edit", args=[recording.pk]))
    typed = page.context["form"]["transcript"].value()
    send(editor, recording, transcript=typed.replace("\n", "\r\n"))
    before = recording.segments
    recording.refresh_from_db()
    assert recording.segments == before


def test_a_huge_upload_is_refused_before_it_is_read(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_limit, "MAX_BYTES", 100_000)
    monkeypatch.setattr(upload_limit, "SMALL_BYTES", 50_000)
    monkeypatch.setattr("cms.recordings.uploads.MAX_BYTES", 100_000)
    page, _told = send(
        editor, transcript=TYPED, title="Gardé", file=ContentFile(files.wav(1) + bytes(2_000_000), "voix.wav")
    )
    assert "la limite est de" in page
    assert "Gardé" in page
    assert TYPED in page.replace("\r\n", "\n")
    assert not Media.objects.exists()


def test_the_chooser_asks_for_the_file_alone(editor: Client) -> None:
    page = editor.get(reverse("wagtailmedia:chooser_typed", args=["audio"])).json()["html"]
    assert "media-chooser-upload-file" in page
    assert "data-transcription" not in page


def test_a_file_that_may_have_been_cut_is_asked_about(editor: Client) -> None:
    _, said = send(editor, file=SimpleUploadedFile("voix.mp3", files.mp3()))
    assert f"Durée lue : {Media.objects.get().minutes}. Est-ce tout l'enregistrement ?" in said
    _, said = send(editor, file=SimpleUploadedFile("voix.wav", files.wav(2)))
    assert "Durée lue" not in said

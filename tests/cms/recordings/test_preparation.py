"""Waveform and other encodings, made once after the upload; and nothing left on the disk when a recording goes."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cms.models import Encoding, Media
from cms.recordings import encoder, preparation
from tests.cms import files
from tests.factories import MediaFactory

needs_ffmpeg = pytest.mark.skipif(not encoder.available(), reason="pas d'encodeur (ffmpeg)")


@pytest.fixture
def no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "PROGRAM", "no-such-program")


def sounding(name: str = "voix.wav", content: bytes = b"") -> Media:
    return MediaFactory(file=ContentFile(content or files.tone(), name))


def files_on_disk() -> set[str]:
    found = set()
    for folder in ("media", "media_thumbnails", "media_encodings"):
        root = Path(default_storage.path(folder))
        found |= {str(path.relative_to(root.parent)) for path in root.rglob("*")} if root.exists() else set()
    return found


@needs_ffmpeg
@pytest.mark.django_db
def test_a_wav_is_also_given_in_opus_and_mp3() -> None:
    recording = sounding()
    preparation.attempt()
    recording.refresh_from_db()
    sources = recording.playable_sources()
    assert [source.mime_type for source in sources] == ["audio/webm; codecs=opus", "audio/mpeg", "audio/wav"]
    assert recording.widely_played_source() == sources[1]
    for source, encoding in zip(sources, recording.encodings.all(), strict=False):
        assert source.bytes == encoding.file.size < recording.file_bytes
        probe = ["ffprobe", "-v", "error", "-show_format", "-of", "json", encoding.file.path]
        told = json.loads(subprocess.check_output(probe))["format"]  # noqa: S603
        assert float(told["duration"]) == pytest.approx(2, abs=0.25)
        assert "title" not in told.get("tags", {})
    assert preparation.state(recording) == "Servi aussi en : audio/webm; codecs=opus, audio/mpeg."
    assert not preparation.waiting().exists()


@needs_ffmpeg
@pytest.mark.django_db
def test_the_waveform_is_that_of_the_sound() -> None:
    by_ffmpeg = sounding()
    preparation.attempt()
    by_ffmpeg.refresh_from_db()
    assert 90 <= len(by_ffmpeg.peaks) <= encoder.PEAKS
    assert max(by_ffmpeg.peaks) == 100
    assert max(by_ffmpeg.peaks[: len(by_ffmpeg.peaks) // 3]) < 5  # it begins in silence
    by_ffmpeg.full_clean()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_encoder")
def test_without_encoder_a_wav_has_its_waveform_and_the_admin_says_what_is_missing() -> None:
    recording = sounding()
    preparation.attempt()
    recording.refresh_from_db()
    assert max(recording.peaks) == 100
    assert len(recording.peaks) == encoder.PEAKS
    assert [source.mime_type for source in recording.playable_sources()] == ["audio/wav"]
    assert preparation.state(recording) == preparation.NO_ENCODER


@needs_ffmpeg
@pytest.mark.django_db
def test_an_encoder_that_comes_later_finishes_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = sounding()
    with monkeypatch.context() as patch:
        patch.setattr(encoder, "PROGRAM", "no-such-program")
        preparation.attempt()
        assert not preparation.waiting().exists()
    call_command("prepare_recordings", verbosity=0)
    assert recording.encodings.count() == 2


@needs_ffmpeg
@pytest.mark.django_db
def test_an_encoding_that_brings_nothing_is_not_kept() -> None:
    recording = sounding("voix.mp3", files.mp3())
    Media.objects.update(file_bytes=100)
    preparation.attempt()
    assert [source.mime_type for source in recording.playable_sources()] == ["audio/mpeg"]


@needs_ffmpeg
@pytest.mark.django_db
def test_a_file_that_the_encoder_cannot_read_is_served_as_it_is() -> None:
    recording = sounding("voix.mp3", b"ID3" + b"rien" * 100)
    preparation.attempt()
    recording.refresh_from_db()
    assert preparation.state(recording) == preparation.UNREADABLE
    assert not preparation.waiting().exists()


@pytest.mark.django_db
def test_two_processes_do_not_take_the_same_recording() -> None:
    recording = sounding()
    assert preparation._claimed() == recording
    assert preparation._claimed() is None
    Media.objects.update(preparing_since=timezone.now() - 2 * preparation.LEASE)
    assert preparation._claimed() == recording


@pytest.mark.django_db
def test_a_recording_deleted_meanwhile_leaves_nothing(django_capture_on_commit_callbacks: Any) -> None:
    before = files_on_disk()
    recording = sounding()
    encoding = Encoding(media=recording, mime_type="audio/mpeg", bytes=3)
    encoding.file.save("voix.mp3", ContentFile(b"mp3"), save=False)
    with django_capture_on_commit_callbacks(execute=True):
        Media.objects.get(pk=recording.pk).delete()
    preparation._write(recording, [encoding], [], "")
    assert {path for path in files_on_disk() - before if path.endswith((".wav", ".mp3"))} == set()
    assert not Encoding.objects.exists()


@pytest.mark.django_db
def test_what_is_deleted_or_replaced_leaves_the_disk(django_capture_on_commit_callbacks: Any) -> None:
    before = files_on_disk()
    with django_capture_on_commit_callbacks(execute=True):
        recording = MediaFactory(thumbnail=ContentFile(files.image(), "portrait.jpg"), peaks=[1, 100])
        encoding = Encoding(media=recording, mime_type="audio/mpeg", bytes=3)
        encoding.file.save("voix.mp3", ContentFile(b"mp3"))
    first = {recording.file.name, recording.thumbnail.name, encoding.file.name}
    assert first <= files_on_disk()
    with django_capture_on_commit_callbacks(execute=True):
        recording.file = ContentFile(files.wav(2), "autre.wav")
        recording.thumbnail = ContentFile(files.image(), "autre.jpg")
        recording.save()
    assert not first & files_on_disk()
    assert (recording.duration, recording.peaks, recording.encodings.count()) == (2, [], 0)
    with django_capture_on_commit_callbacks(execute=True):
        recording.delete()
    assert files_on_disk() <= before | {"media", "media_thumbnails", "media_encodings"}


@pytest.mark.django_db
def test_a_deletion_that_is_undone_keeps_the_files(django_capture_on_commit_callbacks: Any) -> None:
    recording = sounding()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        Media.objects.get(pk=recording.pk).delete()
        transaction.set_rollback(True)
    assert default_storage.exists(recording.file.name)


@needs_ffmpeg
@pytest.mark.django_db
def test_a_film_tells_its_size_and_duration() -> None:
    recording = MediaFactory(type="video", file=ContentFile(files.film(), "film.mp4"))
    assert recording.duration > 5
    assert (recording.width, recording.height) == (640, 360)
    assert recording.mime_type == "video/mp4"
    assert shutil.which("ffprobe")


@pytest.mark.django_db
def test_a_recording_sent_before_the_site_read_files_is_described_too() -> None:
    recording = sounding()
    told = {"mime_type": recording.mime_type, "file_bytes": recording.file_bytes, "duration": recording.duration}
    assert all(told.values())
    Media.objects.update(mime_type="", file_bytes=0, duration=0)
    preparation.attempt()
    assert Media.objects.values(*told).get() == told

"""Recordings are judged by their content, and lose the tags that could name a witness."""

import io

import mutagen
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import APIC, ID3, TPE1
from mutagen.wave import WAVE

from cms.recordings import uploads
from cms.recordings.facts import sound_duration
from tests.cms import files

WITNESS = "Docteur Untel"


def cleaned(name: str, content: bytes) -> SimpleUploadedFile:
    upload = SimpleUploadedFile(name, content)
    uploads.clean_recording(upload)
    return upload


def refusal(name: str, content: bytes) -> str:
    """The sentence of the refusal; nothing when the recording is accepted."""
    try:
        cleaned(name, content)
    except ValidationError as error:
        return error.messages[0]
    return ""


def tagged_mp3(version: int = 2) -> bytes:
    """The recording as a dictaphone would leave it: who speaks, and a picture."""
    stream = io.BytesIO(files.mp3())
    tags = ID3()
    tags.add(TPE1(encoding=3, text=[WITNESS]))
    tags.add(APIC(encoding=3, mime="image/png", type=3, desc="", data=b"PORTRAIT"))
    tags.save(stream, v1=version)
    return stream.getvalue()


def tagged_wav() -> bytes:
    stream = io.BytesIO(files.wav())
    recording = WAVE(stream)
    recording.add_tags()
    recording.tags.add(TPE1(encoding=3, text=[WITNESS]))
    stream.seek(0)
    recording.save(stream)
    return stream.getvalue()


def wav_with_info() -> bytes:
    """A WAV whose LIST/INFO chunk names its artist, as most recorders write it."""
    info = b"INFOIART" + (len(WITNESS) + 1).to_bytes(4, "little") + WITNESS.encode() + b"\0"
    chunk = b"LIST" + len(info).to_bytes(4, "little") + info
    content = files.wav() + chunk
    return content[:4] + (len(content) - 8).to_bytes(4, "little") + content[8:]


@pytest.mark.parametrize(("name", "content"), [("voix.mp3", files.mp3()), ("voix.wav", files.wav())])
def test_a_recording_is_accepted_and_left_rewound(name: str, content: bytes) -> None:
    upload = cleaned(name, content)
    assert upload.tell() == 0
    assert sound_duration(upload) > 0.5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("voix.mp3", tagged_mp3()),
        ("voix.mp3", tagged_mp3(version=0)),
        ("voix.wav", tagged_wav()),
        ("voix.wav", wav_with_info()),
    ],
    ids=["ID3v1 and v2", "ID3v2", "WAV ID3", "WAV INFO"],
)
def test_tags_are_removed_and_sound_is_kept(name: str, content: bytes) -> None:
    assert WITNESS.encode() in content
    upload = cleaned(name, content)
    left = upload.read()
    assert WITNESS.encode() not in left
    assert b"PORTRAIT" not in left
    assert upload.size == len(left)
    recording = mutagen.File(io.BytesIO(left))
    assert not recording.tags
    assert recording.info.length == pytest.approx(mutagen.File(io.BytesIO(content)).info.length, abs=0.1)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("texte.mp3", b"Un simple texte." * 20, "n'est pas un enregistrement de ce format"),
        ("vide.mp3", b"", "vide"),
        ("coupe.mp3", files.mp3()[:40], "abîmé ou incomplet"),
        ("coupe.wav", files.wav()[:20], "abîmé ou incomplet"),
        ("silence.wav", files.wav(0), "aucun son lisible"),
        ("voix.mp3", files.wav(), "n'est pas un enregistrement de ce format"),
        ("voix.wav", files.mp3(), "n'est pas un enregistrement de ce format"),
        ("voix.exe", files.mp3(), "n'est pas un enregistrement de ce format"),
        ("voix.mp3", b"<html><script>alert(1)</script></html>", "n'est pas un enregistrement de ce format"),
    ],
)
def test_what_is_not_the_recording_its_name_says_is_refused(name: str, content: bytes, sentence: str) -> None:
    assert sentence in refusal(name, content)


def test_too_large_a_recording_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 10_000)
    assert "limite est de" in refusal("longue.mp3", files.mp3())


def test_the_duration_of_an_unreadable_file_is_zero() -> None:
    assert sound_duration(SimpleUploadedFile("a.mp3", b"rien")) == 0


HEADS = {
    "a.mp3": b"ID3\x04\x00",
    "a.wav": b"RIFF\x24\x00\x00\x00WAVE",
    "a.ogg": b"OggS",
    "a.flac": b"fLaC",
    "a.m4a": b"\0\0\0\x20ftypM4A ",
}


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(sorted(HEADS)), content=st.binary(max_size=300), headed=st.booleans())
def test_no_bytes_crash_the_check(name: str, content: bytes, headed: bool) -> None:
    sentence = refusal(name, HEADS[name] * headed + content)
    assert sentence == "" or sentence.endswith(".")


SOUND = {"a.mp3": tagged_mp3()[:9000], "a.wav": tagged_wav()}


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(SOUND)),
    changes=st.lists(st.tuples(st.integers(0, 500), st.integers(0, 255)), min_size=1, max_size=5),
)
def test_no_damaged_recording_crashes_the_check(name: str, changes: list[tuple[int, int]]) -> None:
    content = bytearray(SOUND[name])
    for position, value in changes:
        content[position % len(content)] = value
    sentence = refusal(name, bytes(content))
    assert sentence == "" or sentence.endswith(".")

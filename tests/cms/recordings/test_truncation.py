"""A recording of which the end is missing is refused before anybody listens to it."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.recordings import encoder
from cms.recordings.truncation import _JUDGES, is_cut
from tests.cms import files

FORMATS = {
    "ogg": ("-c:a", "libopus"),
    "m4a": ("-c:a", "aac"),
    "webm": ("-c:a", "libopus"),
    "mp3": ("-c:a", "libmp3lame"),
    "flac": ("-c:a", "flac"),
}


def cut(content: bytes, extension: str) -> bool | None:
    return is_cut(io.BytesIO(content), extension)


def test_a_whole_file_is_whole_and_a_cut_one_is_cut() -> None:
    for extension, content in (("wav", files.wav()), ("mp4", files.film()), ("mp3", files.RECORDING.read_bytes())):
        assert cut(content, extension) is False, extension
        assert cut(content[: len(content) * 2 // 3], extension), extension


@pytest.mark.skipif(not encoder.available(), reason="pas d'encodeur (ffmpeg)")
@pytest.mark.parametrize("extension", FORMATS)
def test_so_it_is_of_what_an_encoder_writes(tmp_path: Path, extension: str) -> None:
    target = tmp_path / f"voix.{extension}"
    (tmp_path / "voix.wav").write_bytes(files.tone(4))
    command = [shutil.which("ffmpeg"), "-v", "error", "-i", tmp_path / "voix.wav", *FORMATS[extension], target]
    subprocess.run(command, check=True)  # noqa: S603
    content = target.read_bytes()
    assert cut(content, extension) is False
    assert cut(content[: len(content) * 2 // 3], extension)


def test_a_file_that_does_not_say_where_it_ends_is_not_judged() -> None:
    assert cut(files.mp3(), "mp3") is None
    assert cut(files.wav().replace(b"data" + (16000).to_bytes(4, "little"), b"data\xff\xff\xff\xff"), "wav") is None


@given(extension=st.sampled_from(sorted(_JUDGES)), content=st.binary(max_size=400))
def test_no_bytes_crash_it(extension: str, content: bytes) -> None:
    for head in (
        b"",
        b"OggS",
        b"fLaC\0\0\0\x22\x10\0\x10\0" + bytes(6) + b"\x0a\xc4\x40\xf0\0\0\x10\0" + b"\xff\xf8",
        b"Info",
        b"\x18\x53\x80\x67",
        b"RIFF\0\0\0\0WAVE",
    ):
        assert cut(head + content, extension) in (True, False, None)

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
}


def cut(content: bytes, extension: str) -> bool:
    return is_cut(io.BytesIO(content), extension)


def test_a_whole_file_is_whole_and_a_cut_one_is_cut() -> None:
    for extension, content in (("wav", files.wav()), ("mp4", files.film()), ("mp3", files.RECORDING.read_bytes())):
        assert not cut(content, extension), extension
        assert cut(content[: len(content) * 2 // 3], extension), extension


@pytest.mark.skipif(not encoder.available(), reason="pas d'encodeur (ffmpeg)")
@pytest.mark.parametrize("extension", FORMATS)
def test_so_it_is_of_what_an_encoder_writes(tmp_path: Path, extension: str) -> None:
    target = tmp_path / f"voix.{extension}"
    (tmp_path / "voix.wav").write_bytes(files.tone(4))
    command = [shutil.which("ffmpeg"), "-v", "error", "-i", tmp_path / "voix.wav", *FORMATS[extension], target]
    subprocess.run(command, check=True)  # noqa: S603
    content = target.read_bytes()
    assert not cut(content, extension)
    assert cut(content[: len(content) * 2 // 3], extension)


@given(extension=st.sampled_from(sorted(_JUDGES)), content=st.binary(max_size=400))
def test_no_bytes_crash_it(extension: str, content: bytes) -> None:
    for head in (b"", b"OggS", b"Info", b"\x18\x53\x80\x67", b"RIFF\0\0\0\0WAVE"):
        assert cut(head + content, extension) in (True, False)

"""What a file says of itself: duration, format, size of the picture. Nothing is taken from its name but its container."""

import io
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

import mutagen

PROBE_SECONDS = 20


@dataclass(frozen=True)
class Facts:
    """``duration`` in seconds, 0 when the file does not tell; ``width`` and ``height`` in pixels, for films."""

    duration: float
    mime_type: str
    bytes: int
    width: int | None = None
    height: int | None = None


# Containers by extension: an upload has been checked against its own (cms/uploads.py).
MIME_TYPES = {
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
}
VIDEO_MIME_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}


def read_facts(file: IO[bytes], media_type: str) -> Facts:
    """Facts of an uploaded file (a Django ``File``), left where it was in its reading."""
    position = file.tell()
    try:
        extension = PurePath(file.name or "").suffix.lower().lstrip(".")
        known = VIDEO_MIME_TYPES if media_type == "video" else MIME_TYPES
        mime_type = known.get(extension, "application/octet-stream")
        file.seek(0, io.SEEK_END)
        size = file.tell()
        probed = _probe(file) if media_type == "video" else {}
        return Facts(
            duration=probed.get("duration") or sound_duration(file),
            mime_type=mime_type,
            bytes=size,
            width=probed.get("width"),
            height=probed.get("height"),
        )
    finally:
        file.seek(position)


def sound_duration(file: IO[bytes]) -> float:
    """Duration in seconds as mutagen reads it, 0 when the format does not tell."""
    file.seek(0)
    try:
        recording = mutagen.File(file)
    except mutagen.MutagenError:
        return 0.0
    return round(float(recording.info.length), 3) if recording is not None else 0.0


def _probe(file: IO[bytes]) -> dict[str, Any]:
    """Duration and picture of a film by ffprobe; nothing when it is not on the machine or cannot tell."""
    program = shutil.which("ffprobe")
    if program is None:
        return {}
    with on_disk(file) as path:
        asked = ["-show_entries", "format=duration:stream=width,height", "-select_streams", "v:0", "-of", "json"]
        command = [program, "-v", "error", *asked, path]
        try:
            answer = subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, check=True)  # noqa: S603
            found = json.loads(answer.stdout)
        except (subprocess.SubprocessError, OSError, ValueError):
            return {}
    picture = (found.get("streams") or [{}])[0]
    length = found.get("format", {}).get("duration", "")
    return {
        "duration": round(float(length), 3) if re.fullmatch(r"[\d.]+", length) else None,
        "width": picture.get("width"),
        "height": picture.get("height"),
    }


@contextmanager
def on_disk(file: IO[bytes]) -> Iterator[str]:
    """A path where a program may read this file: its own when it has one, else a copy that is removed."""
    if hasattr(file, "temporary_file_path"):
        yield file.temporary_file_path()
        return
    with tempfile.NamedTemporaryFile(prefix="medaide-") as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        copy.flush()
        yield copy.name

"""ffmpeg, when it is on the machine: other encodings of a recording, and the heights of its waveform."""

import shutil
import subprocess
import sys
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

PROGRAM = "ffmpeg"
PEAKS = 200
PEAK_RATE = 4000  # samples a second: enough to draw, quick to read
PIECE = 80  # samples measured at once: fifty pieces a second
LONGEST_SECONDS = 3600  # of one encoding
PLAYS_EVERYWHERE = {"audio/mpeg", "audio/mp4", "video/mp4"}


class EncoderError(Exception):
    """The program could not read or write this recording."""


@dataclass(frozen=True)
class Profile:
    """One encoding to make, and how."""

    mime_type: str
    extension: str
    options: tuple[str, ...]


# A voice alone: 24 kbit/s of Opus and 64 of MP3 are beyond what one hears (Xiph, "Opus Recommended Settings").
OPUS = Profile("audio/webm; codecs=opus", "webm", ("-vn", "-ac", "1", "-c:a", "libopus", "-b:a", "24k"))
MP3 = Profile("audio/mpeg", "mp3", ("-vn", "-ac", "1", "-c:a", "libmp3lame", "-b:a", "64k"))
MP4 = Profile(
    "video/mp4",
    "mp4",
    (
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-pix_fmt", "yuv420p"),
        *("-vf", "scale=w='min(1280,iw)':h=-2", "-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart"),
    ),
)


def available() -> bool:
    return shutil.which(PROGRAM) is not None


def profiles(media_type: str, mime_type: str) -> list[Profile]:
    """What is worth making for a recording of this kind and format."""
    if media_type == "video":
        return [MP4]
    return [OPUS] if mime_type in PLAYS_EVERYWHERE else [OPUS, MP3]


def encode(source: str, target: Path, profile: Profile) -> None:
    """Write ``target``, without any tag of the source. Raises EncoderError."""
    command = [*_command(source), "-map_metadata", "-1", *profile.options, "-y", str(target)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_SECONDS)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        raise EncoderError(_last_line(error)) from error


def peaks(source: str) -> list[int]:
    """Heights of the waveform from 0 to 100. Raises EncoderError."""
    command = [*_command(source), "-vn", "-ac", "1", "-ar", str(PEAK_RATE), "-f", "s16le", "-"]
    heights = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:  # noqa: S603
        assert program.stdout is not None  # noqa: S101 - asked for above
        while piece := program.stdout.read(PIECE * 2):
            heights.append(_height(piece))
    if program.returncode or not heights:
        raise EncoderError("sound not read")
    return scaled(heights)


def wav_peaks(source: str) -> list[int]:
    """The same without ffmpeg, for a 16-bit WAV file; empty for any other."""
    try:
        with wave.open(source, "rb") as recording:
            if recording.getsampwidth() != 2:
                return []
            step = max(1, recording.getnframes() // (PEAKS * 10))
            return scaled([_height(piece) for piece in _pieces(recording, step)])
    except (wave.Error, EOFError):
        return []


def _pieces(recording: wave.Wave_read, step: int) -> Iterator[bytes]:
    while piece := recording.readframes(step):
        yield piece


def _height(piece: bytes) -> int:
    samples = array("h", piece[: len(piece) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return max(map(abs, samples), default=0)


def scaled(heights: list[int]) -> list[int]:
    """At most ``PEAKS`` heights from 0 to 100, the loudest of all at 100."""
    loudest = max(heights, default=0)
    if not loudest:
        return [0] * min(PEAKS, len(heights))
    count = min(PEAKS, len(heights))
    bounds = [index * len(heights) // count for index in range(count + 1)]
    return [round(100 * max(heights[start:end]) / loudest) for start, end in pairwise(bounds)]


def _command(source: str) -> list[str]:
    """The beginning of every command: silent, one core, and after everything that readers wait for."""
    polite = [nice, "-n", "19"] if (nice := shutil.which("nice")) else []
    # A file is read as what it is: no playlist nor address inside it is followed.
    return [
        *polite,
        PROGRAM,
        "-nostdin",
        "-v",
        "error",
        "-threads",
        "1",
        "-protocol_whitelist",
        "file,pipe",
        "-i",
        source,
    ]


def _last_line(error: Exception) -> str:
    output = getattr(error, "stderr", None) or b""
    lines = output.decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else type(error).__name__

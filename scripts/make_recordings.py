"""Makes the demo's synthetic recordings from their texts: two readings and a film, with transcripts to the sentence.

    .venv/bin/python -m scripts.make_recordings

Needs espeak-ng and ffmpeg (with libx264 and libmp3lame); nobody's voice is used. What it writes in demo/media is
committed: a sound or a film, the moments of its sentences (``.vtt``), its chapters and its waveform (``.yaml``).
"""

import re
import subprocess
import tempfile
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from cms.recordings import encoder
from cms.recordings.segments import Segment
from cms.recordings.writing import as_webvtt
from scripts import film_frames
from scripts.console import run, say

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "demo" / "content"
MEDIA = ROOT / "demo" / "media"
OPENING = "Enregistrement de synthèse : une machine lit ce texte."
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«])|(?<=»)\s+(?=[A-ZÀ-Ý])")
RATE = 22_050  # samples a second, as espeak-ng gives them
SENTENCE_PAUSE, PARAGRAPH_PAUSE = 0.35, 2.1  # seconds; the second one begins a paragraph of the transcript
VOICE = ("espeak-ng", "-v", "fr", "-s", "150", "-g", "4", "-z", "--stdout")
MP3 = ("-ac", "1", "-codec:a", "libmp3lame", "-b:a", "32k", "-map_metadata", "-1", "-bitexact")
FILM_SOUND = ("-ac", "1", "-c:a", "aac", "-b:a", "40k")
FILM_PICTURE = (
    "-c:v",
    "libx264",
    "-preset",
    "veryslow",
    "-crf",
    "30",
    "-pix_fmt",
    "yuv420p",
    "-movflags",
    "+faststart",
)


@dataclass
class Reading:
    """A text read by the machine: its sound, and when each sentence is said."""

    sound: bytearray = field(default_factory=bytearray)
    segments: list[Segment] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return len(self.sound) / 2 / RATE

    def wait(self, pause: float) -> None:
        self.sound += bytes(2 * round(pause * RATE))

    def speak(self, sentence: str) -> None:
        start = self.seconds
        self.sound += _spoken(sentence)
        self.segments.append(Segment(round(start, 3), round(self.seconds, 3), sentence))

    def write(self, path: Path) -> None:
        with wave.open(str(path), "wb") as recording:
            recording.setnchannels(1)
            recording.setsampwidth(2)
            recording.setframerate(RATE)
            recording.writeframes(bytes(self.sound))


def main() -> None:
    """Write every file again."""
    for path in sorted((TEXTS / "temoignages").glob("*.md")):
        _make_sound(path)
    _make_film(TEXTS / "film.md")


def _make_sound(path: Path) -> None:
    header, paragraphs = _text(path)
    reading = read_aloud([OPENING, *paragraphs])
    target = MEDIA / f"{path.stem}.mp3"
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "voice.wav"
        reading.write(sound)
        _ffmpeg("-i", str(sound), *MP3, str(target))
    _describe(target, header, reading)


def _make_film(path: Path) -> None:
    header, paragraphs = _text(path)
    reading = read_aloud(paragraphs)
    reading.wait(1.5)
    target = MEDIA / "film.mp4"
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "voice.wav"
        reading.write(sound)
        film_frames.draw(Path(folder), reading.seconds, [segment.start for segment in reading.segments])
        pictures = ("-framerate", str(film_frames.PER_SECOND), "-i", f"{folder}/%05d.png")
        _ffmpeg(
            *pictures, "-i", str(sound), *FILM_PICTURE, *FILM_SOUND, "-map_metadata", "-1", "-bitexact", str(target)
        )
        film_frames.poster(MEDIA / "film-affiche.webp")
    _describe(target, header, reading)


def _text(path: Path) -> tuple[dict, list[str]]:
    _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(header), [" ".join(part.split()) for part in body.strip().split("\n\n")]


def read_aloud(paragraphs: list[str]) -> Reading:
    reading = Reading()
    for number, paragraph in enumerate(paragraphs):
        reading.wait(PARAGRAPH_PAUSE if number else SENTENCE_PAUSE)
        for place, sentence in enumerate(SENTENCE.split(paragraph)):
            if place:
                reading.wait(SENTENCE_PAUSE)
            reading.speak(sentence)
    reading.wait(SENTENCE_PAUSE)
    return reading


def _spoken(sentence: str) -> bytes:
    """Samples of a sentence, without the silence that the program leaves around it."""
    answer = subprocess.run([*VOICE, sentence], capture_output=True, check=True).stdout
    samples = answer[44:]  # after the header of a WAV file of which the length is not told
    loud = [place for place in range(0, len(samples) - 1, 2) if abs(_sample(samples, place)) > 200]
    return samples[loud[0] : loud[-1] + 2] if loud else b""


def _sample(samples: bytes, place: int) -> int:
    return int.from_bytes(samples[place : place + 2], "little", signed=True)


def _describe(target: Path, header: dict, reading: Reading) -> None:
    target.with_suffix(".vtt").write_text(as_webvtt(reading.segments), encoding="utf-8")
    told = {
        "title": header["recording"],
        "chapters": list(_chapters(header, reading)),
        "peaks": encoder.peaks(str(target)),
    }
    text = yaml.safe_dump(told, allow_unicode=True, default_flow_style=None, sort_keys=False, width=120)
    target.with_suffix(".yaml").write_text(text, encoding="utf-8")
    say(f"{target.relative_to(ROOT)}  {reading.seconds:.0f} s  {target.stat().st_size // 1000} ko")


def _chapters(header: dict, reading: Reading) -> Iterator[dict]:
    """The header names the first words of each moment; the reading says when they come."""
    for title, words in header.get("moments", {}).items():
        start = next(segment.start for segment in reading.segments if segment.text.startswith(words))
        yield {"start": start, "title": title}


def _ffmpeg(*arguments: str) -> None:
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *arguments], check=True)


if __name__ == "__main__":
    run(main)

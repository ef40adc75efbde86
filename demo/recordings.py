"""Recordings of the demo: a sound or a film, and beside it what ``scripts/make_recordings.py`` wrote about it."""

from contextlib import ExitStack
from pathlib import Path

import yaml
from django.core.files import File

from cms.models import Media
from cms.recordings.reading import read_transcript

POSTER = "-affiche"  # end of the name of a film's poster


def recording(path: Path) -> Media:
    """The recording of this file, with its transcript, its chapters and its waveform."""
    told = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    transcript = read_transcript(path.with_suffix(".vtt").read_text(encoding="utf-8"))
    poster = path.with_name(f"{path.stem}{POSTER}.webp")
    with ExitStack() as files:
        made = Media(
            title=told["title"],
            type="video" if path.suffix == ".mp4" else "audio",
            is_synthetic=True,
            transcript=[segment.as_dict() for segment in transcript.segments],
            chapters=told["chapters"],
            file=File(files.enter_context(path.open("rb")), name=path.name),
        )
        if poster.exists():
            made.thumbnail = File(files.enter_context(poster.open("rb")), name=poster.name)
        made.full_clean()
        made.peaks = told["peaks"]
        made.save()
    return made

"""What is made from a recording after it was sent: waveform and other encodings.

No broker: a thread of the process that saved, or ``manage.py prepare_recordings``. What is left undone stands in the
database, for any process.
"""

import datetime
import logging
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cms.background import Worker
from cms.models import Encoding, Media

from . import encoder
from .facts import on_disk, read_facts

logger = logging.getLogger("medaide")
LEASE = datetime.timedelta(hours=2)  # after which whoever was at it is taken for dead
NO_ENCODER = "Ce serveur n'a pas d'encodeur (ffmpeg) : l'enregistrement est servi tel qu'il a été envoyé."
UNREADABLE = "L'encodeur n'a pas pu lire cet enregistrement : il est servi tel quel. Écoutez-le pour vérifier."


def kick() -> None:
    """Have what waits prepared: in the background, or at once with ``RECORDINGS_BACKGROUND = False``."""
    if settings.RECORDINGS_BACKGROUND:
        _worker.kick()
    else:
        attempt()


def kick_once() -> None:
    """The first time in the life of this process: another one may have stopped before its work was done."""
    if settings.RECORDINGS_BACKGROUND and not _worker.was_asked:
        _worker.kick()


def attempt() -> bool:
    """Prepare all that waits; returns whether nothing is left."""
    while recording := _claimed():
        prepare(recording)
    return True


def waiting() -> QuerySet[Media]:
    """Recordings whose present file was not prepared, or not by an encoder that has come since."""
    undone = ~Q(prepared_file=F("file"))
    if encoder.available():
        undone |= Q(preparation_error=NO_ENCODER)
    free = Q(preparing_since=None) | Q(preparing_since__lt=timezone.now() - LEASE)
    return Media.objects.filter(undone & free).order_by("pk")


def _claimed() -> Media | None:
    """The first of those that wait, taken for this process alone."""
    for recording in waiting():
        mine = Media.objects.filter(pk=recording.pk, preparing_since=recording.preparing_since)
        if mine.update(preparing_since=timezone.now()):
            return recording
    return None


def prepare(recording: Media) -> None:
    """Make waveform and encodings, and write what went wrong as a sentence for editors. Never raises for a bad file."""
    made: list[Encoding] = []
    peaks: list[int] = []
    fault = ""
    try:
        with recording.file.open("rb") as stream, on_disk(stream) as source:
            if encoder.available():
                peaks = encoder.peaks(source)
                made = _encodings(recording, source)
            else:
                peaks, fault = encoder.wav_peaks(source) or recording.peaks, NO_ENCODER
    except (encoder.EncoderError, OSError) as error:
        logger.warning("recording_not_prepared id=%s reason=%s", recording.pk, error)
        fault = UNREADABLE
    _write(recording, made, peaks, fault)


def _encodings(recording: Media, source: str) -> list[Encoding]:
    """Encodings of which the file is written and the row is not; those that bring nothing are left out."""
    made = []
    for profile in encoder.profiles(recording.type, recording.mime_type):
        with tempfile.TemporaryDirectory(prefix="medaide-") as folder:
            target = Path(folder) / f"{Path(str(recording.file.name)).stem}.{profile.extension}"
            encoder.encode(source, target, profile)
            size = target.stat().st_size
            if size >= recording.file_bytes and recording.mime_type in encoder.PLAYS_EVERYWHERE:
                continue
            encoding = Encoding(media=recording, mime_type=profile.mime_type, bytes=size)
            with target.open("rb") as stream:
                encoding.file.save(target.name, File(stream), save=False)
            made.append(encoding)
    return made


def _write(recording: Media, made: list[Encoding], peaks: list[int], fault: str) -> None:
    """Keep what was made, unless the recording was deleted or replaced meanwhile."""
    with transaction.atomic():
        same = Media.objects.select_for_update().filter(pk=recording.pk, file=recording.file.name)
        if same.exists():
            recording.encodings.all().delete()
            for encoding in made:
                encoding.save()
            same.update(
                peaks=peaks,
                prepared_file=recording.file.name,
                preparing_since=None,
                preparation_error=fault,
                **_missing_facts(recording),
            )
            return
    for encoding in made:
        encoding.file.delete(save=False)


def _missing_facts(recording: Media) -> dict[str, Any]:
    """Format, weight and length of a file that was sent before the site read them: feeds say them."""
    if recording.mime_type:
        return {}
    with recording.file.open("rb") as stream:
        facts = read_facts(stream, recording.type)
    return {
        "mime_type": facts.mime_type,
        "file_bytes": facts.bytes,
        "duration": facts.duration or recording.duration,
    }


def state(recording: Media) -> str:
    """Where the preparation stands, in a sentence for editors."""
    if recording.preparation_error:
        return recording.preparation_error
    if recording.prepared_file != recording.file.name:
        return "Les autres formats et la forme d'onde se préparent : l'enregistrement est déjà servi tel quel."
    formats = [encoding.mime_type for encoding in recording.encodings.all()]
    return f"Servi aussi en : {', '.join(formats)}." if formats else "Servi tel qu'il a été envoyé."


_worker = Worker("medaide", attempt)

"""Uploaded recordings are judged by their content, as images and documents are (cms/uploads.py)."""

import io
from typing import IO

import filetype
import mutagen
from django.core.exceptions import ValidationError

from cms.uploads import MEBIBYTE, extension, refuse_size, replace_content, rewound

from .truncation import is_cut

MAX_BYTES = 200 * MEBIBYTE
DAMAGED = "Cet enregistrement est abîmé ou incomplet. Exportez-le de nouveau, puis renvoyez-le."
# Containers by extension, as python-filetype names them.
RECORDING_TYPES = {
    "flac": {"audio/x-flac"},
    "m4a": {"audio/mp4", "video/mp4"},
    "mp3": {"audio/mpeg"},
    "mp4": {"video/mp4", "audio/mp4", "video/x-m4v"},
    "oga": {"audio/ogg"},
    "ogg": {"audio/ogg"},
    "opus": {"audio/ogg"},
    "wav": {"audio/x-wav", "audio/wav"},
    "webm": {"video/webm"},
}


def clean_recording(file: IO[bytes]) -> None:
    """Refuse what is not the sound or film its name says; drop the tags that a recorder wrote."""
    refuse_size(file, MAX_BYTES)
    kind = extension(file)
    with rewound(file):
        guess = filetype.guess(file.read(8192))
    found = guess.mime if guess else None
    if kind not in RECORDING_TYPES or found not in RECORDING_TYPES[kind]:
        raise ValidationError(
            f"Ce fichier se nomme « .{kind} » mais son contenu n'est pas un enregistrement de ce format. "
            "Exportez-le en MP3 ou en M4A, puis envoyez-le de nouveau."
        )
    if is_cut(file, kind):
        raise ValidationError(DAMAGED)
    if kind == "webm":
        return  # mutagen does not read Matroska, and browsers' recorders write no personal tag in it
    with rewound(file):
        try:
            recording = mutagen.File(file)
            if recording is None or not recording.info.length:
                raise ValidationError(
                    "Cet enregistrement ne contient aucun son lisible. Vérifiez-le en l'écoutant, puis recommencez."
                )
            if recording.tags:
                file.seek(0)
                recording.delete(file)
            if kind == "wav":
                _keep_sound_only(file)
        except mutagen.MutagenError as error:
            raise ValidationError(DAMAGED) from error
    file.seek(0, io.SEEK_END)
    if hasattr(file, "size"):
        file.size = file.tell()
    file.seek(0)


def _keep_sound_only(file: IO[bytes]) -> None:
    """Drop every chunk of a WAV file that is not sound: recorders write names and places there.

    Source of the chunks: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991.
    """
    file.seek(0)
    content = file.read()
    kept, position = [], 12
    while position + 8 <= len(content):
        name, size = content[position : position + 4], int.from_bytes(content[position + 4 : position + 8], "little")
        end = position + 8 + size + size % 2
        if name in {b"fmt ", b"fact", b"data"}:
            kept.append(content[position:end])
        position = end
    body = b"WAVE" + b"".join(kept)
    replace_content(file, b"RIFF" + len(body).to_bytes(4, "little") + body)

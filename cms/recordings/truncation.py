"""Whether a recording was cut on its way: it says how long it is, and there is less.

Sources: RIFF (Microsoft and IBM, 1991), ISO/IEC 14496-12 (boxes of MP4), RFC 3533 (Ogg pages), RFC 8794 and 9559 (EBML and
Matroska), the "Xing" header that encoders write in MP3 files. A raw FLAC or MP3 without header says nothing.
"""

import io
from collections.abc import Callable
from typing import IO

from cms.uploads import rewound

HEAD_BYTES = 4096
TAIL_BYTES = 128 * 1024  # two of the largest Ogg pages
UNKNOWN_SIZE = 0xFFFFFFFF  # written by programs that did not know the end yet


def is_cut(file: IO[bytes], extension: str) -> bool:
    """Whether the end is missing; the file is left rewound."""
    judge = _JUDGES.get(extension)
    with rewound(file):
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        return judge is not None and judge(file, size)


def _wav(file: IO[bytes], size: int) -> bool:
    position = 12
    while position + 8 <= size:
        file.seek(position)
        head = file.read(8)
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"data":
            return length not in (0, UNKNOWN_SIZE) and position + 8 + length > size
        position += 8 + length + length % 2
    return False


def _mp4(file: IO[bytes], size: int) -> bool:
    position = 0
    while position + 8 <= size:
        file.seek(position)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length == 0:
            return False  # lasts until the end of the file
        if length < 8:
            return True
        position += length
    return position > size


def _mp3(file: IO[bytes], size: int) -> bool:
    head = file.read(HEAD_BYTES)
    mark = max(head.find(b"Xing"), head.find(b"Info"))
    if mark < 0:
        return False
    flags = int.from_bytes(head[mark + 4 : mark + 8], "big")
    place = mark + 8 + 4 * (flags & 1)
    told = int.from_bytes(head[place : place + 4], "big") if flags & 2 else 0
    return told > size


def _ogg(file: IO[bytes], size: int) -> bool:
    start = max(0, size - TAIL_BYTES)
    file.seek(start)
    tail = file.read()
    page = tail.rfind(b"OggS")
    while page >= 0:
        lengths = tail[page + 27 : page + 27 + tail[page + 26]] if page + 27 <= len(tail) else b""
        if lengths or page + 27 > len(tail):
            return page + 27 + len(lengths) + sum(lengths) > len(tail)
        page = tail.rfind(b"OggS", 0, page)
    return True


def _webm(file: IO[bytes], size: int) -> bool:
    head = file.read(HEAD_BYTES)
    segment = head.find(b"\x18\x53\x80\x67")
    if segment < 0 or segment + 12 > len(head):
        return True
    first = head[segment + 4]
    width = 9 - first.bit_length()
    if not first:
        return True
    told = int.from_bytes(head[segment + 4 : segment + 4 + width], "big") & ~(1 << (7 * width))
    unknown = told == (1 << (7 * width)) - 1
    return not unknown and segment + 4 + width + told > size


_JUDGES: dict[str, Callable[[IO[bytes], int], bool]] = {
    "m4a": _mp4,
    "mp3": _mp3,
    "mp4": _mp4,
    "oga": _ogg,
    "ogg": _ogg,
    "opus": _ogg,
    "wav": _wav,
    "webm": _webm,
}

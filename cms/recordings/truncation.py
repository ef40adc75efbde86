"""Whether a recording was cut on its way: it says how long it is, and there is less.

Sources: RIFF (Microsoft and IBM, 1991), ISO/IEC 14496-12 (boxes of MP4), RFC 3533 (Ogg pages), RFC 8794 and 9559 (EBML and
Matroska), RFC 9639 (FLAC), the "Xing" header that encoders write in MP3 files. An MP3 without it says nothing.
"""

import io
from collections.abc import Callable
from typing import IO

from cms.uploads import rewound

HEAD_BYTES = 4096
TAIL_BYTES = 128 * 1024  # two of the largest Ogg pages
FLAC_FRAME = b"\xff\xf8"  # of which every block but the last has the same size
FLAC_HEAD_BYTES = 16  # the longest header of a frame
UNKNOWN_SIZE = 0xFFFFFFFF  # written by programs that did not know the end yet


def is_cut(file: IO[bytes], extension: str) -> bool | None:
    """Whether the end is missing; None when the file does not say where it ends. The file is left rewound."""
    judge = _JUDGES.get(extension)
    with rewound(file):
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        return judge(file, size) if judge else None


def _wav(file: IO[bytes], size: int) -> bool | None:
    position = 12
    while position + 8 <= size:
        file.seek(position)
        head = file.read(8)
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"data":
            return None if length in (0, UNKNOWN_SIZE) else position + 8 + length > size
        position += 8 + length + length % 2
    return False


def _mp4(file: IO[bytes], size: int) -> bool | None:
    position = 0
    while position + 8 <= size:
        file.seek(position)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length == 0:
            return None  # lasts until the end of the file
        if length < 8:
            return True
        position += length
    return position > size


def _mp3(file: IO[bytes], size: int) -> bool | None:
    head = file.read(HEAD_BYTES)
    mark = max(head.find(b"Xing"), head.find(b"Info"))
    if mark < 0:
        return None
    flags = int.from_bytes(head[mark + 4 : mark + 8], "big")
    place = mark + 8 + 4 * (flags & 1)
    told = int.from_bytes(head[place : place + 4], "big") if flags & 2 else 0
    return told > size if told else None


def _flac(file: IO[bytes], size: int) -> bool | None:
    """Whether its last frame is there, by its number: all frames but that one hold as many samples as the header says."""
    head = file.read(HEAD_BYTES)
    smallest, largest = int.from_bytes(head[8:10], "big"), int.from_bytes(head[10:12], "big")
    samples = int.from_bytes(head[18:26], "big") & (1 << 36) - 1
    if not head.startswith(b"fLaC") or not samples or not largest or smallest != largest:
        return None
    file.seek(max(0, size - TAIL_BYTES))
    tail = file.read()
    last = (samples - 1) // largest
    place = tail.rfind(FLAC_FRAME)
    while place >= 0:
        if _flac_frame_number(tail[place : place + FLAC_HEAD_BYTES]) == last:
            return False
        place = tail.rfind(FLAC_FRAME, 0, place)
    return True


def _flac_frame_number(head: bytes) -> int | None:
    """The number of a frame; None when these bytes are no header of a frame, whose check sum would be right."""
    if len(head) < FLAC_HEAD_BYTES:
        return None
    extra = 8 - (head[4] ^ 0xFF).bit_length()  # leading ones, as in UTF-8
    length = max(1, extra)
    number = head[4] & (0x7F >> extra)
    for byte in head[5 : 4 + length]:
        number = number << 6 | byte & 0x3F
    length += 4 + {6: 1, 7: 2}.get(head[2] >> 4, 0) + {12: 1, 13: 2, 14: 2}.get(head[2] & 0xF, 0)
    return number if extra < 7 and _crc8(head[:length]) == head[length] else None


def _crc8(content: bytes) -> int:
    """RFC 9639, section 9.1.8: polynomial x^8 + x^2 + x + 1, from 0."""
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ (0x07 if crc & 0x80 else 0)) & 0xFF
    return crc


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


def _webm(file: IO[bytes], size: int) -> bool | None:
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
    return None if unknown else segment + 4 + width + told > size


_JUDGES: dict[str, Callable[[IO[bytes], int], bool | None]] = {
    "flac": _flac,
    "m4a": _mp4,
    "mp3": _mp3,
    "mp4": _mp4,
    "oga": _ogg,
    "ogg": _ogg,
    "opus": _ogg,
    "wav": _wav,
    "webm": _webm,
}

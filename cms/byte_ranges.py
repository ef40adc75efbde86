"""Pieces of a file by HTTP: which bytes were asked for, and sending them without reading the file whole.

Source: RFC 9110, "HTTP Semantics", sections 13 (conditional requests) and 14 (range requests).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CHUNK_BYTES = 64 * 1024
# Players ask for one; more than these is taken for an attack, and answered with the whole file.
MAX_RANGES = 8
MAX_HEADER = 1024
_RANGE = re.compile(r"(\d*)-(\d*)", re.ASCII)


class UnsatisfiableError(Exception):
    """No byte of what was asked for exists."""


@dataclass(frozen=True)
class Piece:
    """Bytes ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def content_range(self, size: int) -> str:
        return f"bytes {self.first}-{self.last}/{size}"


def pieces(header: str, size: int) -> list[Piece]:
    """What a ``Range`` header asks of a file of this size, in order and without overlap.

    Empty when the header is to be ignored: unreadable, another unit, too many. Raises UnsatisfiableError.
    """
    unit, _, specs = header.partition("=")
    if unit.strip().lower() != "bytes" or len(header) > MAX_HEADER:
        return []
    asked = [spec.strip() for spec in specs.split(",") if spec.strip()]
    if not asked or len(asked) > MAX_RANGES:
        return []
    found: list[Piece] = []
    for spec in asked:
        match = _RANGE.fullmatch(spec)
        if match is None or spec == "-" or (match[1] and match[2] and _order(match[1]) > _order(match[2])):
            return []
        if piece := _piece(match[1], match[2], size):
            found.append(piece)
    if not found:
        raise UnsatisfiableError
    return _merged(found)


def _order(digits: str) -> tuple[int, str]:
    """Sorts numbers too long to be worth reading."""
    digits = digits.lstrip("0")
    return len(digits), digits


def _piece(first: str, last: str, size: int) -> Piece | None:
    """None when no such byte exists."""
    if not first:  # the last so many
        length = min(_number(last, size), size)
        return Piece(size - length, size - 1) if length else None
    start = _number(first, size)
    return Piece(start, min(_number(last, size), size - 1) if last else size - 1) if start < size else None


def _number(digits: str, most: int) -> int:
    return most if len(digits.lstrip("0")) > len(str(most)) else int(digits)


def _merged(found: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in sorted(found, key=lambda one: one.first):
        if merged and piece.first <= merged[-1].last + 1:
            merged[-1] = Piece(merged[-1].first, max(merged[-1].last, piece.last))
        else:
            merged.append(piece)
    return merged


def read(path: Path, asked: Sequence[Piece]) -> Iterator[bytes]:
    """The bytes of the pieces, by chunks of at most ``CHUNK_BYTES``."""
    with path.open("rb", buffering=0) as file:
        for piece in asked:
            file.seek(piece.first)
            left = piece.length
            while left and (chunk := file.read(min(CHUNK_BYTES, left))):
                left -= len(chunk)
                yield chunk


@dataclass(frozen=True)
class Multipart:
    """Several pieces in one body, ``multipart/byteranges``."""

    asked: Sequence[Piece]
    size: int
    content_type: str
    boundary: str

    def _head(self, piece: Piece) -> bytes:
        return (
            f"\r\n--{self.boundary}\r\nContent-Type: {self.content_type}\r\n"
            f"Content-Range: {piece.content_range(self.size)}\r\n\r\n"
        ).encode()

    @property
    def _foot(self) -> bytes:
        return f"\r\n--{self.boundary}--\r\n".encode()

    @property
    def length(self) -> int:
        return sum(len(self._head(piece)) + piece.length for piece in self.asked) + len(self._foot)

    def read(self, path: Path) -> Iterator[bytes]:
        for piece in self.asked:
            yield self._head(piece)
            yield from read(path, [piece])
        yield self._foot

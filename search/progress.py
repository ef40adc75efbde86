"""A progress bar for people; silence for pipes and logs."""

import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TextIO, TypeVar

_Item = TypeVar("_Item")
_WIDTH = 30
_EVERY = 0.1  # seconds between two drawings


def progress(items: Sequence[_Item], label: str, stream: TextIO | None = None) -> Iterator[_Item]:
    """The same items, while a bar on ``stream`` (stderr) shows how many are done. Nothing unless it is a terminal."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield from items
        return
    drawn = 0.0
    try:
        for done, item in enumerate(items):
            if monotonic() - drawn > _EVERY:
                drawn = monotonic()
                filled = _WIDTH * done // len(items)
                stream.write(f"\r{label} {'█' * filled}{'·' * (_WIDTH - filled)} {done}/{len(items)}")
                stream.flush()
            yield item
    finally:
        # Wipe the line: what comes next starts on a clean one, after an interruption too.
        stream.write("\r\x1b[K")
        stream.flush()

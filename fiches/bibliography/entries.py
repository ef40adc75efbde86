"""What a file of references holds: entries that could be read, and places that could not."""

import json
import re
from dataclasses import dataclass
from typing import Any

from .items import Item, normalised

# What a format has no place for goes in its field of notes, after these words.
NOTE_PREFIX = "CSL-JSON : "


@dataclass(frozen=True)
class Entry:
    """One publication, as a normalised item, and the line where it begins; ``left_out`` names what is not read of it."""

    line: int
    item: Item
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unreadable:
    """A place of a file that could not be read, and why, in French."""

    line: int
    reason: str
    excerpt: str = ""


def note_of(item: Item, read_back: Item) -> str:
    """The note that completes what a format gives back of an item; empty when it gives it all back."""
    missing: dict[str, Any] = {name: value for name, value in item.items() if read_back.get(name) != value}
    missing.update(dict.fromkeys(name for name in read_back if name not in item))
    return NOTE_PREFIX + json.dumps(missing, ensure_ascii=False, sort_keys=True) if missing else ""


def is_ours(note: str) -> bool:
    """Whether a note of a file is one that ``note_of`` wrote."""
    return note.startswith(NOTE_PREFIX)


def completed(item: Item, note: str) -> Item:
    """The item with what its note says, if it is one of ours."""
    try:
        missing = json.loads(note.removeprefix(NOTE_PREFIX)) if is_ours(note) else {}
    except ValueError:
        missing = {}
    if not isinstance(missing, dict):
        missing = {}
    return normalised({name: value for name, value in {**item, **missing}.items() if value is not None})


_MONTHS = {
    "jan": 1, "janv": 1, "feb": 2, "fév": 2, "fev": 2, "mar": 3, "apr": 4, "avr": 4, "may": 5, "mai": 5, "jun": 6,
    "juin": 6, "jul": 7, "juil": 7, "aug": 8, "aoû": 8, "aou": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12, "déc": 12,
}  # fmt: skip


def month_number(text: str) -> int | None:
    """``mar``, ``March``, ``mars``, ``03`` → 3; None for what is no month."""
    word = text.strip().strip(".").lower()
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    return _MONTHS.get(word[:4]) or _MONTHS.get(word[:3])


def issued_of(year: str, month: str = "", day: str = "") -> Item:
    """A CSL date from texts; a year that is no number stays as the words of the date."""
    if not re.fullmatch(r"-?\d{1,4}", year.strip()):
        return {"literal": " ".join(part for part in (day, month, year) if part.strip())} if year.strip() else {}
    parts: list[Any] = [int(year)]
    if (number := month_number(month)) is not None:
        parts.append(number)
        if day.strip().isdecimal():
            parts.append(int(day))
    return {"date-parts": [parts]}

"""CSL-JSON files: an array of items. Source: CSL-JSON schema 1.0."""

import json
import re
from collections.abc import Iterable, Iterator

from .entries import Entry, Unreadable
from .items import Item, normalised, problems
from .types import KINDS
from .variables import left_out

_BETWEEN = re.compile(r"[\s,\ufeff]*")
_NEXT = re.compile(r"\}[\s,]*(?=\{)")


def read(text: str) -> Iterator[Entry | Unreadable]:
    """The items of a file and the places that are none, in order. One wrong item does not hide the next."""
    decoder = json.JSONDecoder()
    position, line, counted = _beginning(text), 1, 0
    while position < len(text):
        position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr]
        if position >= len(text) or text[position] in "]}":
            return
        line += text.count("\n", counted, position)
        counted = position
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            wrong = getattr(error, "lineno", line)
            yield Unreadable(line, f"Cette référence est mal écrite (ligne {wrong}).", text[position : position + 80])
            follows = _NEXT.search(text, getattr(error, "pos", position))
            position = follows.end() if follows else len(text)
            continue
        yield _entry(line, value)


def _beginning(text: str) -> int:
    """After the bracket of the array, even inside an object (``{"items": [``)."""
    found = re.match(r"\s*\ufeff?\s*(?:\{\s*\"(?:items|references)\"\s*:\s*)?\[", text)
    return found.end() if found else 0


def _entry(line: int, value: object) -> Entry | Unreadable:
    if not isinstance(value, dict):
        return Unreadable(line, "Ce n'est pas une référence : on attend un objet entre accolades.", str(value)[:80])
    item = normalised(value)
    if not item.get("title"):
        return Unreadable(line, "Cette référence n'a pas de titre (title).", str(value.get("id", ""))[:80])
    warnings = problems(item)
    if value.get("type") not in KINDS:
        kind = value.get("type") or ""
        warnings.append(f"Le type « {kind} » est inconnu : la référence est lue comme un autre document.")
    return Entry(line, item, tuple(warnings), left_out(value))


def write(items: Iterable[Item]) -> Iterator[str]:
    """The items as an array, one a line."""
    separator = "[\n"
    for item in items:
        yield separator + json.dumps(item, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n" if separator != "[\n" else "[]\n"

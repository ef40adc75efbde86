"""Extracts with the words found marked: the same code for every engine, since all share one analyser."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .french import Span, spans

EXTRACT_LENGTH = 180  # characters: four lines on a phone, and a page of results under 16 kB
_ANALYSED = 20_000  # characters of a text that are looked at together for the best extract
_CLOSING = ".!?…)»"


def mark(text: str, stems: Collection[str]) -> SafeString:
    """The whole text, escaped, its words of these stems in ``<mark>``."""
    return _marked(text, spans(text, stems), 0, len(text))


class Extract(NamedTuple):
    """A piece of a text as results show it, and where its first word found stands in the text: None without any."""

    html: SafeString
    focus: int | None


def extract(text: str, stems: Collection[str], length: int = EXTRACT_LENGTH) -> Extract:
    """The piece of a text that holds most of the words found, the different ones first; its beginning if none.

    A long text is looked at one part after the other, until one of them holds a word.
    """
    beginning, found = 0, spans(text[:_ANALYSED], stems)
    while not found and beginning + _ANALYSED < len(text):
        beginning += _ANALYSED
        found = spans(text[beginning : beginning + _ANALYSED], stems)
    if not found:
        beginning = 0
    part = text[beginning : beginning + _ANALYSED]
    focus = _best(found, length)
    start, end = _bounds(part, focus, length)
    before = "… " if beginning + start else ""
    after = " …" if beginning + end < len(text) else ""
    html = mark_safe(f"{before}{_marked(part, found, start, end)}{after}")
    return Extract(html, beginning + focus if found else None)


def _best(found: Sequence[Span], length: int) -> int:
    """Where the window with the most different stems begins."""
    best, best_start, left = (0, 0), 0, 0
    for right, span in enumerate(found):
        while span.end - found[left].start > length:
            left += 1
        window = found[left : right + 1]
        value = (len({one.stem for one in window}), len(window))
        if value > best:
            best, best_start = value, found[left].start
    return best_start


def _bounds(text: str, focus: int, length: int) -> tuple[int, int]:
    """A window around a place, cut between words, with a little of what comes before."""
    start = max(0, focus - length // 4)
    while 0 < start < focus and text[start - 1].isalnum():
        start += 1
    while start < focus and not text[start].isalnum():
        start += 1
    end = min(len(text), start + length)
    if end < len(text):
        while end > max(focus + 1, start + length // 2) and (text[end].isalnum() and text[end - 1].isalnum()):
            end -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end


def _marked(text: str, found: Sequence[Span], start: int, end: int) -> SafeString:
    """A piece of a text, escaped, on one line, with the words found in it marked."""
    pieces, position = [], start
    for span in found[bisect_left(found, start, key=lambda one: one.start) :]:
        if span.end > end:
            break
        pieces.append(f"{_line(text[position : span.start])}<mark>{escape(text[span.start : span.end])}</mark>")
        position = span.end
    return mark_safe("".join([*pieces, _line(text[position:end])]))


def _line(text: str) -> str:
    return str(escape(text.replace("\n", " ")))

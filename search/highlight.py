"""Extracts with the words found marked: the same code for every engine, since all share one analyser."""

from bisect import bisect_left
from collections.abc import Collection, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .french import Span, spans

EXTRACT_LENGTH = 180  # characters: four lines on a phone, and a page of results under 16 kB
_ANALYSED = 20_000  # characters of a text that are looked at for the best extract
_CLOSING = ".!?…)»"


def mark(text: str, stems: Collection[str]) -> SafeString:
    """The whole text, escaped, its words of these stems in ``<mark>``."""
    return _marked(text, spans(text, stems), 0, len(text))


def extract(text: str, stems: Collection[str], length: int = EXTRACT_LENGTH) -> SafeString:
    """The piece of a text that holds most of the words found, the different ones first; its beginning if none."""
    text = text[:_ANALYSED]
    found = spans(text, stems)
    start, end = _bounds(text, _best(found, length), length)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(f"{before}{_marked(text, found, start, end)}{after}")


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

"""Extracts with the words found marked: the same code for every engine, since all share one analyser."""

from collections.abc import Collection

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .french import Token, words

EXTRACT_LENGTH = 240  # characters: two lines and a half on a phone
_ANALYSED = 20_000  # characters of a text that are looked at for the best extract


def mark(text: str, stems: Collection[str]) -> SafeString:
    """The whole text, escaped, its words of these stems in ``<mark>``."""
    return _marked(text, [token for token in words(text) if token.stem in stems])


def extract(text: str, stems: Collection[str], length: int = EXTRACT_LENGTH) -> SafeString:
    """The piece of a text that holds most of the words found, the different ones first; its beginning if none."""
    text = text[:_ANALYSED]
    tokens = words(text)
    found = [token for token in tokens if token.stem in stems]
    start, end = _bounds(text, tokens, _best(found, length), length)
    inside = [
        Token(token.start - start, token.end - start, token.surface, token.word, token.stem)
        for token in found
        if start <= token.start and token.end <= end
    ]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, _marked(text[start:end].replace("\n", " "), inside), after)


def _best(found: list[Token], length: int) -> int:
    """Where the window with the most different stems begins."""
    best, best_start, left = (0, 0), 0, 0
    for right, token in enumerate(found):
        while token.end - found[left].start > length:
            left += 1
        window = found[left : right + 1]
        value = (len({one.stem for one in window}), len(window))
        if value > best:
            best, best_start = value, found[left].start
    return best_start


def _bounds(text: str, tokens: list[Token], focus: int, length: int) -> tuple[int, int]:
    """A window around a place, cut between words, with a little of what comes before."""
    wished = max(0, focus - length // 4)
    start = next((token.start for token in tokens if token.start >= wished), 0) if wished else 0
    end = max((token.end for token in tokens if start <= token.start and token.end <= start + length), default=start)
    if end == start:
        return start, min(len(text), start + length)
    while end < len(text) and text[end] in ".!?…)»":
        end += 1
    return start, end


def _marked(text: str, found: list[Token]) -> SafeString:
    pieces, position = [], 0
    for token in found:
        pieces += [escape(text[position : token.start]), mark_safe("<mark>"), escape(text[token.start : token.end])]
        pieces.append(mark_safe("</mark>"))
        position = token.end
    return mark_safe("".join([*pieces, escape(text[position:])]))

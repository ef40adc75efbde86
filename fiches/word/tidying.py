"""What authors type where Word has a tool for it: dashes as lists, bold lines as headings. Captions meet their picture."""

import re
from dataclasses import replace
from itertools import groupby

from .parts import Caption, Change, Heading, Item, Paragraph, Part, Picture, Remarks, Span, Table, plain

MAX_CAPTION = 250  # of FigureBlock and TableBlock
MAX_GUESSED = 100  # characters of a bold line that is taken for a heading
_DASH = re.compile(r"[-–—•·▪◦‣*]\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,2}\s?[.)]\s+(?=\S)")


def tidied(parts: list[Part], remarks: Remarks) -> list[Part]:
    """The same parts, better told."""
    parts = _captioned(parts)
    parts = _listed(parts, remarks)
    if not any(isinstance(part, Heading) and part.text != "Notes" for part in parts):
        parts = [_guessed(part, remarks) for part in parts]
    return parts


def _captioned(parts: list[Part]) -> list[Part]:
    """A caption goes to the picture or the table before it, else to the table after it, else is a paragraph."""
    found: list[Part] = []
    waiting: Caption | None = None
    for part in parts:
        previous = found[-1] if found else None
        if isinstance(part, Caption):
            if waiting:
                found.append(Paragraph([Span(waiting.text)]))
                waiting = None
            if isinstance(previous, Picture | Table) and not previous.caption and len(part.text) <= MAX_CAPTION:
                previous.caption = part.text
            else:
                waiting = part
            continue
        if waiting:
            if isinstance(part, Picture | Table) and not part.caption and len(waiting.text) <= MAX_CAPTION:
                part.caption = waiting.text
            else:
                found.append(Paragraph([Span(waiting.text)]))
            waiting = None
        found.append(part)
    if waiting:
        found.append(Paragraph([Span(waiting.text)]))
    return found


def _listed(parts: list[Part], remarks: Remarks) -> list[Part]:
    """Two paragraphs or more in a row that begin with a dash, or with numbers, are a list."""
    found: list[Part] = []
    for mark, group in groupby(parts, _mark):
        run = list(group)
        if mark is None or len(run) < 2:
            found += run
            continue
        remarks.changed[Change.GUESSED_LIST] += 1
        found += [Item(_without(part.spans, mark), 0, mark is _NUMBER) for part in run if isinstance(part, Paragraph)]
    return found


def _mark(part: Part) -> re.Pattern[str] | None:
    text = part.spans[0].text if isinstance(part, Paragraph) and part.spans else ""
    return next((mark for mark in (_DASH, _NUMBER) if mark.match(text)), None)


def _without(spans: list[Span], mark: re.Pattern[str]) -> list[Span]:
    first = replace(spans[0], text=mark.sub("", spans[0].text, count=1))
    return [first, *spans[1:]] if first.text else spans[1:]


def _guessed(part: Part, remarks: Remarks) -> Part:
    """A short line, all in bold and not a sentence, in a document that has no heading."""
    if not isinstance(part, Paragraph) or not all(span.bold for span in part.spans if span.text.strip()):
        return part
    text = plain(part.spans)
    if len(text) > MAX_GUESSED or text.endswith((".", ",", ";", "…")) or any(span.url for span in part.spans):
        return part
    remarks.changed[Change.GUESSED_HEADING] += 1
    return Heading(text.rstrip(" :"), 1)

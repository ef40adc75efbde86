"""A transcript read from WebVTT, SRT or typed text. Nothing vanishes: what cannot be read is refused, with its line.

Sources of the formats: W3C, https://www.w3.org/TR/webvtt1/ ; SubRip has no standard, only this usage.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from .segments import Chapter, Segment, chapter_faults, segment_faults

MAX_BYTES = 1024 * 1024  # ten hours of speech weigh half of that
SHOWN_FAULTS = 8
EXAMPLE = "0:12 --> 0:15"
ARROW = "-->"
_TIMING = re.compile(r"(\S+)\s*-->\s*(\S+)\s*(.*)")
_TAG = re.compile(r"</?(?:[A-Za-z][\w.-]*|\d[\d:.]*)(?:\s[^<>]*)?/?>|\{\\[^{}]*\}")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+([^<>]+)>")
_SET_ASIDE = {"NOTE": "commentaire", "STYLE": "style", "REGION": "placement"}
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass
class Reading:
    """What was read, and what was cleaned on the way: French sentences that name the line."""

    segments: list[Segment]
    notices: list[str] = field(default_factory=list)


@dataclass
class _Cue:
    line: int
    timing: str
    text: list[str]


def decoded(content: bytes) -> tuple[str, list[str]]:
    """The text of a file whatever its encoding, and what was cleaned. Raises ValidationError when it is no text."""
    if not content.strip():
        raise ValidationError("Ce fichier de transcription est vide. Vérifiez-le, puis envoyez-le de nouveau.")
    if len(content) > MAX_BYTES:
        raise ValidationError(
            "Ce fichier pèse plus de 1 Mo : ce n'est pas une transcription. Choisissez un fichier .vtt ou .srt."
        )
    no_text = "Ce fichier n'est pas un texte. Choisissez un fichier .vtt ou .srt."
    if encoding := _MARKS.get(content[:2]):
        try:
            return content.decode(encoding), ["Le fichier était en UTF-16 ; il a été converti en UTF-8."]
        except UnicodeDecodeError as error:
            raise ValidationError(no_text) from error
    if b"\0" in content:
        raise ValidationError(no_text)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _old_encoding(content, error.start, no_text)
    if text.startswith("\ufeff"):
        return text[1:], ["Ligne 1 : une marque invisible (BOM) a été retirée."]
    return text, []


def _old_encoding(content: bytes, place: int, refusal: str) -> tuple[str, list[str]]:
    line = content[:place].count(b"\n") + 1
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ValidationError(refusal) from error
    return text, [f"Ligne {line} : le fichier n'est pas en UTF-8 ; il a été lu en Latin-1. Vérifiez les accents."]


def seconds(text: str) -> float | None:
    """``1:02:03.500``, ``1:23``, ``83,5`` in seconds; None when it is not a moment."""
    if not re.fullmatch(r"(\d{1,3}:)?(\d{1,3}:)?\d{1,5}([.,]\d{1,3})?", text, re.ASCII):
        return None
    *larger, last = text.replace(",", ".").split(":")
    parts = [*map(int, larger), float(last)]
    if any(part >= 60 for part in parts[1:]):
        return None
    total = 0.0
    for part in parts:
        total = total * 60 + part
    return round(total, 3)


def read_transcript(text: str) -> Reading:
    """Segments of a WebVTT, SRT or typed transcript.

    Raises ValidationError with a sentence for each fault, which gives its line.
    """
    reading = Reading([])
    faults: list[str] = []
    lines: list[int] = []
    for cue in _cues(_lines(text), faults, reading.notices):
        if segment := _segment(cue, faults, reading.notices):
            reading.segments.append(segment)
            lines.append(cue.line)
    faults += [f"Ligne {lines[index]} : {fault}" for index, fault in segment_faults(reading.segments)]
    if not faults and not reading.segments and text.strip():
        faults.append(f"Aucun segment n'a été trouvé. Il faut une ligne « {EXAMPLE} », puis ce qui est dit.")
    _refuse(faults)
    return reading


def read_chapters(text: str) -> list[Chapter]:
    """Key moments, one a line: ``1:23 Le premier appel``. Raises ValidationError, with the line of each fault."""
    chapters: list[Chapter] = []
    lines: list[int] = []
    faults: list[str] = []
    for number, line in enumerate(_lines(text), start=1):
        moment, _, title = line.strip().partition(" ")
        if not moment:
            continue
        start = seconds(moment)
        if start is None:
            faults.append(
                f"Ligne {number} : « {line.strip()[:60]} » ne commence pas par un moment. Exemple : 1:23 Titre."
            )
            continue
        chapters.append(Chapter(start, plain(title)))
        lines.append(number)
    faults += [f"Ligne {lines[index]} : {fault}" for index, fault in chapter_faults(chapters)]
    _refuse(faults)
    return chapters


def _refuse(faults: list[str]) -> None:
    if faults:
        faults.sort(key=_line_of)
        more = len(faults) - SHOWN_FAULTS
        raise ValidationError(faults[:SHOWN_FAULTS] + ([f"Et {more} autres défauts plus loin."] if more > 0 else []))


def _line_of(sentence: str) -> int:
    found = re.match(r"Ligne (\d+)", sentence)
    return int(found[1]) if found else 0


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines between blank ones, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield number - len(block), block
            block = []


def _cues(lines: list[str], faults: list[str], notices: list[str]) -> Iterator[_Cue]:
    for number, block in _blocks(lines):
        arrows = [at for at, line in enumerate(block) if ARROW in line]
        first = re.split(r"\s", block[0], maxsplit=1)[0]
        if first == "WEBVTT" and number == 1 and not arrows:
            continue
        if first in _SET_ASIDE and 0 not in arrows:
            notices.append(f"Ligne {number} : un bloc « {_SET_ASIDE[first]} » a été laissé de côté.")
            continue
        if not arrows:
            faults.append(
                f"Ligne {number} : « {block[0][:60]} » n'est rattaché à aucun moment. "
                f"Écrivez au-dessus son début et sa fin : {EXAMPLE}."
            )
            continue
        if arrows[0] > 1:
            faults.append(
                f"Ligne {number} : « {block[0][:60]} » précède un moment. Laissez une ligne vide entre les deux."
            )
        for at, following in zip(arrows, [*arrows[1:], len(block)], strict=True):
            text = block[at + 1 : following]
            if following < len(block) and text and text[-1].isdecimal():
                text = text[:-1]  # the number of the next cue, glued to this one
            yield _Cue(number + at, block[at], text)


def _segment(cue: _Cue, faults: list[str], notices: list[str]) -> Segment | None:
    found = _TIMING.fullmatch(cue.timing)
    start, end = (seconds(found[1]), seconds(found[2])) if found else (None, None)
    if not found or start is None or end is None:
        faults.append(f"Ligne {cue.line} : « {cue.timing[:60]} » n'est pas un début et une fin. Exemple : {EXAMPLE}.")
        return None
    if found[3]:
        notices.append(f"Ligne {cue.line} : la place à l'écran ({found[3][:40]}) a été retirée.")
    voices = {plain(name) for line in cue.text for name in _VOICE.findall(line)}
    if len(voices) > 1:
        faults.append(f"Ligne {cue.line} : deux personnes parlent dans ce segment. Faites-en deux.")
        return None
    words = []
    for number, line in enumerate(cue.text, start=cue.line + 1):
        tags = [tag for tag in _TAG.findall(_VOICE.sub("", line)) if tag != "</v>"]
        if tags:
            notices.append(f"Ligne {number} : la mise en forme {' '.join(dict.fromkeys(tags))[:60]} a été retirée.")
        words.append(plain(line))
    return Segment(start, end, " ".join(filter(None, words)), next(iter(voices), ""))


def plain(line: str) -> str:
    """The words alone: no tag, no entity, no control character, single spaces."""
    text = html.unescape(_TAG.sub("", _VOICE.sub("", line)))
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return re.sub(r"[ \t]+", " ", "".join(kept)).strip()

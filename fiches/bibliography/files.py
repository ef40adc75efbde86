"""Files of references, whatever their format and encoding."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import bibtex, csl_json, medline, ris
from .entries import Entry, Unreadable

# Five thousand references of PubMed with their abstracts are about 15 MB.
MAX_BYTES = 25 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TOO_LARGE = f"Ce fichier dépasse {MAX_BYTES // 1024**2} Mo : exportez vos références en plusieurs fichiers."


class FileError(ValueError):
    """The file as a whole cannot be read; the message is a French sentence that says what to do."""


@dataclass(frozen=True)
class Format:
    """A format that can be read, and what tells it from the others."""

    name: str
    label: str
    sign: re.Pattern[str]


FORMATS = (
    Format("csl", "CSL-JSON", re.compile(r"\s*(?:\[|\{)\s*(?:[\]{\"]|\})")),
    Format("bibtex", "BibTeX", re.compile(r"^[ \t]*@[ \t]*\w+[ \t]*[{(]", re.MULTILINE)),
    Format("ris", "RIS", re.compile(r"^TY {0,3}- ?", re.MULTILINE)),
    Format("medline", "PubMed (NBIB)", re.compile(r"^PMID ?- ?", re.MULTILINE)),
)
_READERS = {"csl": csl_json.read, "bibtex": bibtex.read, "ris": ris.read, "medline": medline.read}


def read(content: bytes) -> Iterator[Entry | Unreadable]:
    """The references of a file and the places that could not be read, in order. Raises FileError."""
    if len(content) > MAX_BYTES:
        raise FileError(TOO_LARGE)
    text = decoded(content)
    return _READERS[format_of(text).name](text)


def format_of(text: str) -> Format:
    """The format of a text, by what comes first in it. Raises FileError."""
    if not text.strip():
        raise FileError("Ce fichier est vide.")
    if FORMATS[0].sign.match(text):
        return FORMATS[0]
    found = [(match.start(), one) for one in FORMATS[1:] if (match := one.sign.search(text))]
    if not found:
        raise FileError("Ce fichier n'est ni du BibTeX, ni du RIS, ni du CSL-JSON, ni un export de PubMed (NBIB).")
    return min(found, key=lambda pair: pair[0])[1]


def decoded(content: bytes) -> str:
    """Text of a file in UTF-8, UTF-16, UTF-32 or Windows-1252, even mixed, with ``\\n`` ends of line."""
    text = _text(content).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _text(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    head = content[:400]
    if head and head.count(0) > len(head) // 4:  # letters of UTF-16 without its mark have every other byte null
        return content.decode("utf-16-be" if head[0] == 0 else "utf-16-le", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(map(_line, content.split(b"\n")))


def _line(line: bytes) -> str:
    """A line in UTF-8, else in the encoding of Windows, which has a character for nearly every byte."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")

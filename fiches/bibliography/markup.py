"""Text of publications: which markup survives, and how it is shown.

CSL-JSON lets a title hold ``<i> <b> <sub> <sup>``. These are kept; their HTML and JATS equivalents become them; other
known tags go and leave their text; entities become characters. Anything else is text, « p < 0,05 » included.
"""

import html
import re
import unicodedata

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_SAME = {"em": "i", "italic": "i", "strong": "b", "bold": "b", "inf": "sub"}
_KEPT = ("i", "b", "sub", "sup")
_TAG = re.compile(
    r"</?(?:jats:)?(i|b|sub|sup|em|italic|strong|bold|inf|p|br|div|span|u|a|sc|scp|small|font|sec|title|label|list"
    r"|list-item|ul|ol|li|h[1-6]|xref|mml:[a-z]+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"</?(?:jats:)?(?:p|sec|title|br|div|li|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)
_KEPT_TAG = re.compile(r"</?(?:i|b|sub|sup)>")


def one_line(text: str) -> str:
    """Composed characters, single spaces, no control character."""
    return " ".join(_printable(text).split())


def lines(text: str) -> str:
    """The same line by line; empty lines go."""
    return "\n".join(line for line in map(one_line, text.splitlines()) if line)


def _printable(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    return "".join(
        letter for letter in text if letter.isspace() or unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"}
    )


def rich(text: str) -> str:
    """One line where only the four tags are left. Doing it twice changes nothing more."""
    return _settled(text, lambda source: one_line(_TAG.sub(_kept, html.unescape(source))))


def plain(text: str) -> str:
    """One line without markup."""
    return _settled(text, lambda source: one_line(_TAG.sub("", html.unescape(source))))


def paragraphs(text: str) -> str:
    """Lines without markup: those of paragraphs, if the text has some."""
    return _settled(text, lambda source: lines(_TAG.sub("", _PARAGRAPH.sub("\n", html.unescape(source)))))


def _settled(text: str, clean) -> str:  # type: ignore[no-untyped-def]
    while (cleaned := clean(text)) != text:
        text = cleaned
    return text


def _kept(tag: re.Match[str]) -> str:
    name = _SAME.get(tag[1].lower(), tag[1].lower())
    if name not in _KEPT:
        return ""
    return f"</{name}>" if tag[0].startswith("</") else f"<{name}>"


def as_html(text: str) -> SafeString:
    """Text safe in a page, its four tags alive when each is closed in its turn."""
    if not _is_balanced(text):
        return escape(plain(text))
    parts = re.split(rf"({_KEPT_TAG.pattern})", text)
    return mark_safe("".join(part if _KEPT_TAG.fullmatch(part) else escape(part) for part in parts))


def _is_balanced(text: str) -> bool:
    opened: list[str] = []
    for tag in _KEPT_TAG.findall(text):
        if not tag.startswith("</"):
            opened.append(tag)
        elif not opened or opened.pop() != tag.replace("/", ""):
            return False
    return not opened

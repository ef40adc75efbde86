"""French typography, laid at display so that editors type as on any keyboard.

Source of the rules: Imprimerie nationale, "Lexique des règles typographiques en usage" (spaces before double
punctuation, guillemets, apostrophe, grouped digits).
"""

import re
import unicodedata
from functools import lru_cache

NBSP = "\u00a0"
NARROW = "\u202f"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\w)(?:'|&#x27;|&#39;)(?=\w)", "’"),
        (r"\.\.\.", "…"),
        # Straight quotes that open and close on the same stretch of text; the others may be anything.
        (r"""(?:"|&quot;)(?=\S)((?:(?!&quot;)[^"«»])*)(?<=\S)(?:"|&quot;)""", rf"«{NBSP}\1{NBSP}»"),
        (r"[ \u00a0]+(?=[;!?])", NARROW),
        (r"«\s*", f"«{NBSP}"),
        (r"\s*»", f"{NBSP}»"),
        (r"[ \u00a0]+(?=:(?:\s|$))", NBSP),
        (r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", NARROW),
        (
            r"(?<=\d)[ \u00a0](?=(?:h|j|min|minutes?|heures?|jours?|ans?|mois|Mo|Ko|ko|mots?)\b|[%€])",
            NBSP,
        ),
        (r"\b(n|N)° ", rf"\1°{NBSP}"),
    )
)
_ORDINALS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w/.,-])1(ers?|res?)\b"), r"1<sup>\1</sup>"),
    (re.compile(r"(?<![\w/.,-])(\d+|[IVXL]{2,})(?:i?[eè]me|e)(s?)\b"), r"\1<sup>e\2</sup>"),
)
_TAG = re.compile(r"(<[^>]*>)")
_APOSTROPHE_BEFORE_MARK = re.compile(r"(?<=\w)(?:'|&#x27;|&#39;)(?=<mark>\w)")
# The same titles, labels and sentences come back on page after page. Both bounds keep the memory under 20 MB.
_REMEMBERED_TEXTS = 2048
_LONGEST_REMEMBERED = 2000


def french(text: str) -> str:
    """Plain text with French spaces, apostrophes and ellipses. Applying it twice changes nothing more."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def french_html(html: str) -> str:
    """The same for HTML: tags and their attributes are left alone. A word marked in a search is still in its sentence."""
    html = _APOSTROPHE_BEFORE_MARK.sub("’", html)
    return _remembered_html(html) if len(html) <= _LONGEST_REMEMBERED else _french_html(html)


def _french_html(html: str) -> str:
    return "".join(part if part.startswith("<") else french(part) for part in _TAG.split(html))


_remembered_html = lru_cache(_REMEMBERED_TEXTS)(_french_html)


def raised_ordinals(html: str) -> str:
    """HTML whose ordinals are raised: 1er, 2e (or « 2ème », as many type it), XXIe. Tags are left alone."""
    parts = _TAG.split(html)
    for position, part in enumerate(parts):
        if not part.startswith("<"):
            for pattern, replacement in _ORDINALS:
                part = pattern.sub(replacement, part)  # noqa: PLW2901
            parts[position] = part
    return "".join(parts)


def alphabetical(text: str) -> str:
    """Sort key of a French index, where accents and case do not count. Databases do not agree on it."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

"""CSL-JSON items in one form, whatever file they came from. Source: CSL-JSON schema 1.0, CSL 1.0.2 specification.

``normalised`` is what formats, comparisons and pages rely on: doing it twice changes nothing more.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError

from . import markup
from .identifiers import NORMALISERS
from .types import DEFAULT, KINDS
from .variables import CUSTOM, DATES, NAMES, PUBLISHED, RENAMED

Item: TypeAlias = dict[str, Any]
Name: TypeAlias = dict[str, str]

NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
# People that a source does not name.
ET_AL: Name = {"literal": "et al."}
_UNNAMED = {"others", "and others", "et al", "et al.", "et coll.", "et coll"}


def normalised(item: Item) -> Item:
    """What describes the publication, without what is empty; texts, names, dates and identifiers each written in one way.

    A wrong identifier stays as it is: ``problems`` names it.
    """
    found: Item = {}
    for variable, value in item.items():
        name = RENAMED.get(variable, variable)
        if name not in PUBLISHED:
            continue
        cleaned = _CLEANERS.get(name, _value)(value)
        if cleaned not in (None, "", [], {}) and (name == variable or name not in item):
            found[name] = cleaned
    if found.get("type") not in KINDS:
        found["type"] = DEFAULT
    return found


def problems(item: Item) -> list[str]:
    """What is odd in a normalised item, in French: identifiers that are none."""
    found = []
    for variable, normalise in NORMALISERS.items():
        try:
            normalise(str(item.get(variable, "")))
        except ValidationError as error:
            found.append(f"{error.messages[0]} Il est gardé, sans lien.")
    return found


def _value(value: Any) -> Any:
    """A variable of no special kind: texts are cleaned wherever they are."""
    if isinstance(value, dict):
        cleaned = {markup.one_line(str(key)): _value(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [item for item in map(_value, value) if item not in (None, "", [], {})]
    return value if isinstance(value, bool) else markup.plain(_text(value))


def _custom(value: Any) -> Item:
    """Data of our own: its texts keep their lines."""
    kept = {key: one for key, one in value.items() if key in CUSTOM} if isinstance(value, dict) else {}
    found = {key: markup.paragraphs(one) if isinstance(one, str) else _value(one) for key, one in kept.items()}
    return {key: one for key, one in found.items() if one not in (None, "", [], {}, False)}


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value)


def _identifier(variable: str, value: Any) -> str:
    text = markup.one_line(_text(value))
    try:
        return NORMALISERS[variable](text)
    except ValidationError:
        return text


def _address(value: Any) -> str:
    """An address of the web. A path on somebody's computer is none, and would tell who they are."""
    text = markup.plain(_text(value))
    return "" if _LOCAL.match(text) else text


_LOCAL = re.compile(r"file:|[a-z]:[\\/]|[\\/~]", re.IGNORECASE)


def _page(value: Any) -> str:
    """``726-7`` → ``726–727``: one range has an en dash and whole numbers; anything else stays."""
    text = markup.plain(_text(value))
    if not (found := re.fullmatch(r"(\w+)\s*[-‐‑–—]+\s*(\w+)", text)):
        return text
    first, last = found.groups()
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}–{last}"


def _language(value: Any) -> str:
    """``eng``, ``English``, ``EN`` → ``en``; ``en_us`` → ``en-us``."""
    text = markup.plain(_text(value)).lower().replace("_", "-")
    return _LANGUAGES.get(text, text)


# ISO 639-2 codes and the names that BibTeX and Zotero users write, for the languages of a French bibliography.
_LANGUAGES = {
    **dict.fromkeys(("fre", "fra", "french", "français", "francais"), "fr"),
    **dict.fromkeys(("eng", "english", "anglais", "american", "british", "usenglish", "ukenglish"), "en"),
    **dict.fromkeys(("ger", "deu", "german", "ngerman", "allemand"), "de"),
    **dict.fromkeys(("spa", "spanish", "espagnol"), "es"),
    **dict.fromkeys(("ita", "italian", "italien"), "it"),
    **dict.fromkeys(("por", "portuguese", "portugais"), "pt"),
    **dict.fromkeys(("dut", "nld", "dutch", "néerlandais"), "nl"),
}


def _names(value: Any) -> list[Name]:
    people = [person for person in map(name, value if isinstance(value, list) else []) if person]
    return [person for position, person in enumerate(people) if person != ET_AL or position == len(people) - 1]


def name(value: Any) -> Name:
    """A name with a family name, or a body's; a first name alone is written as a body's."""
    if not isinstance(value, dict):
        value = {"literal": value}
    parts = {part: text for part in NAME_PARTS if (text := markup.plain(_text(value.get(part))))}
    if parts.get("family"):
        parts.pop("literal", None)
    elif parts:
        parts = {"literal": parts.get("literal") or " ".join(parts.values())}
    whole = parts.get("literal") or (parts["family"] if len(parts) == 1 else "") if parts else ""
    return ET_AL if whole.lower() in _UNNAMED else parts


def date(value: Any) -> Item:
    """``{"date-parts": [[2023, 5, 12]]}`` from what CSL-JSON allows; what is no date stays, as a literal."""
    if not isinstance(value, dict):
        return date({"raw": value}) if _text(value) else {}
    parts = [found for part in value.get("date-parts") or [] if (found := _date_parts(part))]
    rest = {key: found for key in ("season", "circa", "literal") if (found := _value(value.get(key)))}
    if parts:
        return {"date-parts": parts, **rest}
    if raw := markup.one_line(_text(value.get("raw"))):
        ends = [_date_parts(re.split(r"[-/.]", end)) for end in raw.split("/")] if _ISO.fullmatch(raw) else []
        return {"date-parts": ends, **rest} if ends and all(ends) else {**rest, "literal": raw}
    return rest


_DAY = r"-?\d{1,4}(?:-\d{1,2}(?:-\d{1,2})?)?"
_ISO = re.compile(rf"{_DAY}(?:/{_DAY})?", re.ASCII)


def _date_parts(part: Any) -> list[int]:
    """Year, month, day as far as they are known: what follows an impossible one is dropped."""
    found: list[int] = []
    for number, (low, high) in zip(part if isinstance(part, list) else [], _BOUNDS, strict=False):
        try:
            whole = int(str(number).strip())
        except ValueError:
            break
        if not low <= whole <= high:
            break
        found.append(whole)
    return found


_BOUNDS = ((-9999, 9999), (1, 12), (1, 31))


def split_keywords(text: str) -> list[str]:
    """Keywords of a text: between semicolons if it has some, else between commas."""
    return [word for word in map(markup.plain, text.split(";" if ";" in text else ",")) if word]


def join_keywords(words: Iterable[Any]) -> str:
    """The text that ``split_keywords`` reads back: « Burnout, Professional » keeps its comma."""
    found = {word.lower(): word for one in words if (word := markup.plain(_text(one)).replace(";", ","))}
    joined = "; ".join(found.values())
    return f"{joined};" if len(found) == 1 and "," in joined else joined


_CLEANERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(NAMES, _names),
    **dict.fromkeys(DATES, date),
    **{variable: partial(_identifier, variable) for variable in NORMALISERS},
    **dict.fromkeys(("title", "title-short"), lambda value: markup.rich(_text(value))),
    "abstract": lambda value: markup.paragraphs(_text(value)),
    "keyword": lambda value: join_keywords(value if isinstance(value, list) else split_keywords(_text(value))),
    "custom": _custom,
    "page": _page,
    "URL": _address,
    "language": _language,
}


def merged(known: Item, coming: Item) -> Item:
    """The known item with what a file says of it: what the file does not say stays, keywords add up."""
    found = {**known, **{variable: value for variable, value in coming.items() if variable != "id"}}
    keywords = [*split_keywords(known.get("keyword", "")), *split_keywords(coming.get("keyword", ""))]
    if keywords:
        found["keyword"] = join_keywords(keywords)
    if "custom" in coming and isinstance(known.get("custom"), dict) and isinstance(coming["custom"], dict):
        found["custom"] = {**known["custom"], **coming["custom"]}
    return found

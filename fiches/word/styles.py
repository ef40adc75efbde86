"""What the styles and the numbering of a document mean: headings, lists, bold. Each is read once.

Word translates the identifiers of its own styles (« Titre1 »), rarely their names (« heading 1 »); both are tried.
"""

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
BODY_LEVEL = 9  # w:outlineLvl of what is no heading
MAX_ANCESTORS = 20
_HEADING = re.compile(r"(?:heading|titre|überschrift|título)\s*([1-9])")
# Word gives each of its « List Bullet 2 », « List Number 3 » a list of its own.
_LIST_DEPTH = re.compile(r"(?:list bullet|list number|liste à puces|liste à numéros)\s*([2-9])")
_TITLE = ("title", "titre", "titre principal")
_SUBTITLE = ("subtitle", "sous-titre")
_CAPTION = ("caption", "légende", "figure", "illustration", "table caption")
_CONTENTS = re.compile(r"(?:toc|tm|contents|table des matières) ?\d?|toc heading|en-tête de table des matières")


@dataclass(frozen=True)
class Style:
    """What one style adds to its text; None where it says nothing."""

    name: str = ""
    parent: str = ""
    outline: int | None = None
    numbering: tuple[str, int] | None = None  # w:numId, w:ilvl
    bold: bool | None = None
    italic: bool | None = None


@dataclass
class Styles:
    """The styles of a document, by identifier, and its lists, by w:numId."""

    known: dict[str, Style] = field(default_factory=dict)
    formats: dict[str, dict[int, str]] = field(default_factory=dict)  # w:numId → level → w:numFmt
    default: str = ""  # of paragraphs

    def chain(self, key: str) -> list[Style]:
        """A style, then those it is based on."""
        found: list[Style] = []
        while key in self.known and len(found) < MAX_ANCESTORS:
            found.append(self.known[key])
            key = found[-1].parent
        return found

    def named(self, key: str, names: tuple[str, ...]) -> bool:
        return any(style.name in names for style in self.chain(key))

    def is_title(self, key: str) -> bool:
        return self.named(key, _TITLE)

    def is_subtitle(self, key: str) -> bool:
        return self.named(key, _SUBTITLE)

    def is_caption(self, key: str) -> bool:
        return self.named(key, _CAPTION)

    def is_contents(self, key: str) -> bool:
        return any(_CONTENTS.fullmatch(style.name) for style in self.chain(key)[:1])

    def heading_level(self, properties: Any) -> int:
        """From 1 to 9; 0 for a paragraph that is no heading."""
        own = _number(properties, "outlineLvl")
        if own is not None:
            return 0 if own >= BODY_LEVEL else own + 1
        for style in self.chain(self.of(properties)):
            if match := _HEADING.fullmatch(style.name):
                return int(match[1])
            if style.outline is not None:
                return 0 if style.outline >= BODY_LEVEL else style.outline + 1
        return 0

    def of(self, properties: Any) -> str:
        """The identifier of a paragraph's style."""
        return _value(properties, "pStyle") or self.default

    def list_of(self, properties: Any) -> tuple[int, bool] | None:
        """Depth in its list and whether it is numbered; None for a paragraph of no list."""
        key, level = _numbering(properties) or ("", 0)
        styles = self.chain(self.of(properties))
        if not key:
            inherited = next((style.numbering for style in styles if style.numbering), ("", 0))
            key, level = inherited[0], level or inherited[1]
        if key in {"", "0"}:
            return None
        written = self.formats.get(key, {}).get(level, "bullet")
        if styles and not level and (match := _LIST_DEPTH.fullmatch(styles[0].name)):
            level = int(match[1]) - 1
        return None if written == "none" else (level, written != "bullet")

    def weight(self, key: str, name: str) -> bool:
        """Whether a style of characters is « bold » or « italic »."""
        values = (getattr(style, name) for style in self.chain(key))
        return next((value for value in values if value is not None), False)


def read_styles(document: Any) -> Styles:
    """The styles and the lists of an opened document."""
    styles = Styles()
    for element in _part_element(document, "styles").iterfind(f"{W}style"):
        key = element.get(f"{W}styleId", "")
        properties, letters = element.find(f"{W}pPr"), element.find(f"{W}rPr")
        styles.known[key] = Style(
            name=(_value(element, "name") or "").strip().lower(),
            parent=_value(element, "basedOn") or "",
            outline=_number(properties, "outlineLvl"),
            numbering=_numbering(properties),
            bold=toggle(letters, "b"),
            italic=toggle(letters, "i"),
        )
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true", "on"}:
            styles.default = key
    styles.formats = _list_formats(document)
    return styles


def _part_element(document: Any, name: str) -> Any:
    """The root of a part of a document; an empty element when it has none."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            element = getattr(relation.target_part, "element", None)
            if element is not None:
                return element
    return document.element.makeelement(f"{W}none")


def _list_formats(document: Any) -> dict[str, dict[int, str]]:
    root = _part_element(document, "numbering")
    abstract = {
        element.get(f"{W}abstractNumId"): _levels(element.iterfind(f"{W}lvl"))
        for element in root.iterfind(f"{W}abstractNum")
    }
    formats = {}
    for element in root.iterfind(f"{W}num"):
        levels = dict(abstract.get(_value(element, "abstractNumId"), {}))
        for override in element.iterfind(f"{W}lvlOverride"):
            levels |= _levels(override.iterfind(f"{W}lvl"))
        formats[element.get(f"{W}numId", "")] = levels
    return formats


def _levels(elements: Any) -> dict[int, str]:
    return {_int(element.get(f"{W}ilvl")) or 0: _value(element, "numFmt") or "bullet" for element in elements}


def _numbering(properties: Any) -> tuple[str, int] | None:
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    return _value(found, "numId") or "", _number(found, "ilvl") or 0


def toggle(properties: Any, name: str) -> bool | None:
    """A switch of Word, such as ``w:b``: on without a value."""
    element = properties.find(f"{W}{name}") if properties is not None else None
    return None if element is None else element.get(VAL, "1") not in {"0", "false", "off", "none"}


def _value(parent: Any, name: str) -> str | None:
    element = parent.find(f"{W}{name}") if parent is not None else None
    return None if element is None else element.get(VAL)


def _number(parent: Any, name: str) -> int | None:
    return _int(_value(parent, name))


def _int(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else None

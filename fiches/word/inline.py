"""What one paragraph of Word says: its text, its links, its pictures, and what of it is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from .graphics import Graphics
from .parts import Aside, Change, Picture, Reading, Span
from .styles import VAL, Styles, W, toggle

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_URL = re.compile(r"(?:https?|mailto|tel):\S+", re.IGNORECASE)
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u200e\u200f\ufeff\u2060"))
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_CONTAINERS = {"smartTag", "customXml", "bdo", "dir", "moveTo", "sdtContent", "sdt", "rt", "rubyBase"}
_CHARACTERS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class Line:
    """One paragraph, read."""

    spans: list[Span] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


@dataclass
class _Field:
    """A field of Word (``w:fldChar``): its code, then its result, which alone is text."""

    code: str = ""
    url: str = ""
    in_result: bool = False


def name_of(element: Any) -> str:
    """The name of an XML element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class InlineReader:
    """Reads paragraphs of one part of a document, and fills the remarks and the pictures of its reading."""

    def __init__(self, part: Any, styles: Styles, reading: Reading) -> None:
        self._relations = part.rels
        self._styles = styles
        self._reading = reading
        self._graphics = Graphics(part, reading)
        self._fields: list[_Field] = []
        self._line = Line()
        self.notes: list[tuple[str, str]] = []  # kind and identifier of the notes called, in order

    def read(self, paragraph: Any) -> Line:
        self._line, self._fields = Line(), []
        self._walk(paragraph, Span(""))
        return Line(tidy(self._line.spans), self._line.pictures)

    def _walk(self, element: Any, written: Span) -> None:
        for child in element:
            name = name_of(child)
            if name == "r":
                self._run(child, written)
            elif name in _CONTAINERS:
                if child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:  # « Cliquez ici pour entrer du texte »
                    self._walk(child, written)
            elif name == "hyperlink":
                self._walk(child, replace(written, url=self._target(child.get(f"{R}id"))))
            elif name == "fldSimple":
                self._walk(child, replace(written, url=_link_of(child.get(f"{W}instr", "")) or written.url))
            elif name == "ins":
                self._reading.remarks.changed[Change.INSERTED] += 1
                self._walk(child, written)
            elif name in {"del", "moveFrom"}:
                self._reading.remarks.leave(Aside.DELETED, _text_in(child, "delText", "t"))
            elif name in {"oMath", "oMathPara"}:
                self._reading.remarks.leave(Aside.EQUATION, _text_in(child, "t"))
            elif name == "AlternateContent":
                self._walk(_chosen(child), written)

    def _run(self, run: Any, written: Span) -> None:
        letters = run.find(f"{W}rPr")
        if toggle(letters, "vanish"):
            self._reading.remarks.leave(Aside.HIDDEN, _text_in(run, "t"))
            return
        written = self._written(letters, written)
        height = letters.find(f"{W}vertAlign") if letters is not None else None
        digits = {"superscript": _RAISED, "subscript": _LOWERED}.get(height.get(VAL, "") if height is not None else "")
        for child in run:
            self._piece(child, written, digits)

    def _written(self, letters: Any, written: Span) -> Span:
        if letters is None:
            return written
        style = letters.find(f"{W}rStyle")
        key = style.get(VAL, "") if style is not None else ""
        bold, italic = toggle(letters, "b"), toggle(letters, "i")
        return replace(
            written,
            bold=self._styles.weight(key, "bold") if bold is None else bold,
            italic=self._styles.weight(key, "italic") if italic is None else italic,
        )

    def _piece(self, child: Any, written: Span, digits: dict[int, int] | None) -> None:
        name = name_of(child)
        if name == "t":
            text = child.text or ""
            self._say(text.translate(digits) if digits and text.strip().isdecimal() else text, written)
        elif name in _CHARACTERS:
            self._say(_CHARACTERS[name], written)
        elif name == "br":
            self._say("\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else " ", written)
        elif name in {"footnoteReference", "endnoteReference"}:
            self._note(name.removesuffix("Reference"), child.get(f"{W}id", ""), written)
        elif name in {"fldChar", "instrText"}:
            self._field(child, name)
        elif name == "sym":
            self._reading.remarks.leave(Aside.SYMBOL)
        elif name == "commentReference":
            self._reading.remarks.leave(Aside.COMMENT)
        elif name in {"drawing", "pict", "object"}:
            self._line.pictures.extend(self._graphics.read(child, name))
        elif name == "AlternateContent":
            for one in _chosen(child):
                self._piece(one, written, digits)
        elif name == "ruby":
            self._walk(child, written)

    def _say(self, text: str, written: Span) -> None:
        if all(one.in_result for one in self._fields):
            url = next((one.url for one in reversed(self._fields) if one.url), written.url)
            self._line.spans.append(replace(written, text=text, url=url))

    def _note(self, kind: str, key: str, written: Span) -> None:
        self.notes.append((kind, key))
        self._say(f" [{len(self.notes)}]", replace(written, bold=False, italic=False))

    def _field(self, child: Any, name: str) -> None:
        kind = child.get(f"{W}fldCharType", "") if name == "fldChar" else "code"
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "code" and not self._fields[-1].in_result:
            self._fields[-1].code += child.text or ""
        elif self._fields and kind == "separate":
            self._fields[-1].in_result = True
            self._fields[-1].url = _link_of(self._fields[-1].code)
        elif self._fields and kind == "end":
            self._fields.pop()

    def _target(self, key: str | None) -> str:
        relation = self._relations.get(key) if key else None
        return allowed(relation.target_ref) if relation is not None and relation.is_external else ""


def allowed(url: str) -> str:
    """An address that a text may lead to; empty for the others (a file of the computer, a place in the document)."""
    return url if _URL.fullmatch(url) else ""


def tidy(spans: list[Span]) -> list[Span]:
    """Spaces made plain and single, stretches written alike joined, nothing bold or linked that is only spaces."""
    joined: list[Span] = []
    for span in _cleaned(spans):
        if len(joined) > 1 and not joined[-1].text.strip() and _alike(joined[-2], span):
            space = joined.pop().text
            joined[-1] = replace(span, text=joined[-1].text + space + span.text)
        elif joined and _alike(joined[-1], span):
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        else:
            joined.append(span)
    found: list[Span] = []
    end = "\n"  # what comes before the beginning: no space is kept after it
    for span in joined:
        text = re.sub(r" *\n *", "\n", _SPACES.sub(" ", span.text))
        text = text.lstrip(" ") if end in {" ", "\n"} else text
        if text:
            found.append(replace(span, text=text))
            end = text[-1]
    return _trimmed(found)


def _alike(one: Span, other: Span) -> bool:
    return (one.bold, one.italic, one.url) == (other.bold, other.italic, other.url)


def _cleaned(spans: list[Span]) -> Iterator[Span]:
    for span in spans:
        text = span.text.translate(_INVISIBLE)
        if text.strip():
            yield replace(span, text=text)
        elif text:
            yield Span(text)


def _trimmed(spans: list[Span]) -> list[Span]:
    while spans and not spans[0].text.lstrip():
        spans.pop(0)
    while spans and not spans[-1].text.rstrip():
        spans.pop()
    if spans:
        spans[0] = replace(spans[0], text=spans[0].text.lstrip())
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return spans


def _link_of(code: str) -> str:
    match = _FIELD_LINK.match(code)
    return allowed(match[1]) if match else ""


def _chosen(alternate: Any) -> Any:
    """The version of an AlternateContent that recent software shows; all of them show the same thing."""
    return next((child for child in alternate if name_of(child) == "Choice"), alternate)


def _text_in(element: Any, *names: str) -> str:
    return "".join(child.text or "" for child in element.iter() if name_of(child) in names)

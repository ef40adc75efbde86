"""Reads an opened Word document, part after part, and remembers what of it a fiche does not hold."""

from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from .inline import InlineReader, Line, name_of
from .parts import Aside, Caption, Change, Heading, Item, Paragraph, Part, Picture, Reading, Span, plain
from .styles import Styles, W, read_styles
from .tables import TableReader, only_cell
from .tidying import tidied

NOTES = "Notes"
MAX_DEPTH = 3  # of lists, from 0: Wagtail's editor nests them four deep
MAX_SUMMARY = 300  # of FichePage.summary
_TRANSPARENT = {"customXml", "smartTag", "ins", "moveTo", "sdtContent"}


def read(document: WordDocument) -> Reading:
    """All that a document says, in its order."""
    reading = Reading()
    reader = _Reader(document, reading)
    reader.blocks(document.element.body)
    reader.notes()
    reader.around()
    reading.parts = tidied(reading.parts, reading.remarks)
    _name(reading)
    return reading


class _Reader:
    def __init__(self, document: WordDocument, reading: Reading) -> None:
        self._document = document
        self._reading = reading
        self._styles: Styles = read_styles(document)
        self._inline = InlineReader(document.part, self._styles, reading)
        self._tables = TableReader(self._inline.read, self._is_item, reading.remarks)

    def blocks(self, container: Any) -> None:
        """The paragraphs and the tables of the body, of a cell, of a content control."""
        for child in container:
            name = name_of(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name == "sdt":
                self._control(child)
            elif name in _TRANSPARENT:
                self.blocks(child)
            elif name == "altChunk":
                self._reading.remarks.leave(Aside.OBJECT)
            elif name == "AlternateContent" and len(child):
                self.blocks(child[0])

    def _control(self, control: Any) -> None:
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            self._reading.remarks.aside[Aside.CONTENTS] = 1
            return
        for content in control.iterfind(f"{W}sdtContent"):
            self.blocks(content)

    def _paragraph(self, paragraph: Any) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.of(properties)
        if self._styles.is_contents(style):
            self._reading.remarks.aside[Aside.CONTENTS] = 1
            return
        line = self._inline.read(paragraph)
        if line.spans:
            self._add(line, properties, style)
        self._reading.parts.extend(line.pictures)

    def _add(self, line: Line, properties: Any, style: str) -> None:
        reading, text = self._reading, plain(line.spans)
        introduces = self._styles.is_subtitle(style) and not _said(reading.parts) and len(text) <= MAX_SUMMARY
        if introduces and not reading.summary:
            reading.summary = text
        elif self._styles.is_title(style) and not self._styles.is_subtitle(style) and not reading.title:
            reading.title = text
        else:
            reading.parts.append(self._part(line, properties, style))

    def _part(self, line: Line, properties: Any, style: str) -> Part:
        if level := self._styles.heading_level(properties):
            return Heading(plain(line.spans), level)
        if place := self._styles.list_of(properties):
            return Item(line.spans, min(place[0], MAX_DEPTH), place[1])
        return Caption(plain(line.spans)) if self._styles.is_caption(style) else Paragraph(line.spans)

    def _is_item(self, paragraph: Any) -> bool:
        return self._styles.list_of(paragraph.find(f"{W}pPr")) is not None

    def _table(self, element: Any) -> None:
        if (cell := only_cell(element)) is not None:
            self._reading.remarks.changed[Change.FRAME] += 1
            self.blocks(cell)
            return
        table, pictures = self._tables.read(element)
        if table.rows:
            self._reading.parts.append(table)
        self._reading.parts.extend(pictures)

    def notes(self) -> None:
        """The footnotes and endnotes that the text calls, as a numbered list at its end."""
        called = self._inline.notes
        if not called:
            return
        known = {kind: self._notes_of(kind) for kind in {kind for kind, _key in called}}
        self._reading.parts.append(Heading(NOTES, 1))
        for kind, key in called:
            self._reading.parts.append(Item(known[kind].get(key) or [Span("…")], 0, True))
        self._reading.remarks.changed[Change.NOTE] = len(called)

    def _notes_of(self, kind: str) -> dict[str, list[Span]]:
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
                part = relation.target_part
                reader = InlineReader(part, self._styles, self._reading)
                return {
                    note.get(f"{W}id", ""): _joined([reader.read(line).spans for line in note.iter(f"{W}p")])
                    for note in parse_xml(part.blob).iterfind(f"{W}{kind}")
                    if note.get(f"{W}type", "normal") == "normal"
                }
        return {}

    def around(self) -> None:
        """What stands around the pages: left out, and told."""
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
                element = getattr(relation.target_part, "element", None)
                text = "" if element is None else "".join(node.text or "" for node in element.iter(f"{W}t"))
                if text.strip():
                    self._reading.remarks.leave(Aside.HEADER_FOOTER, text)


def _said(parts: list[Part]) -> bool:
    return any(not isinstance(part, Heading) for part in parts)


def _joined(lines: list[list[Span]]) -> list[Span]:
    spans: list[Span] = []
    for line in lines:
        if line and spans:
            spans.append(Span("\n"))
        spans += line
    return spans


def _name(reading: Reading) -> None:
    """Propose a title (the first heading, when the document names none) and a summary (a short introduction)."""
    headings = [part for part in reading.parts if isinstance(part, Heading) and part.text != NOTES]
    if headings:
        first, levels = headings[0], [heading.level for heading in headings]
        reading.title = reading.title or first.text
        place = reading.parts.index(first)
        alone = levels.count(min(levels)) == 1 and first.level == min(levels)
        bare = isinstance(reading.parts[place + 1] if place + 1 < len(reading.parts) else None, Heading)
        at_the_head = all(isinstance(part, Picture) for part in reading.parts[:place])
        if first.text == reading.title and at_the_head and (alone or bare):
            del reading.parts[place]
    first_part = next((part for part in reading.parts if not isinstance(part, Picture)), None)
    if not reading.summary and isinstance(first_part, Paragraph):
        text = plain(first_part.spans)
        reading.summary = text if len(text) <= MAX_SUMMARY else ""

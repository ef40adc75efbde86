"""The tables of a document: every cell becomes plain text, and merged cells are told."""

from collections.abc import Callable, Iterator
from typing import Any

from .inline import Line, name_of
from .parts import Change, Picture, Remarks, Span, Table
from .styles import VAL, W

MAX_COLUMNS = 63  # Word's own limit
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}


def children(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those inside content controls and insertions too."""
    for child in element:
        found = name_of(child)
        if found == name:
            yield child
        elif found in _WRAPPERS:
            yield from children(child, name)


class TableReader:
    """Reads tables; ``read_line`` reads a paragraph of a cell, ``is_item`` tells whether it belongs to a list."""

    def __init__(self, read_line: Callable[[Any], Line], is_item: Callable[[Any], bool], remarks: Remarks) -> None:
        self._read_line = read_line
        self._is_item = is_item
        self._remarks = remarks

    def read(self, element: Any) -> tuple[Table, list[Picture]]:
        """A table, and the pictures of its cells."""
        pictures: list[Picture] = []
        rows: list[list[str]] = []
        lines = [line for line in children(element, "tr") if line.find(f"{W}trPr/{W}del") is None]
        for line in lines:
            rows.append(self._row(line, rows[-1] if rows else [], pictures))
        return Table(squared(rows), header=_has_header(element, lines)), pictures

    def _row(self, line: Any, above: list[str], pictures: list[Picture]) -> list[str]:
        row = [""] * _number(line, "trPr", "gridBefore")
        for cell in children(line, "tc"):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(VAL, "continue") != "restart":
                # Read row by row, each row says what its merged cell says.
                text = above[len(row)] if len(row) < len(above) else ""
                self._remarks.changed[Change.MERGED] += 1
            else:
                text = self._text(cell, pictures)
            width = max(1, _number(cell, "tcPr", "gridSpan"))
            self._remarks.changed[Change.MERGED] += int(width > 1)
            row += [text] + [""] * (width - 1)
        return row[:MAX_COLUMNS]

    def _text(self, cell: Any, pictures: list[Picture]) -> str:
        return "\n".join(self._lines(cell, pictures))

    def _lines(self, element: Any, pictures: list[Picture]) -> Iterator[str]:
        for child in element:
            name = name_of(child)
            if name == "p":
                line = self._read_line(child)
                pictures += line.pictures
                if text := self._written(line.spans):
                    yield f"– {text}" if self._is_item(child) else text
            elif name == "tbl":
                self._remarks.changed[Change.NESTED_TABLE] += 1
                for row in children(child, "tr"):
                    cells = (" ".join(self._lines(cell, pictures)) for cell in children(row, "tc"))
                    if text := " ; ".join(cell for cell in cells if cell):
                        yield text
            elif name in _WRAPPERS:
                yield from self._lines(child, pictures)

    def _written(self, spans: list[Span]) -> str:
        """Plain text: the address of a link stands behind its words."""
        written = ""
        for span in spans:
            written += span.text
            if span.url and span.url.removeprefix("mailto:") not in span.text:
                written += f" ({span.url})"
                self._remarks.changed[Change.TABLE_LINK] += 1
        return written


def squared(rows: list[list[str]]) -> list[list[str]]:
    """Rows of the same length, without those and the columns that say nothing."""
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    kept = [column for column in range(width) if any(row[column] for row in rows)]
    return [[row[column] for column in kept] for row in rows]


def only_cell(element: Any) -> Any | None:
    """The cell of a table that is only a frame around a text."""
    rows = list(children(element, "tr"))
    cells = list(children(rows[0], "tc")) if len(rows) == 1 else []
    return cells[0] if len(cells) == 1 else None


def _has_header(element: Any, lines: list[Any]) -> bool:
    """Whether the first row holds headings: Word says so of the row, or of the look of the table."""
    if lines and (mark := lines[0].find(f"{W}trPr/{W}tblHeader")) is not None:
        return mark.get(VAL, "1") not in {"0", "false", "off"}
    look = element.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return True
    first = look.get(f"{W}firstRow")
    if first is not None:
        return first in {"1", "true", "on"}
    value = look.get(VAL, "")
    return (
        bool(int(value, 16) & 0x20) if value and all(letter in "0123456789abcdefABCDEF" for letter in value) else True
    )


def _number(element: Any, properties: str, name: str) -> int:
    found = element.find(f"{W}{properties}/{W}{name}")
    text = found.get(VAL, "") if found is not None else ""
    return min(int(text), MAX_COLUMNS) if text.isascii() and text.isdecimal() and len(text) < 6 else 0

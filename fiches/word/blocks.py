"""The parts of a document as the blocks of a fiche's text (``FicheTextBlock``), in the form that a StreamField stores."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.utils.html import escape

from .parts import Caption, Change, Heading, Item, Paragraph, Part, Picture, Remarks, Span, Table, plain

MAX_HEADING = 120  # of HeadingBlock
# The editor shows each block: beyond, it takes minutes to open, and its form more fields than a server reads.
MAX_BLOCKS = 500
Raw = dict[str, Any]


def raw_blocks(parts: list[Part], summary: str, remarks: Remarks) -> list[Raw]:
    """The blocks of a text. An image stands under the digest of its file until it is in the library.

    The first paragraph is left out where it is the summary of the fiche: readers would read it twice.
    """
    parts = _levelled(_without_summary(parts, summary), remarks)
    blocks: list[Raw] = []
    for is_text, group in groupby(parts, lambda part: isinstance(part, Paragraph | Item | Caption)):
        if is_text:
            blocks.append({"type": "texte", "value": rich_text(group)})
        else:
            blocks += map(_block, group)
    return blocks


def _without_summary(parts: list[Part], summary: str) -> list[Part]:
    wanted = " ".join(summary.split())
    for position, part in enumerate(parts):
        if isinstance(part, Picture):
            continue
        if isinstance(part, Paragraph) and plain(part.spans) == wanted:
            return parts[:position] + parts[position + 1 :]
        break
    return parts


def _levelled(parts: list[Part], remarks: Remarks) -> list[Part]:
    """Headings on two levels, 1 and 2, the first one being of level 1; those that are too long become a text."""
    levels = sorted({part.level for part in parts if isinstance(part, Heading)})
    found: list[Part] = []
    first = True
    for part in parts:
        if isinstance(part, Heading):
            if len(part.text) > MAX_HEADING:
                remarks.changed[Change.LONG_HEADING] += 1
                found.append(Paragraph([Span(part.text, bold=True)]))
                continue
            rank = 1 if first else levels.index(part.level) + 1
            remarks.changed[Change.DEEP_HEADING] += int(rank > 2)
            part = replace(part, level=min(rank, 2))  # noqa: PLW2901
            first = False
        found.append(part)
    return found


def _block(part: Part) -> Raw:
    if isinstance(part, Heading):
        return {"type": "titre", "value": {"text": part.text, "level": "h2" if part.level == 1 else "h3"}}
    if isinstance(part, Table):
        return {"type": "tableau", "value": _table(part)}
    if isinstance(part, Picture):
        image = {"image": part.digest, "alt_text": part.alt, "decorative": part.decorative}
        return {"type": "image", "value": {"image": image, "caption": part.caption}}
    raise TypeError(part)


def _table(table: Table) -> Raw:
    return {
        "data": table.rows,
        "cell": [],
        "mergeCells": [],
        "table_caption": table.caption,
        "table_header_choice": "row" if table.header else "neither",
        "first_row_is_table_header": table.header,
        "first_col_is_header": False,
    }


def rich_text(parts: Iterable[Part]) -> str:
    """Paragraphs and lists in the HTML that the editor stores: p, ul, ol, li, b, i, a, br and nothing else."""
    html = ""
    for is_list, group in groupby(parts, lambda part: isinstance(part, Item)):
        if is_list:
            html += _lists(_nested([part for part in group if isinstance(part, Item)]), 0)
        else:
            html += "".join(f"<p>{_written(_spans(part))}</p>" for part in group)
    return html


def _spans(part: Part) -> list[Span]:
    return part.spans if isinstance(part, Paragraph) else [Span(getattr(part, "text", ""))]


def _nested(items: list[Item]) -> list[Item]:
    """No level is skipped on the way in."""
    found: list[Item] = []
    depth = -1
    for item in items:
        depth = min(item.depth, depth + 1)
        found.append(replace(item, depth=depth))
    return found


def _lists(items: list[Item], depth: int) -> str:
    html = tag = ""
    position = 0
    while position < len(items):
        end = position + 1
        while end < len(items) and items[end].depth > depth:
            end += 1
        wanted = "ol" if items[position].ordered else "ul"
        if wanted != tag:
            html += f"</{tag}><{wanted}>" if tag else f"<{wanted}>"
            tag = wanted
        html += f"<li>{_written(items[position].spans)}{_lists(items[position + 1 : end], depth + 1)}</li>"
        position = end
    return f"{html}</{tag}>" if tag else ""


def _written(spans: list[Span]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    html = escape(span.text).replace("\n", "<br/>")
    if span.italic:
        html = f"<i>{html}</i>"
    if span.bold:
        html = f"<b>{html}</b>"
    return f'<a href="{escape(span.url)}">{html}</a>' if span.url else html

"""Demo texts: a YAML header, then Markdown with ``:::`` boxes, turned into the blocks that editors assemble.

The format is described for its writers in ``demo/content/README.md``.
"""

import html
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

BOXES = (
    "retenir",
    "alerte",
    "citation",
    "question",
    "numeros",
    "voir",
    "image",
    "document",
    "identite",
)
# ``fiche:indu-cpam``: the kind, then the key of something the demo makes.
REFERENCE = re.compile(r"^(?:fiche|structure|reference|page|section):[\w-]+$")

# ``[@wu2000]``: a call to a reference of the bibliography, by its key, with the space before it if there is one.
CALL = re.compile(r"[ \n]?\[@([\w-]+)\]")

Resolver = Callable[[str], int]


class StreamBuilder:
    """Turns Markdown into the raw value of a StreamField.

    ``page_id``, ``numero_id``, ``image_id`` and ``document_id`` give the primary key of what a text names.
    """

    def __init__(
        self,
        page_id: Resolver,
        numero_id: Resolver,
        image_id: Resolver,
        document_id: Resolver,
    ) -> None:
        self.page_id = page_id
        self.numero_id = numero_id
        self.image_id = image_id
        self.document_id = document_id
        self.parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(front_matter_plugin)
        for name in BOXES:
            self.parser.use(container_plugin, name=name)

    def stream(self, markdown: str) -> list[dict[str, Any]]:
        """The blocks of a text, in order; consecutive paragraphs and lists share one block."""
        blocks: list[dict[str, Any]] = []
        prose: list[Token] = []

        def flush() -> None:
            if prose:
                blocks.append(_block("texte", self.rich_text(prose)))
                prose.clear()

        for group in _groups(self.parser.parse(markdown)):
            opening = group[0]
            if opening.type == "heading_open":
                flush()
                blocks.append(_block("titre", {"text": group[1].content, "level": opening.tag}))
            elif opening.type == "table_open":
                flush()
                blocks.append(_block("tableau", _table(group)))
            elif opening.type.startswith("container_"):
                flush()
                name = opening.type.removeprefix("container_").removesuffix("_open")
                title = opening.info.strip().removeprefix(name).strip()
                blocks.append(_block(name, getattr(self, f"_box_{name}")(title, group[1:-1])))
            else:
                prose.extend(group)
        flush()
        return blocks

    def rich_text(self, tokens: list[Token]) -> str:
        """Tokens as the HTML that Wagtail stores: internal links by page, ``<b>`` and ``<i>``."""
        rendered = str(self.parser.renderer.render(tokens, self.parser.options, {}))
        rendered = re.sub(r"<(/?)strong>", r"<\1b>", rendered)
        rendered = re.sub(r"<(/?)em>", r"<\1i>", rendered)
        rendered = CALL.sub(self._call, rendered)
        return re.sub(r'<a href="([^"]+)">', self._link, rendered).strip()

    def _link(self, match: re.Match[str]) -> str:
        target = html.unescape(match[1])
        if REFERENCE.match(target):
            return f'<a linktype="page" id="{self.page_id(target)}">'
        return f'<a href="{match[1]}">'

    def _call(self, match: re.Match[str]) -> str:
        return f' <embed embedtype="reference" id="{self.page_id(f"reference:{match[1]}")}"/>'

    def _box_retenir(self, title: str, tokens: list[Token]) -> dict[str, Any]:
        return {"title": title, "text": self.rich_text(tokens)}

    _box_alerte = _box_retenir

    def _box_citation(self, title: str, tokens: list[Token]) -> dict[str, Any]:
        return {"text": " ".join(_lines(tokens)), "source": title}

    def _box_question(self, title: str, tokens: list[Token]) -> dict[str, Any]:
        return {"question": title, "answer": self.rich_text(tokens)}

    def _box_numeros(self, title: str, tokens: list[Token]) -> dict[str, Any]:
        return {"numeros": [_item(self.numero_id(line)) for line in _lines(tokens)]}

    def _box_voir(self, title: str, tokens: list[Token]) -> dict[str, Any]:
        return {
            "title": title,
            "pages": [_item(self.page_id(line)) for line in _lines(tokens)],
        }

    def _box_image(self, title: str, tokens: list[Token]) -> dict[str, Any]:
        values = yaml.safe_load("\n".join(_lines(tokens)))
        image = {
            "image": self.image_id(title),
            "alt_text": values["alt"],
            "decorative": False,
        }
        return {"image": image, "caption": values.get("legende", "")}

    def _box_document(self, title: str, tokens: list[Token]) -> dict[str, Any]:
        values = yaml.safe_load("\n".join(_lines(tokens)))
        return {
            "document": self.document_id(title),
            "description": values.get("titre", ""),
        }

    def _box_identite(self, title: str, tokens: list[Token]) -> None:
        return None


def _groups(tokens: list[Token]) -> Iterator[list[Token]]:
    """Tokens of each top-level element, its opening and closing included."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _lines(tokens: list[Token]) -> list[str]:
    return [line.strip() for token in tokens if token.type == "inline" for line in token.content.splitlines()]


def _table(tokens: list[Token]) -> dict[str, Any]:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(re.sub(r"[*_]{1,2}(\S.*?\S|\S)[*_]{1,2}", r"\1", token.content))
    return {
        "data": rows,
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": "",
    }


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _item(value: Any) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


def phrases(sentences: list[str]) -> list[dict[str, Any]]:
    """Sentences as the raw value of a field of short sentences."""
    return [_block("phrase", sentence) for sentence in sentences]


def block(kind: str, value: Any) -> dict[str, Any]:
    """One raw block, for the fields that the header fills."""
    return _block(kind, value)

"""The Markdown of the guide as HTML: headings that one can link to, pictures, links to screens and to other pages."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import slugify
from markdown_it import MarkdownIt

from cms.typography import french, french_html

SHOTS = Path(__file__).resolve().parent / "shots.json"
SCREEN = "ecran:"
PAGE = "guide:"
PICTURE = "image:"
_SCREEN_LINK = re.compile(rf'<a href="{SCREEN}([\w-]+)">(.*?)</a>', re.DOTALL)
_PAGE_LINK = re.compile(rf'<a href="{PAGE}([\w-]+)(#[\w-]+)?">')
_PICTURE = re.compile(rf'<p><img src="{PICTURE}([\w-]+)" alt="([^"]*)" */?></p>')


@dataclass(frozen=True)
class Heading:
    """A part of a page, and its anchor."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """A page's text, but for links to screens, which depend on who reads."""

    html: str
    headings: tuple[Heading, ...]

    @property
    def text(self) -> str:
        """Its words only, for the search."""
        return " ".join(html.unescape(strip_tags(self.html)).split())

    def html_with(self, address: Callable[[str], str]) -> str:
        """The HTML for somebody; ``address`` gives that of a screen, empty where the link is to be left out."""

        def link(match: re.Match[str]) -> str:
            found = address(match[1])
            return f'<a href="{found}">{match[2]}</a>' if found else match[2]

        return _SCREEN_LINK.sub(link, self.html)


@cache
def shots() -> dict[str, dict[str, Any]]:
    """What the browser suite recorded of each screen: its size if there is a picture of it, its words."""
    recorded: dict[str, dict[str, Any]] = json.loads(SHOTS.read_text(encoding="utf-8"))
    return recorded


def render(markdown: str) -> Rendered:
    """Raises KeyError on a picture that was never taken."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(markdown)
    headings = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            heading = Heading(slugify(inline.content), french(inline.content))
            opening.attrSet("id", heading.anchor)
            if opening.tag == "h2":
                headings.append(heading)
    made = str(parser.renderer.render(tokens, parser.options, {}))
    made = _PICTURE.sub(_figure, made)
    made = _PAGE_LINK.sub(_page_link, made)
    made = made.replace("<table>", '<div class="guide-table" tabindex="0" role="group" aria-label="Tableau"><table>')
    made = made.replace("</table>", "</table></div>")
    return Rendered(french_html(made), tuple(headings))


def _figure(match: re.Match[str]) -> str:
    width, height = shots()[match[1]]["size"]
    source = static(f"guide/{match[1]}.webp")
    alternative = french(match[2])
    return f'<figure><img src="{source}" width="{width}" height="{height}" alt="{alternative}" loading="lazy"></figure>'


def _page_link(match: re.Match[str]) -> str:
    return f'<a href="{reverse("guide_page", args=[match[1]])}{match[2] or ""}">'

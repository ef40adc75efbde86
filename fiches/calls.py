"""The references that a text cites: their numbers, and the links between each call and its entry in the list.

A call is stored as ``<embed embedtype="reference" id="12"/>``: no number and no word of it is in the text, so that
searching, counting words and translating meet only what the author wrote. Numbers follow the order of appearance, as in
Vancouver style (ICMJE, "Recommendations", IV.A.3.g): a reference met again keeps its own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.stored import rich_texts
from cms.typography import NBSP

_CALL = re.compile(r'<embed\b(?=[^>]*\bembedtype="reference")[^>]*?\bid="(\d+)"[^>]*>')
# Calls that follow each other are written together: « [1, 2] ».
_CALLS = re.compile(rf"(?P<before>\s*)(?P<calls>{_CALL.pattern}(?:\s*{_CALL.pattern})*)")


def cited_keys(stream: Any) -> list[int]:
    """Keys of the references that a StreamField value cites, each once, in the order of its text."""
    return list(dict.fromkeys(int(key) for text in rich_texts(stream) for key in _CALL.findall(text)))


def numbered(keys: Iterable[int]) -> dict[int, int]:
    """The number of each reference, from 1."""
    return {key: number for number, key in enumerate(keys, start=1)}


class Calls:
    """Writes the calls of one text. Its parts must be given in the order in which they are read."""

    def __init__(self, numbers: Mapping[int, int]) -> None:
        self._numbers = numbers
        self._met: Counter[int] = Counter()

    def written(self, html: str) -> str:
        """A stored text whose calls are links. Those to references that readers may not see are left out."""
        return _CALLS.sub(self._group, html) if "<embed" in html else html

    def _group(self, match: re.Match[str]) -> str:
        keys = [int(key) for key in _CALL.findall(match["calls"])]
        links = [(self._link(self._numbers[key]),) for key in dict.fromkeys(keys) if key in self._numbers]
        if not links:
            return ""
        return NBSP + format_html('<span class="renvoi">[{}]</span>', format_html_join(", ", "{}", links))

    def _link(self, number: int) -> SafeString:
        self._met[number] += 1
        call, entry = call_id(number, self._met[number]), entry_id(number)
        return format_html('<a id="{}" href="#{}" aria-label="Référence {}">{}</a>', call, entry, number, number)


def count_calls(stream: Any) -> Counter[int]:
    """How many links ``Calls`` writes to each reference."""
    counts: Counter[int] = Counter()
    for text in rich_texts(stream):
        for group in _CALLS.finditer(text):
            counts.update({int(key) for key in _CALL.findall(group["calls"])})
    return counts


# The colon keeps them apart from the anchors of headings, which have none.
def entry_id(number: int) -> str:
    return f"reference:{number}"


def call_id(number: int, rank: int) -> str:
    return f"appel:{number}:{rank}"


def write(html: str, context: Any) -> str:
    """The rewriter of rich texts: calls become links where the page has numbered them."""
    calls = context.get("calls")
    return calls.written(html) if isinstance(calls, Calls) else html

"""How long a text takes to read.

Adults read about 238 words a minute in silence (English non-fiction: Brysbaert, "How many words do we read per minute?",
Journal of Memory and Language, 2019), and 195 ± 26 aloud in French (Trauzettel-Klosinski and Dietz, "The New
International Reading Speed Texts IReST", Investigative Ophthalmology & Visual Science, 2012). A tired reader is slower
than the former: 200 is kept.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

from cms.stored import leaves

WORDS_PER_MINUTE = 200
# Punctuation, which French sets apart with a space, is no word; « l'hôpital » is one.
_WORD = re.compile(r"\w[\w'’-]*")
_TAG = re.compile(r"<[^>]*>")


def reading_minutes(*streams: Any) -> int:
    """Whole minutes that these StreamField values take together, one at least."""
    return max(1, round(sum(word_count(stream) for stream in streams) / WORDS_PER_MINUTE))


def word_count(stream: Any) -> int:
    """Words that readers meet in a StreamField value. It reads the stored data: nothing is rendered or fetched."""
    return sum(len(_WORD.findall(text)) for leaf in leaves(stream) for text in _texts(*leaf))


def _texts(block: blocks.Block, raw: Any) -> Iterator[str]:
    """The texts of a stored value. A caption is read, a text alternative is not: it stands for an image."""
    if isinstance(block, blocks.RichTextBlock):
        yield unescape(_TAG.sub(" ", raw))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield raw
    elif isinstance(block, TableBlock):
        yield from (str(cell) for row in raw.get("data") or [] for cell in row if cell)

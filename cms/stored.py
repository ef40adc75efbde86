"""What a StreamField stores, leaf by leaf. Nothing is rendered or fetched."""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

Leaf = tuple[blocks.Block, Any]


def leaves(stream: Any) -> Iterator[Leaf]:
    """Each block of a StreamField value that holds no other, with what is stored of it, in reading order."""
    return _leaves(stream.stream_block, stream.raw_data)


def rich_texts(stream: Any) -> Iterator[str]:
    """The rich texts of a StreamField value, as the database has them."""
    return (raw for block, raw in leaves(stream) if isinstance(block, blocks.RichTextBlock))


def _leaves(block: blocks.Block, raw: Any) -> Iterator[Leaf]:
    if not raw:
        return
    children = _children(block, raw)
    if children is None:
        yield block, raw
        return
    for child, value in children:
        yield from _leaves(child, value)


def _children(block: blocks.Block, raw: Any) -> Iterator[Leaf] | None:
    """The blocks inside this one; None when it holds no other. An image is one, whatever it says of itself."""
    if isinstance(block, ImageBlock):
        return None
    if isinstance(block, blocks.BaseStreamBlock):
        known = block.child_blocks
        return ((known[child["type"]], child["value"]) for child in raw if child["type"] in known)
    if isinstance(block, blocks.BaseStructBlock):
        return ((child, raw.get(name)) for name, child in block.child_blocks.items())
    if isinstance(block, blocks.ListBlock):
        return ((block.child_block, _item(child)) for child in raw)
    return None


def _item(child: Any) -> Any:
    """The value of a list's item, stored with its identifier or, in old revisions, alone."""
    return child["value"] if isinstance(child, dict) and {"type", "value"} <= child.keys() else child

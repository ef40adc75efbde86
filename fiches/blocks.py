"""Blocks of the fiches."""

from wagtail import blocks


class PhrasesBlock(blocks.StreamBlock):
    """Short sentences, one idea each."""

    phrase = blocks.CharBlock(label="Phrase", max_length=200)

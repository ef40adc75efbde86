"""Blocks of the home page and of plain pages."""

from wagtail import blocks

from cms.blocks import PageLinkBlock
from structures.blocks import TextWithNumerosBlock


class DoorBlock(blocks.StructBlock):
    """One of the first choices of the home page."""

    title = blocks.CharBlock(label="Titre", max_length=60, help_text="À la première personne, court.")
    text = blocks.CharBlock(label="Phrase", max_length=140)
    page = PageLinkBlock(label="Page où il mène")

    class Meta:
        icon = "link"
        label = "Porte"


class FigureBlock(blocks.StructBlock):
    """A figure of the service."""

    value = blocks.CharBlock(label="Chiffre", max_length=20)
    label = blocks.CharBlock(label="Ce qu'il compte", max_length=120)
    source = blocks.CharBlock(label="Source et année", max_length=160)

    class Meta:
        icon = "order"
        label = "Chiffre"


class IdentiteBlock(blocks.StaticBlock):
    """Publisher, director and host, from the site's settings: written once, true everywhere."""

    class Meta:
        icon = "site"
        label = "Identité du site"
        admin_text = "Éditeur, direction de la publication, adresse et hébergeur, lus dans les réglages du site."
        template = "home/blocks/identite.html"


class PlainBodyBlock(TextWithNumerosBlock):
    """The text of a plain page."""

    identite = IdentiteBlock()

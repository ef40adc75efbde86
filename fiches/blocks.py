"""Blocks of the fiches."""

from wagtail import blocks


class PhrasesBlock(blocks.StreamBlock):
    """Short sentences, one idea each."""

    phrase = blocks.CharBlock(label="Phrase", max_length=200)


class PersonBlock(blocks.StructBlock):
    """Who wrote a text, as readers see it."""

    name = blocks.CharBlock(label="Nom", max_length=120, help_text="Exemple : « Groupe de travail MED'AIDE ».")
    quality = blocks.CharBlock(
        label="Qualité", required=False, max_length=120, help_text="Exemple : « médecin généraliste »."
    )

    class Meta:
        icon = "user"
        label = "Auteur ou autrice"

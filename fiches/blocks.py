"""Blocks of the fiches."""

from wagtail import blocks

from cms.blanks import WithoutBlanks
from cms.blocks import TEXT_FEATURES, AlerteBlock, ParagraphBlock, QuestionBlock, RetenirBlock
from structures.blocks import TextWithNumerosBlock

# Only texts with a list « Références » at their foot may cite.
CITING_FEATURES = [*TEXT_FEATURES, "reference"]


class PhrasesBlock(WithoutBlanks):
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


def _citing(label: str) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(label=label, features=CITING_FEATURES)


class FicheTextBlock(TextWithNumerosBlock):
    """The text of a fiche, which may cite references."""

    texte = ParagraphBlock(features=CITING_FEATURES)
    retenir = RetenirBlock([("text", _citing("Texte"))])
    alerte = AlerteBlock([("text", _citing("Texte"))])
    question = QuestionBlock([("answer", _citing("Réponse"))])

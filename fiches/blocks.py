"""Blocks that lead to other pages of the site."""

from typing import Any

from wagtail import blocks
from wagtail.blocks import PageChooserBlock

from structures.blocks import TextWithNumerosBlock


class VoirBlock(blocks.StructBlock):
    """Links to fiches, structures and references; those that readers cannot see are left out."""

    title = blocks.CharBlock(
        label="Titre",
        required=False,
        max_length=80,
        help_text="Vide : « À voir aussi ».",
    )
    pages = blocks.ListBlock(
        PageChooserBlock(
            label="Page",
            page_type=[
                "fiches.FichePage",
                "structures.StructurePage",
                "fiches.ReferencePage",
                "fiches.TemoignagePage",
            ],
        ),
        label="Pages",
        min_num=1,
        max_num=8,
    )

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["pages"] = [page for page in value["pages"] if page and page.live]
        return context

    class Meta:
        icon = "link"
        label = "À voir aussi"
        template = "fiches/blocks/voir.html"


class FicheBodyBlock(TextWithNumerosBlock):
    """The text of a fiche."""

    voir = VoirBlock()


class PhrasesBlock(blocks.StreamBlock):
    """Short sentences, one idea each."""

    phrase = blocks.CharBlock(label="Phrase", max_length=200)

"""Blocks that editors of every app assemble. Each one has one template, under ``templates/cms/blocks/``."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from cms.blanks import WithoutBlanks
from cms.directory import directory
from cms.outline import Anchors

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "clean-paste"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="Titre", max_length=120, help_text="Court, et clair hors de son contexte.")
    level = blocks.ChoiceBlock(
        label="Niveau",
        choices=[("h2", "Grande partie"), ("h3", "Sous-partie")],
        default="h2",
        search_index=False,
        help_text="Une sous-partie vient toujours après une grande partie.",
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        anchors = context.get("anchors") or Anchors()
        context["anchor"] = anchors.take(value["text"])
        return context

    class Meta:
        icon = "title"
        label = "Titre"
        template = "cms/blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Texte et listes"
        template = "cms/blocks/paragraph.html"


class _BoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Titre", required=False, max_length=80)
    text = blocks.RichTextBlock(label="Texte", features=TEXT_FEATURES)


class RetenirBlock(_BoxBlock):
    class Meta:
        icon = "pick"
        label = "À retenir"
        template = "cms/blocks/retenir.html"


class AlerteBlock(_BoxBlock):
    class Meta:
        icon = "warning"
        label = "Alerte (danger seulement)"
        template = "cms/blocks/alerte.html"


class CitationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Texte cité", help_text="Sans guillemets : le site les pose.")
    source = blocks.CharBlock(label="Source", max_length=200, help_text="Exemple : « Loi, auteur, année ».")

    class Meta:
        icon = "openquote"
        label = "Citation"
        template = "cms/blocks/citation.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label="Question", max_length=200)
    answer = blocks.RichTextBlock(label="Réponse", features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = "Question et réponse"
        template = "cms/blocks/question.html"


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label="Image")
    caption = blocks.CharBlock(label="Légende", required=False, max_length=250)

    class Meta:
        icon = "image"
        label = "Image"
        template = "cms/blocks/figure.html"


class DataTableBlock(TableBlock):
    """A table whose first row holds the headings of its columns."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            table_options={
                "minSpareRows": 0,
                "startRows": 3,
                "startCols": 2,
                "contextMenu": [
                    "row_above",
                    "row_below",
                    "col_left",
                    "col_right",
                    "remove_row",
                    "remove_col",
                    "undo",
                ],
            },
            **kwargs,
        )

    class Meta:
        icon = "table"
        label = "Tableau"
        template = "cms/blocks/table.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="Document")
    description = blocks.CharBlock(label="Ce qu'on y trouve", required=False, max_length=250)

    class Meta:
        icon = "doc-full"
        label = "Document à télécharger"
        template = "cms/blocks/document.html"


class PageLinkBlock(blocks.PageChooserBlock):
    """A page chooser whose value stays a primary key: the directory knows the rest."""

    def to_python(self, value: Any) -> Any:
        return value

    def bulk_to_python(self, values: Any) -> Any:
        return list(values)

    def get_prep_value(self, value: Any) -> Any:
        return value if isinstance(value, int) or value is None else value.pk

    def value_from_form(self, value: Any) -> Any:
        return self.get_prep_value(super().value_from_form(value))

    def clean(self, value: Any) -> Any:
        return self.get_prep_value(super().clean(value))

    def extract_references(self, value: Any) -> Any:
        if value is not None:
            yield Page, str(value), "", ""

    def render_basic(self, value: Any, context: dict[str, Any] | None = None) -> str:
        return ""


class VoirBlock(blocks.StructBlock):
    """Links to other pages of the site; those that readers cannot see are left out."""

    title = blocks.CharBlock(
        label="Titre",
        required=False,
        max_length=80,
        help_text="Vide : « À voir aussi ».",
    )
    pages = blocks.ListBlock(PageLinkBlock(label="Page"), label="Pages", min_num=1, max_num=8)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["pages"] = [page for page in map(directory().readable, value["pages"]) if page]
        return context

    class Meta:
        icon = "link"
        label = "À voir aussi"
        template = "cms/blocks/voir.html"


def check_heading_order(value: Any) -> dict[int, ValidationError]:
    """Position of each sub-heading that no heading precedes → the sentence that says what to do."""
    errors: dict[int, ValidationError] = {}
    seen_part = False
    for position, block in enumerate(value):
        if block.block_type != "titre":
            continue
        if block.value["level"] == "h2":
            seen_part = True
        elif not seen_part:
            errors[position] = ValidationError(
                "Cette sous-partie n'est dans aucune grande partie : choisissez « Grande partie », "
                "ou ajoutez-en une au-dessus."
            )
    return errors


class BodyBlock(WithoutBlanks):
    """The blocks of a text. Apps subclass it to add blocks that name their own models."""

    titre = HeadingBlock()
    texte = ParagraphBlock()
    retenir = RetenirBlock()
    alerte = AlerteBlock()
    question = QuestionBlock()
    citation = CitationBlock()
    image = FigureBlock()
    tableau = DataTableBlock()
    document = DocumentBlock()
    voir = VoirBlock()

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds the anchors that its headings share."""
        context = super().get_context(value, parent_context=parent_context)
        context["anchors"] = Anchors()
        return context

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if errors := check_heading_order(value):
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return value

    class Meta:
        template = "cms/blocks/body.html"


# An address of this site, as a path: « /aide/ ». Two slashes would lead to another one.
_OWN_PATH = re.compile(r"/(?![/\\])[^\s\\]*")


class AddressField(forms.URLField):
    """A whole address, or the path of one on this site."""

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        return text if _OWN_PATH.fullmatch(text) else super().to_python(value)

    def run_validators(self, value: Any) -> None:
        if not _OWN_PATH.fullmatch(value or ""):
            super().run_validators(value)


class AddressBlock(blocks.URLBlock):
    """What ``AddressField`` accepts."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(required=required, help_text=help_text, **kwargs)
        self.field = AddressField(required=required, help_text=help_text, widget=forms.TextInput, assume_scheme="https")


class LinkBlock(blocks.StructBlock):
    """One entry of the menu or of the footer: a page of the site, or an address."""

    label = blocks.CharBlock(
        label="Libellé",
        required=False,
        max_length=40,
        help_text="Vide : le titre de la page.",
    )
    page = PageLinkBlock(label="Page du site", required=False)
    url = AddressBlock(
        label="Ou adresse", required=False, help_text="Ailleurs : « https://… ». Sur ce site : « /aide/ »."
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "page": ValidationError("Choisissez une page du site, ou écrivez une adresse : l'un des deux.")
                }
            )
        if cleaned["url"] and not cleaned["label"]:
            raise blocks.StructBlockValidationError(
                block_errors={"label": ValidationError("Une adresse a besoin d'un libellé.")}
            )
        return cleaned

    class Meta:
        icon = "link"
        label = "Lien"

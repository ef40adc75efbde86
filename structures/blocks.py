"""Blocks that read the register of numbers."""

from typing import Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks import BodyBlock


class NumeroBlock(SnippetChooserBlock):
    """A number, taken from the register without a query."""

    def bulk_to_python(self, values: Any) -> Any:
        return [self.model_class.register().get(key) for key in values]


class NumerosBlock(blocks.StructBlock):
    """Cards that call, from the register. A number withdrawn since then is no longer shown."""

    numeros = blocks.ListBlock(
        NumeroBlock("structures.Numero", label="Numéro"),
        label="Numéros",
        min_num=1,
        max_num=6,
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["numeros"] = [numero for numero in value["numeros"] if numero and numero.is_answering]
        return context

    class Meta:
        icon = "mobile-alt"
        label = "Numéros à appeler"
        template = "structures/blocks/numeros.html"


class TextWithNumerosBlock(BodyBlock):
    """The text of a page that may give numbers."""

    numeros = NumerosBlock()

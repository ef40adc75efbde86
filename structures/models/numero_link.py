from typing import Any, ClassVar

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from .numero import Numero


class NumeroLink(Orderable):
    """A number that a page gives, at the place its editor chose. Subclasses add the ParentalKey ``page``."""

    numero = models.ForeignKey(
        "structures.Numero",
        verbose_name="numéro",
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels: ClassVar[list] = [
        FieldPanel("numero", help_text="Un numéro du registre : ses horaires suivent d'eux-mêmes.")
    ]

    class Meta(Orderable.Meta):
        abstract = True


class GivesNumeros(models.Model):
    """Mixin of page types with an InlinePanel ``numero_links``."""

    numero_links: Any

    class Meta:
        abstract = True

    @cached_property
    def numeros(self) -> list[Numero]:
        """The numbers this page gives that readers may dial, in the editor's order."""
        links = self.numero_links.all()
        if isinstance(links, models.QuerySet) and not getattr(links, "_prefetch_done", False):
            keys = list(links.values_list("numero_id", flat=True))
        else:
            keys = [link.numero_id for link in links]
        given = map(Numero.register().get, keys)
        return [numero for numero in given if numero and numero.is_answering]

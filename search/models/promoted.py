"""Pages that editors want first for a given search."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from cms.directory import directory

from .synonym import split


class PromotedResult(models.Model):
    """A page shown above the results of some searches."""

    expressions = models.TextField(
        "recherches",
        max_length=1000,
        help_text="Séparées par des virgules. Exemple : « contrôle CPAM, indu ». "
        "La page vient en tête quand une recherche contient une de ces expressions.",
    )
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="page", on_delete=models.CASCADE, related_name="promoted_results"
    )
    order = models.PositiveSmallIntegerField("ordre", default=0, help_text="Les plus petits nombres d'abord.")

    panels: ClassVar[list] = [
        FieldPanel("expressions"),
        PageChooserPanel("page", help_text="Celle que l'on voit en tête des résultats."),
        FieldPanel("order"),
    ]

    class Meta:
        verbose_name = "résultat mis en avant"
        verbose_name_plural = "résultats mis en avant"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        known = directory().get(self.page_id)
        return f"{self.expressions} → {known.title if known else self.page.title}"

    @property
    def token(self) -> str:
        return str(self.pk)

    def split_expressions(self) -> list[str]:
        return split(self.expressions)

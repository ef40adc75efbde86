from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField

from .publication import PublicationRules


class Term(PublicationRules, models.Model):
    """A word of a controlled vocabulary, kept in the order in which readers meet it."""

    name = models.CharField("nom", max_length=100, unique=True)
    slug = models.SlugField(
        "identifiant",
        max_length=60,
        unique=True,
        help_text="Ce qui paraît dans les adresses. Exemple : « relations-cpam ». À ne plus changer ensuite.",
    )
    order = models.PositiveSmallIntegerField("ordre", default=0, help_text="Les plus petits nombres d'abord.")

    panels: ClassVar[list] = [
        FieldPanel("name", help_text="Comme il se lit sur le site. Court, sans abréviation."),
        FieldPanel("slug"),
        FieldPanel("order"),
    ]
    api_fields: ClassVar[list] = [APIField("name"), APIField("slug")]

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

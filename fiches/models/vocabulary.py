from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField

from cms.models import Term


class Part(models.TextChoices):
    """The two parts of the fiches."""

    CABINET = "cabinet", "Le cabinet"
    MEDECIN = "medecin", "Le médecin"


class Theme(Term):
    """A theme of the fiches, in one of their two parts."""

    part = models.CharField("partie", max_length=10, choices=Part)

    panels = [FieldPanel("part", help_text="La moitié des fiches où ce thème se range."), *Term.panels]
    api_fields = [*Term.api_fields, APIField("part")]

    class Meta(Term.Meta):
        verbose_name = "thème des fiches"
        verbose_name_plural = "thèmes des fiches"
        ordering = ["part", "order", "name"]


class ThemeBibliographique(Term):
    """A theme of the bibliography."""

    class Meta(Term.Meta):
        verbose_name = "thème de la bibliographie"
        verbose_name_plural = "thèmes de la bibliographie"


class Situation(Term):
    """What a testimony tells of, in the words of those who live it: « Dire non », « Reprendre »."""

    class Meta(Term.Meta):
        verbose_name = "situation"
        verbose_name_plural = "situations"

"""Words of danger, kept by editors: a search that holds one shows help before anything else."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from search.french import words


class CrisisExpression(models.Model):
    """One word or expression. Its plural, its accents and its inflections count too."""

    text = models.CharField(
        "mot ou expression",
        max_length=100,
        unique=True,
        help_text="Exemple : « envie de mourir ». Le pluriel et les accents oubliés comptent aussi.",
    )

    panels: ClassVar[list] = [FieldPanel("text")]

    class Meta:
        verbose_name = "mot de détresse"
        verbose_name_plural = "mots de détresse"
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if not words(self.text):
            raise ValidationError({"text": "Écrivez au moins un mot."})

from django.db import models

from cms.models import KeptFile


class WordImport(KeptFile):
    """A Word document between its upload and the draft made of it."""

    fiche = models.ForeignKey(
        "fiches.FichePage",
        verbose_name="fiche à compléter",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Vide : le document devient une nouvelle fiche.",
    )

    class Meta:
        verbose_name = "import d'un document Word"
        verbose_name_plural = "imports de documents Word"

from django.db import models


class Bilan(models.Model):
    """The right to read the Bilan (``reseau.view_bilan``): it keeps nothing, so it has no table."""

    class Meta:
        managed = False
        default_permissions = ("view",)
        verbose_name = "bilan"
        verbose_name_plural = "bilans"

    def __str__(self) -> str:
        return "Bilan"

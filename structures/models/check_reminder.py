from django.db import models


class CheckReminder(models.Model):
    """A week whose reminder of the numbers to check was mailed: it leaves once."""

    week = models.CharField("semaine", max_length=7, unique=True, help_text="Année et semaine ISO : « 2026-48 ».")

    class Meta:
        verbose_name = "rappel des vérifications"
        verbose_name_plural = "rappels des vérifications"
        default_permissions = ()

    def __str__(self) -> str:
        return self.week

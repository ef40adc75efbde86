from django.conf import settings
from django.db import models


class Reminder(models.Model):
    """A week whose mail about what awaits somebody was sent to them: it leaves once."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="compte", on_delete=models.CASCADE, related_name="+"
    )
    week = models.CharField("semaine", max_length=7, help_text="Année et semaine ISO : « 2026-48 ».")

    class Meta:
        verbose_name = "rappel envoyé"
        verbose_name_plural = "rappels envoyés"
        default_permissions = ()
        # Of no model in particular: what it lets one do ends a reminder, whatever the kind of the page.
        permissions = [("mark_reviewed", "Noter qu'une page a été relue sans rien y changer")]
        constraints = [models.UniqueConstraint(fields=["account", "week"], name="one_reminder_a_week")]

    def __str__(self) -> str:
        return self.week

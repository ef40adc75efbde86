from django.db import models


class LinkCheck(models.Model):
    """What an outside address answered, the last time it was asked."""

    class Outcome(models.TextChoices):
        """The first two need nothing from editors."""

        ANSWERS = "answers", "Répond"
        CLOSED = "closed", "Refuse les vérifications automatiques : à ouvrir à la main"
        MOVED = "moved", "Déplacée pour de bon"
        MISSING = "missing", "Page introuvable"
        FAILING = "failing", "Le site est en panne"
        UNREACHABLE = "unreachable", "Le site ne répond pas"
        REFUSED = "refused", "Adresse impossible à vérifier"

    url = models.CharField("adresse", max_length=600, unique=True)
    outcome = models.CharField("état", max_length=12, choices=Outcome)
    status = models.PositiveSmallIntegerField("code HTTP", null=True)
    detail = models.CharField("précision", max_length=600, blank=True)
    checked_at = models.DateTimeField("vérifiée le", db_index=True)

    class Meta:
        verbose_name = "lien vérifié"
        verbose_name_plural = "liens vérifiés"
        ordering = ["url"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.url

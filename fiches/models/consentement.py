from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel

WITHDRAW = "withdraw"


class Consentement(models.Model):
    """What allows a recorded voice to be heard. Internal: kept out of pages, revisions, search, feeds and the API.

    A row of its own, and no child of the page: Wagtail copies children into each revision.
    """

    class Voice(models.TextChoices):
        AS_IS = "as_is", "Telle quelle"
        ALTERED = "altered", "Modifiée, on ne la reconnaît pas"
        SYNTHETIC = "synthetic", "De synthèse : personne n'a parlé"

    page = models.OneToOneField(
        "fiches.TemoignagePage",
        verbose_name="témoignage",
        on_delete=models.CASCADE,
        related_name="consentement",
        error_messages={"unique": "Un accord est déjà enregistré pour ce témoignage : modifiez celui-là."},
    )
    given_on = models.DateField("donné le")
    scope = models.TextField(
        "ce que la personne accepte",
        max_length=600,
        help_text="Exemple : « La publication du son et de sa transcription sur le site et dans son flux. »",
    )
    collected_by = models.CharField(
        "recueilli par",
        max_length=150,
        help_text="Qui, dans le groupe, garde la trace écrite de cet accord.",
    )
    voice = models.CharField("voix", max_length=10, choices=Voice)
    withdrawal_contact = models.CharField(
        "pour revenir sur cet accord",
        max_length=250,
        blank=True,
        help_text="Comment la personne peut demander le retrait. Jamais publié ; effacé au retrait.",
    )
    withdrawn_at = models.DateTimeField("retiré le", null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="retiré par",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar[list] = [
        HelpPanel("<p>Ces renseignements restent entre vous : ils ne paraissent nulle part sur le site.</p>"),
        FieldPanel("page"),
        FieldRowPanel([FieldPanel("given_on"), FieldPanel("voice")]),
        FieldPanel("scope"),
        FieldPanel("collected_by"),
        FieldPanel("withdrawal_contact"),
    ]

    class Meta:
        verbose_name = "accord"
        verbose_name_plural = "accords"
        ordering = ["-given_on", "-pk"]
        permissions = [(f"{WITHDRAW}_consentement", "Peut retirer un accord, et les enregistrements avec lui")]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(withdrawn_at__isnull=True) & ~models.Q(withdrawal_contact=""))
                | models.Q(withdrawn_at__isnull=False, withdrawal_contact=""),
                name="consentement_contact_until_withdrawn",
                violation_error_message="Dites comment la personne peut revenir sur son accord.",
            ),
        ]

    def __str__(self) -> str:
        return f"Accord pour « {self.page.title} »"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def state(self) -> str:
        """Where this record stands, in a few words."""
        if self.withdrawn_at:
            return f"retiré le {date_format(timezone.localtime(self.withdrawn_at), 'j F Y')}"
        return f"donné le {date_format(self.given_on, 'j F Y')}"

    def clean(self) -> None:
        super().clean()
        errors = {}
        if not self.is_withdrawn and not self.withdrawal_contact.strip():
            errors["withdrawal_contact"] = "Dites comment la personne peut revenir sur son accord."
        if self.given_on and self.given_on > timezone.localdate():
            errors["given_on"] = "Cette date est à venir : écrivez le jour où l'accord a été donné."
        if errors:
            raise ValidationError(errors)


def consent_error(page: Any) -> str:
    """Why the consent does not let this testimony be published; empty when it does. One query.

    An alias shows its source: the consent is the same.
    """
    key = page.alias_of_id or page.pk
    consent = Consentement.objects.filter(page_id=key).first() if key else None
    if consent is None:
        return (
            "L'accord de la personne n'est pas enregistré : enregistrez le brouillon, puis suivez « Enregistrer "
            "l'accord » dans le cadre « Accord de la personne »."
        )
    if consent.is_withdrawn:
        return (
            f"La personne est revenue sur son accord ({consent.state}) : ce témoignage ne peut plus paraître. "
            "Si elle en donne un nouveau, créez une nouvelle page."
        )
    return ""

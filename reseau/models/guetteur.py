from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms.encrypted import EncryptedTextField, Unreadable
from reseau.guetteurs import rules
from structures import phone

NAME_LENGTH = 80
PHONE_LENGTH = 60
ADDRESS_LENGTH = 300


class GuetteurQuerySet(models.QuerySet):
    def to_contact(self, today: date) -> "GuetteurQuerySet":
        """Those of the network whom somebody meant to contact by that day, the longest forgotten first."""
        return self.contactable().filter(next_contact_on__lte=today).order_by("next_contact_on", "pk")

    def contactable(self) -> "GuetteurQuerySet":
        """Those of the network, who agree to be there."""
        return self.consenting().exclude(state=GuetteurVeilleur.State.LEFT)

    def consenting(self) -> "GuetteurQuerySet":
        """Those who have not taken their consent back: the others are only waiting to be erased."""
        return self.filter(consent_withdrawn_on=None)

    def active(self) -> "GuetteurQuerySet":
        return self.filter(state=GuetteurVeilleur.State.ACTIVE)


class GuetteurVeilleur(ClusterableModel):
    """A colleague who agreed to watch over others, in a register that is never published.

    Neither searched, nor in the API, nor in the references index; whoever leaves or takes the consent back is erased
    (``reseau.guetteurs.erasure``). Name and contact are encrypted in the database, and what logs and messages call it
    is its number.
    """

    class State(models.TextChoices):
        ACTIVE = "active", "Veille active"
        PAUSED = "paused", "En pause"
        LEFT = "left", "A quitté le réseau"

    class Profession(models.TextChoices):
        GENERAL = "general", "Médecine générale"
        SPECIALTY = "specialty", "Autre spécialité médicale"
        DENTAL = "dental", "Chirurgie dentaire"
        PHARMACY = "pharmacy", "Pharmacie"
        NURSING = "nursing", "Soins infirmiers"
        PHYSIOTHERAPY = "physiotherapy", "Kinésithérapie"
        MIDWIFERY = "midwifery", "Maïeutique"
        OTHER = "other", "Autre profession"

    last_name = EncryptedTextField("nom", max_length=NAME_LENGTH)
    first_name = EncryptedTextField("prénom", max_length=NAME_LENGTH, blank=True)
    email = EncryptedTextField("adresse électronique", max_length=254, blank=True)
    phone = EncryptedTextField(
        "téléphone", max_length=PHONE_LENGTH, blank=True, help_text="Comme on le compose : « 04 65 71 00 00 »."
    )
    address = EncryptedTextField(
        "adresse postale", max_length=ADDRESS_LENGTH, blank=True, help_text="Seulement si l'on écrit à cette personne."
    )
    departement = models.ForeignKey(
        "structures.Departement",
        verbose_name="département",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="guetteurs",
        help_text="Celui où la personne exerce.",
    )
    profession = models.CharField("profession", max_length=13, choices=Profession, default=Profession.GENERAL)
    recruited_at = models.ForeignKey(
        "reseau.CompteRendu",
        verbose_name="réunion où la personne s'est proposée",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="guetteurs",
    )
    recruited_on = models.DateField(
        "dans le réseau depuis le", null=True, blank=True, help_text="Vide : le jour de cette réunion."
    )
    last_contact_on = models.DateField("dernier contact", null=True, blank=True)
    next_contact_on = models.DateField(
        "à recontacter le", null=True, blank=True, help_text="Ce jour-là, la première page vous le rappelle."
    )
    state = models.CharField("état", max_length=6, choices=State, default=State.ACTIVE)
    left_on = models.DateField(
        "a quitté le réseau le", null=True, blank=True, help_text="Douze mois après, la fiche est effacée."
    )
    consent_on = models.DateField(
        "accord donné le",
        help_text="Le jour où la personne a accepté de figurer dans ce registre.",
        error_messages={"null": rules.NO_CONSENT},
    )
    consent_withdrawn_on = models.DateField(
        "accord retiré le",
        null=True,
        blank=True,
        help_text="La fiche est alors effacée par la tâche quotidienne ; « Retirer du registre » l'efface aussitôt.",
    )

    etapes: Any

    objects = GuetteurQuerySet.as_manager()
    wagtail_reference_index_ignore = True  # a list of what links to a report would name who came to it

    class Meta:
        verbose_name = "guetteur-veilleur"
        verbose_name_plural = "guetteurs-veilleurs"
        ordering = ["pk"]
        permissions: ClassVar[list] = [("export_guetteurveilleur", "Exporter les guetteurs-veilleurs")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="left") | models.Q(left_on__isnull=False),
                name="guetteur_who_left_has_a_date",
                violation_error_message=rules.LEFT_WHEN,
            ),
            models.CheckConstraint(
                condition=models.Q(left_on=None)
                | models.Q(recruited_on=None)
                | models.Q(left_on__gte=models.F("recruited_on")),
                name="guetteur_leaves_after_coming",
                violation_error_message=rules.LEFT_BEFORE,
            ),
            models.CheckConstraint(
                condition=~models.Q(state="active") | models.Q(consent_withdrawn_on=None),
                name="guetteur_active_with_consent",
                violation_error_message=rules.CONSENT_IS_WITHDRAWN,
            ),
        ]
        indexes = [models.Index(fields=["state", "next_contact_on"], name="guetteur_to_contact")]

    def __str__(self) -> str:
        """Without the name: logs, messages and lists of other screens show this."""
        return f"Guetteur-veilleur nº {self.pk}" if self.pk else "Guetteur-veilleur"

    @property
    def full_name(self) -> str:
        if isinstance(self.last_name, Unreadable):
            return f"{self} ({self.last_name})"
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def phone_display(self) -> str:
        return self.phone if isinstance(self.phone, Unreadable) or not self.phone else phone.display(self.phone)

    @property
    def training(self) -> str:
        """The steps, oldest first, each named once."""
        return ", ".join(dict.fromkeys(str(step) for step in self.etapes.all()))

    training.fget.short_description = "Formation"  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Raises ValidationError with a sentence at each field that is wrong."""
        super().clean()
        if self.recruited_at and not self.recruited_on:
            self.recruited_on = self.recruited_at.date
        errors: dict[str, Any] = rules.date_errors(self, timezone.localdate()) | self._contact_errors()
        if errors:
            raise ValidationError(errors)

    def _contact_errors(self) -> dict[str, Any]:
        """Reads the telephone number into the form that is kept."""
        errors: dict[str, Any] = {}
        if self.email and not isinstance(self.email, Unreadable):
            try:
                validate_email(self.email)
            except ValidationError:
                errors["email"] = "Cette adresse n'est pas complète. Exemple : « prenom.nom@example.org »."
        if self.phone and not isinstance(self.phone, Unreadable):
            try:
                self.phone = phone.normalise(self.phone)
            except ValidationError as error:
                errors["phone"] = error.messages
        return errors


class EtapeFormation(models.Model):
    """One step of somebody's training, and its day."""

    class Step(models.TextChoices):
        INTRODUCTION = "introduction", "Présentation reçue"
        COURSE = "course", "Formation suivie"
        EXCHANGE = "exchange", "Échange de pratiques"
        REFRESHER = "refresher", "Rappel de formation"

    guetteur = ParentalKey(
        GuetteurVeilleur, verbose_name="guetteur-veilleur", on_delete=models.CASCADE, related_name="etapes"
    )
    step = models.CharField("étape", max_length=12, choices=Step)
    done_on = models.DateField("date")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "étape de formation"
        verbose_name_plural = "étapes de formation"
        ordering = ["done_on", "pk"]

    def __str__(self) -> str:
        return self.get_step_display()

    def clean(self) -> None:
        super().clean()
        if self.done_on and (reason := rules.past_day_error(self.done_on, timezone.localdate())):
            raise ValidationError({"done_on": reason})

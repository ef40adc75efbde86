from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.forms import SnippetForm
from cms.models import EditorialSnippet

# INSEE codes: 01 to 95 (20 split into 2A and 2B), then overseas.
CODE_PATTERN = r"^(0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-8]|98[4-9])$"

DOCTORS_SINCE, DOCTORS_UNTIL = 2000, 2100  # a year typed with a slip is outside
BAD_YEAR = "Écrivez l'année en quatre chiffres. Exemple : « 2024 »."


class Departement(index.Indexed, EditorialSnippet):
    """One of the departments that the service covers."""

    code = models.CharField(
        "code",
        max_length=3,
        unique=True,
        validators=[
            RegexValidator(
                CODE_PATTERN,
                "Écrivez un code de département, par exemple « 06 » ou « 83 ».",
            )
        ],
        help_text="Deux chiffres. Exemple : « 83 ».",
    )
    name = models.CharField("nom", max_length=60, unique=True, help_text="Exemple : « Var ».")

    medecins = models.PositiveIntegerField(
        "médecins libéraux",
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "Écrivez un nombre d'au moins 1, ou laissez vide s'il est inconnu.")],
        help_text="Combien exercent dans le département. Le bilan y rapporte les guetteurs-veilleurs. Vide si inconnu.",
    )
    medecins_year = models.PositiveSmallIntegerField(
        "année de ce nombre",
        null=True,
        blank=True,
        validators=[MinValueValidator(DOCTORS_SINCE, BAD_YEAR), MaxValueValidator(DOCTORS_UNTIL, BAD_YEAR)],
        help_text="Exemple : « 2024 ».",
    )
    medecins_source = models.CharField(
        "source de ce nombre",
        max_length=200,
        blank=True,
        help_text="Qui l'a publié. Exemple : « Atlas de la démographie médicale, Ordre des médecins ».",
    )

    base_form_class = SnippetForm
    panels: ClassVar[list] = [
        FieldPanel("code"),
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("medecins"), FieldPanel("medecins_year")]), FieldPanel("medecins_source")],
            heading="Pour le bilan",
        ),
    ]
    search_fields: ClassVar[list] = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("code"),
    ]
    api_fields: ClassVar[list] = [APIField("code"), APIField("name")]

    class Meta:
        verbose_name = "département"
        verbose_name_plural = "départements"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=CODE_PATTERN),
                name="departement_code_is_insee",
            ),
            models.CheckConstraint(
                condition=models.Q(medecins__isnull=True) | models.Q(medecins__gt=0),
                name="departement_doctors_are_some_or_unknown",
                violation_error_message="Aucun médecin : laissez vide si le nombre est inconnu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def clean(self) -> None:
        super().clean()
        if self.medecins and not self.medecins_year:
            raise ValidationError({"medecins_year": "Notez l'année où ces médecins ont été comptés."})

    @property
    def slug(self) -> str:
        """What names it in an address: ``83-var``."""
        return f"{self.code.lower()}-{slugify(self.name)}"

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

PERSON_OR_BODY = "Écrivez un nom de personne, ou un organisme : l'un des deux."


class ReferenceContributor(Orderable):
    """A person or a body behind a publication, named as in CSL-JSON.

    The body « et al. » stands for people that the source does not name.
    """

    class Role(models.TextChoices):
        """Names of CSL's variables."""

        AUTHOR = "author", "Auteur ou autrice"
        EDITOR = "editor", "Direction d'ouvrage"
        TRANSLATOR = "translator", "Traduction"

    # By field, the name of the part in CSL-JSON.
    CSL_PARTS: ClassVar[dict[str, str]] = {
        "family": "family",
        "given": "given",
        "dropping_particle": "dropping-particle",
        "particle": "non-dropping-particle",
        "suffix": "suffix",
        "literal": "literal",
    }

    page = ParentalKey(
        "fiches.ReferencePage",
        on_delete=models.CASCADE,
        related_name="contributors",
        verbose_name="référence",
    )
    role = models.CharField("rôle", max_length=10, choices=Role, default=Role.AUTHOR)
    family = models.CharField("nom", max_length=250, blank=True)
    given = models.CharField("prénom", max_length=250, blank=True)
    particle = models.CharField(
        "particule",
        max_length=60,
        blank=True,
        help_text="Si elle n'est pas déjà dans le nom. Exemple : « de La » de Marie de La Tour.",
    )
    dropping_particle = models.CharField(
        "particule qui tombe",
        max_length=60,
        blank=True,
        help_text="Rare : celle que l'on omet quand le nom est cité seul. Exemple : « von » de Goethe.",
    )
    suffix = models.CharField("suffixe", max_length=60, blank=True, help_text="Exemple : « Jr ».")
    literal = models.CharField("ou organisme", max_length=500, blank=True)

    panels: ClassVar[list] = [
        FieldRowPanel(
            [
                FieldPanel("family", help_text="Exemple : « Dupont »."),
                FieldPanel("given", help_text="En entier ou en initiales. Exemple : « Anne-Marie »."),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel(
                    "literal", help_text="À la place d'un nom et d'un prénom. Exemple : « Haute Autorité de santé »."
                ),
                FieldPanel("role", help_text="Ce que cette personne a fait pour cette publication."),
            ]
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("particle"), FieldPanel("dropping_particle"), FieldPanel("suffix")])],
            heading="Particules et suffixe",
            classname="collapsed",
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "auteur ou autrice de la référence"
        verbose_name_plural = "auteurs et autrices de la référence"
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(family="") & ~models.Q(literal="")) | (~models.Q(family="") & models.Q(literal="")),
                name="contributor_is_person_or_body",
                violation_error_message=PERSON_OR_BODY,
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if bool(self.family) == bool(self.literal):
            raise ValidationError(PERSON_OR_BODY)

    def __str__(self) -> str:
        return self.literal or f"{self.family} {self.given}".strip()

    def csl_name(self) -> dict[str, str]:
        """This contributor as a CSL-JSON name."""
        return {part: value for field, part in self.CSL_PARTS.items() if (value := getattr(self, field))}

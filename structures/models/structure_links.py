"""What an editor adds under a structure, line by line: its numbers, its postal contacts, the fiches to read next."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from .numero_link import NumeroLink
from .structure import StructurePage

# The page type to choose from: named, never imported, since fiches stand on structures.
FICHE = "fiches.FichePage"
NO_STREET = "Écrivez la rue, ou cochez « adresse à confirmer »."


class StructurePageNumero(NumeroLink):
    page = ParentalKey(
        StructurePage,
        on_delete=models.CASCADE,
        related_name="numero_links",
        verbose_name="structure",
    )

    class Meta(NumeroLink.Meta):
        verbose_name = "numéro de la structure"
        verbose_name_plural = "numéros de la structure"


class StructureContact(Orderable):
    """A place to write to, or to visit."""

    page = ParentalKey(StructurePage, on_delete=models.CASCADE, related_name="contacts", verbose_name="structure")
    label = models.CharField(
        "service ou lieu",
        max_length=120,
        blank=True,
        help_text="À qui écrire. Exemple : « Commission d'entraide ».",
    )
    street = models.TextField(
        "rue",
        max_length=200,
        blank=True,
        help_text="Une ou plusieurs lignes. Exemple : « 12 rue de la Paix ».",
    )
    postal_code = models.CharField(
        "code postal",
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d{5}$", "Un code postal a cinq chiffres. Exemple : « 83000 ».")],
    )
    city = models.CharField("ville", max_length=80, blank=True)
    to_confirm = models.BooleanField(
        "adresse à confirmer",
        default=False,
        help_text="La page le dit. La rue peut alors rester vide.",
    )
    note = models.CharField("précision", max_length=160, blank=True, help_text="Exemple : « Sur rendez-vous. »")

    panels: ClassVar[list] = [
        FieldPanel("label"),
        FieldPanel("street"),
        FieldRowPanel(
            [
                FieldPanel("postal_code", help_text="Cinq chiffres. Exemple : « 13008 »."),
                FieldPanel("city", help_text="Exemple : « Marseille »."),
            ]
        ),
        FieldPanel("note"),
        FieldPanel("to_confirm"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "contact postal"
        verbose_name_plural = "contacts postaux"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_confirm=True) | ~models.Q(street=""),
                name="structure_contact_has_a_street",
                violation_error_message=NO_STREET,
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if not self.street.strip() and not self.to_confirm:
            raise ValidationError({"street": NO_STREET})

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.label, *self.lines)))

    @property
    def lines(self) -> list[str]:
        """The address as it is written on an envelope, without the name."""
        street = [line.strip() for line in self.street.splitlines() if line.strip()]
        town = f"{self.postal_code} {self.city}".strip()
        return [*street, town] if town else street

    def as_dict(self) -> dict[str, str | bool]:
        """What other programs read of this contact."""
        names = ("label", "street", "postal_code", "city", "note", "to_confirm")
        return {name: getattr(self, name) for name in names}

    def structured_data(self) -> dict[str, str]:
        """This contact as schema.org's PostalAddress."""
        return {
            "@type": "PostalAddress",
            "name": self.label,
            "streetAddress": ", ".join(line.strip() for line in self.street.splitlines() if line.strip()),
            "postalCode": self.postal_code,
            "addressLocality": self.city,
            "addressCountry": "FR",
        }


class StructureFiche(Orderable):
    """A fiche to read after this structure's page."""

    page = ParentalKey(StructurePage, on_delete=models.CASCADE, related_name="fiche_links", verbose_name="structure")
    fiche = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="fiche")

    panels: ClassVar[list] = [
        PageChooserPanel("fiche", page_type=FICHE, help_text="Une fiche à lire après la page de cette structure.")
    ]

    class Meta(Orderable.Meta):
        verbose_name = "fiche proche de la structure"
        verbose_name_plural = "fiches proches de la structure"

    def clean(self) -> None:
        super().clean()
        if self.fiche_id and (kind := self.fiche.specific_class) and kind._meta.label != FICHE:
            raise ValidationError({"fiche": "Choisissez une fiche : les autres pages n'ont pas leur place ici."})

    def __str__(self) -> str:
        return str(self.fiche)

from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.forms import SnippetForm
from cms.models import EditorialSnippet
from structures.serializers import DepartementsField


class ReferentQuerySet(models.QuerySet):
    def public(self) -> "ReferentQuerySet":
        """Published posts that are vacant, and published persons who agreed to be shown."""
        return self.filter(live=True).filter(models.Q(vacant=True) | models.Q(consent_on__isnull=False))


class Referent(index.Indexed, EditorialSnippet):
    """A member of the group whom colleagues of a department can reach, or the post while nobody holds it."""

    vacant = models.BooleanField(
        "poste à pourvoir",
        default=False,
        help_text="Coché, la page montre « à désigner » : les autres lignes restent proposées.",
    )
    name = models.CharField(
        "nom",
        max_length=120,
        blank=True,
        help_text="Comme la personne veut être nommée.",
    )
    role = models.CharField(
        "rôle dans le groupe",
        max_length=120,
        help_text="Exemple : « Référente du Var ».",
    )
    specialty = models.CharField("spécialité", max_length=120, blank=True, help_text="Exemple : « Pédiatrie ».")
    departements = ParentalManyToManyField(
        "structures.Departement",
        verbose_name="départements",
        blank=True,
        related_name="referents",
    )
    presentation = models.TextField("présentation", blank=True, max_length=600, help_text="Quelques phrases.")
    public_contact = models.CharField(
        "contact public",
        max_length=200,
        blank=True,
        help_text="Ce que lisent les visiteurs. Exemple : « Par la ligne MED'AIDE ».",
    )
    private_contact = models.CharField(
        "contact interne",
        max_length=200,
        blank=True,
        help_text="Jamais montré hors de cet écran.",
    )
    consent_on = models.DateField(
        "accord donné le",
        null=True,
        blank=True,
        help_text="La date où la personne a accepté de paraître sur le site. Sans accord, elle n'y paraît pas.",
    )

    objects = ReferentQuerySet.as_manager()

    base_form_class = SnippetForm
    panels: ClassVar[list] = [
        MultiFieldPanel(
            [
                FieldPanel("vacant"),
                FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
                FieldPanel("specialty"),
                FieldPanel("departements"),
                FieldPanel("presentation"),
                FieldPanel("public_contact"),
            ],
            heading="Ce que lisent les visiteurs",
        ),
        MultiFieldPanel([FieldPanel("private_contact"), FieldPanel("consent_on")], heading="Interne"),
    ]
    search_kind = "Référent"
    search_facets: ClassVar[dict[str, tuple[str, str]]] = {"departement": ("departements", "code")}
    search_fields: ClassVar[list] = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.SearchField("specialty"),
        index.SearchField("presentation"),
        index.RelatedFields("departements", [index.SearchField("name")]),
        index.FilterField("vacant"),
    ]
    api_fields: ClassVar[list] = [
        APIField("title"),
        APIField("vacant"),
        APIField("role"),
        APIField("specialty"),
        APIField("departements", serializer=DepartementsField()),
        APIField("presentation"),
        APIField("public_contact"),
    ]

    class Meta:
        verbose_name = "référent"
        verbose_name_plural = "référents"
        ordering = ["role", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.title} — {self.role}"

    @property
    def title(self) -> str:
        """The name shown to readers: nobody's while the post is vacant."""
        return "À désigner" if self.vacant else self.name

    def publication_errors(self) -> dict[str, str]:
        errors: dict[str, Any] = {}
        if self.vacant and self.name:
            errors["name"] = "Ce poste est « à pourvoir » : retirez le nom, ou décochez la case."
        if not self.vacant and not self.name:
            errors["name"] = "Écrivez le nom de la personne, ou cochez « poste à pourvoir »."
        if not self.vacant and not self.consent_on:
            errors["consent_on"] = (
                "Notez la date de son accord : sans lui, la personne ne peut pas paraître sur le site."
            )
        return errors

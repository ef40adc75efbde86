from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.timezone import localdate
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.search import index

from cms.models import EditorialSnippet
from cms.models.publication import merged_errors
from cms.renditions import FIGURE_SPECS
from reseau import rules
from reseau.contact import Contact, Way, contact
from reseau.forms import ReferentForm
from reseau.serializers import ContactField, PhotoField
from structures.serializers import DepartementsField

PHOTO_SPEC = FIGURE_SPECS[1]  # twice as wide as a portrait is shown; publication makes it


class ReferentQuerySet(models.QuerySet):
    def public(self, day: date | None = None) -> "ReferentQuerySet":
        """Who readers may see on a day (today in Paris): active posts that are vacant, or whose person agreed."""
        day = day or localdate()
        return self.filter(
            models.Q(active_from=None) | models.Q(active_from__lte=day),
            models.Q(active_to=None) | models.Q(active_to__gte=day),
            models.Q(vacant=True) | models.Q(consent_on__lte=day),
            live=True,
        )

    def persons(self, day: date | None = None) -> "ReferentQuerySet":
        """Those of them whom somebody can reach: no vacant post."""
        return self.public(day).filter(vacant=False)

    def for_lists(self) -> "ReferentQuerySet":
        """With their photographs: persons by role, then vacant posts."""
        shown = self.select_related("photo").prefetch_related("photo__renditions")
        return shown.order_by("vacant", "role", "name", "pk")


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
    photo = models.ForeignKey(
        "cms.Image",
        verbose_name="portrait",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Une photo simple. À ranger dans la collection « Réseau (réservé) ».",
    )
    photo_consent_on = models.DateField(
        "accord pour le portrait donné le",
        null=True,
        blank=True,
        validators=[rules.not_in_the_future],
        help_text="Cet accord est à part. Sans lui, le portrait ne paraît pas.",
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
    presentation = models.TextField(
        "présentation",
        blank=True,
        max_length=600,
        help_text="Quelques phrases, à la première personne. Exemple : « Je suis généraliste à la campagne. J'écoute. »",
    )
    languages = models.CharField(
        "langues",
        max_length=120,
        blank=True,
        help_text="Celles que parle la personne. Exemple : « français, arabe ».",
    )
    contact_by = models.CharField(
        "comment la joindre",
        max_length=8,
        choices=Way,
        default=Way.LINE,
        help_text="La ligne du service, elle, se choisit dans les réglages du site.",
    )
    relay_email = models.EmailField(
        "adresse de relais",
        blank=True,
        help_text="Une adresse du groupe, qui transmet. Elle paraît sur le site : jamais celle de la personne.",
    )
    direct_number = models.CharField(
        "numéro direct",
        max_length=20,
        blank=True,
        help_text="Un numéro professionnel, avec son accord. Il paraît sur le site. Exemple : « 04 00 00 00 00 ».",
    )
    contact_note = models.CharField(
        "précision sur le contact",
        max_length=200,
        blank=True,
        help_text="Exemple : « Plutôt en fin de journée ».",
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
        validators=[rules.not_in_the_future],
        help_text="La date où la personne a accepté de paraître sur le site. Sans accord, elle n'y paraît pas. "
        "Si elle le retire : « Dépublier », tout de suite.",
    )
    active_from = models.DateField("en fonction depuis le", null=True, blank=True, help_text="Vide : depuis toujours.")
    active_to = models.DateField(
        "en fonction jusqu'au",
        null=True,
        blank=True,
        help_text="Ce jour compris. Ensuite, la personne disparaît du site d'elle-même.",
    )

    objects = ReferentQuerySet.as_manager()

    # Telephone numbers that belong to no line: nobody is asked to add them to the register.
    own_numbers: ClassVar[frozenset[str]] = frozenset({"direct_number", "private_contact"})
    base_form_class = ReferentForm
    panels: ClassVar[list] = [
        MultiFieldPanel(
            [
                FieldPanel("vacant"),
                FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
                FieldRowPanel([FieldPanel("specialty"), FieldPanel("languages")]),
                FieldPanel("departements", help_text="Ceux où l'on peut s'adresser à cette personne."),
                FieldPanel("presentation"),
                FieldRowPanel([FieldPanel("photo"), FieldPanel("photo_consent_on")]),
            ],
            heading="Ce que lisent les visiteurs",
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_by"),
                FieldRowPanel([FieldPanel("relay_email"), FieldPanel("direct_number")]),
                FieldPanel("contact_note"),
            ],
            heading="Comment la joindre",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("consent_on"), FieldPanel("active_from"), FieldPanel("active_to")]),
                FieldPanel("private_contact"),
            ],
            heading="Interne",
        ),
    ]
    search_kind = "Référent"
    search_facets: ClassVar[dict[str, tuple[str, str]]] = {"departement": ("departements", "code")}
    search_fields: ClassVar[list] = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.SearchField("specialty"),
        index.SearchField("presentation"),
        index.SearchField("languages"),
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
        APIField("languages"),
        APIField("photo", serializer=PhotoField()),
        APIField("contact", serializer=ContactField()),
    ]

    class Meta:
        verbose_name = "référent"
        verbose_name_plural = "référents"
        ordering = ["role", "name", "pk"]
        permissions = [("unpublish_referent", "Can unpublish référent")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(active_from=None)
                | models.Q(active_to=None)
                | models.Q(active_to__gte=models.F("active_from")),
                name="referent_active_in_order",
                violation_error_message="La fin est avant le début : corrigez l'une des deux dates.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} — {self.role}"

    @property
    def title(self) -> str:
        """The name shown to readers: nobody's while the post is vacant."""
        return "À désigner" if self.vacant else self.name

    @property
    def covers(self) -> str:
        """Names of the departments. Prefetch them in lists."""
        return ", ".join(sorted(departement.name for departement in self.departements.all()))

    @property
    def contact(self) -> Contact:
        """How readers reach the person, or the post: by the line of the service while it is vacant."""
        if self.vacant:
            return contact(Way.LINE, note=self.contact_note)
        value = {Way.RELAY: self.relay_email, Way.NUMBER: self.direct_number}.get(Way(self.contact_by), "")
        way = self.contact_by if value else Way.LINE
        return contact(way, value, self.contact_note)

    @property
    def shown_photo(self) -> Any:
        """The copy of the photograph that publication made; None without the person's own consent to it."""
        if self.vacant or not (self.photo and self.photo_consent_on) or self.photo_consent_on > localdate():
            return None
        return get_rendition_or_not_found(self.photo, PHOTO_SPEC)

    def clean(self) -> None:
        with merged_errors(rules.referent_contradictions(self)):
            super().clean()

    def publication_errors(self) -> dict[str, str]:
        return rules.referent_errors(self)

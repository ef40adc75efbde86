from datetime import datetime, time
from typing import Any, ClassVar

from django.db import models
from django.utils.timezone import make_aware
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.fields import StreamField
from cms.forms import SnippetForm
from cms.models import EditorialSnippet
from structures.blocks import TextWithNumerosBlock


class CompteRenduQuerySet(models.QuerySet):
    def public(self) -> "CompteRenduQuerySet":
        """Published reports that the group made public."""
        return self.filter(live=True, visibility=CompteRendu.Visibility.PUBLIC)

    def for_lists(self) -> "CompteRenduQuerySet":
        """Newest meeting first, with its department, in one query."""
        return self.select_related("departement").defer("body").order_by("-date", "pk")


class CompteRendu(index.Indexed, EditorialSnippet):
    """What was said and decided at a meeting. Internal unless the group makes it public."""

    class Visibility(models.TextChoices):
        INTERNAL = "internal", "Interne au groupe"
        PUBLIC = "public", "Public"

    title = models.CharField(
        "titre",
        max_length=150,
        help_text="Exemple : « Réunion avec les médecins d'Istres ».",
    )
    slug = models.SlugField(
        "identifiant",
        max_length=80,
        unique=True,
        help_text="Dans l'adresse. Exemple : « 2018-06-19-istres ».",
    )
    date = models.DateField("date")
    place = models.CharField("lieu", max_length=150, blank=True)
    departement = models.ForeignKey(
        "structures.Departement",
        verbose_name="département",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="comptes_rendus",
    )
    host = models.CharField("accueil ou public", max_length=200, blank=True)
    format = models.CharField(
        "format",
        max_length=200,
        blank=True,
        help_text="Exemple : « Diaporama et débat ».",
    )
    led_by = models.CharField("animation", max_length=200, blank=True)
    invited = models.PositiveIntegerField("invités", null=True, blank=True)
    present = models.PositiveIntegerField("présents", null=True, blank=True)
    present_is_estimate = models.BooleanField("nombre de présents estimé", default=False)
    new_guetteurs = models.PositiveIntegerField("nouveaux guetteurs-veilleurs", default=0)
    body = StreamField(
        TextWithNumerosBlock(required=False),
        verbose_name="ce qui en est sorti",
        blank=True,
    )
    visibility = models.CharField(
        "visibilité",
        max_length=10,
        choices=Visibility,
        default=Visibility.INTERNAL,
        help_text="« Public » seulement quand plus rien ne permet de reconnaître une personne.",
    )

    objects = CompteRenduQuerySet.as_manager()

    base_form_class = SnippetForm
    panels: ClassVar[list] = [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("date"), FieldPanel("departement"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("host"), FieldPanel("format"), FieldPanel("led_by")]),
                FieldRowPanel(
                    [
                        FieldPanel("invited"),
                        FieldPanel("present"),
                        FieldPanel("present_is_estimate"),
                        FieldPanel("new_guetteurs"),
                    ]
                ),
            ],
            heading="La réunion",
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("visibility"), FieldPanel("slug")], heading="Publication"),
    ]
    search_kind = "Compte rendu"
    search_priority = 60
    search_facets: ClassVar[dict[str, tuple[str, str]]] = {"departement": ("departement", "code")}
    search_fields: ClassVar[list] = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("place"),
        index.SearchField("body"),
        index.RelatedFields("departement", [index.SearchField("name")]),
        index.FilterField("visibility"),
        index.FilterField("date"),
    ]
    api_fields: ClassVar[list] = [
        APIField("title"),
        APIField("slug"),
        APIField("date"),
        APIField("place"),
        APIField("departement_code"),
        APIField("host"),
        APIField("format"),
        APIField("led_by"),
        APIField("invited"),
        APIField("present"),
        APIField("present_is_estimate"),
        APIField("new_guetteurs"),
        APIField("body"),
    ]

    class Meta:
        verbose_name = "compte rendu"
        verbose_name_plural = "comptes rendus"
        ordering = ["-date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(invited__isnull=True)
                | models.Q(present__isnull=True)
                | models.Q(present__lte=models.F("invited")),
                name="compte_rendu_present_within_invited",
                violation_error_message="Il y a plus de présents que d'invités : corrigez l'un des deux nombres.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.date:%d/%m/%Y})" if self.date else self.title

    @property
    def search_date(self) -> datetime:
        """The day of the meeting, as the search sorts by it."""
        return make_aware(datetime.combine(self.date, time()))

    @property
    def departement_code(self) -> str | None:
        return self.departement.code if self.departement else None

    def publication_errors(self) -> dict[str, str]:
        errors: dict[str, Any] = {}
        if not self.departement_id:
            errors["departement"] = "Choisissez le département de la réunion."
        if not self.body:
            errors["body"] = "Le compte rendu est vide : écrivez ce qui est sorti de la réunion."
        return errors

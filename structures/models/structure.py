from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from cms.fields import StreamField
from cms.models import BasePage
from cms.querysets import readable
from cms.serializers import TermsField
from structures.blocks import TextWithNumerosBlock
from structures.serializers import DepartementsField, NumerosField

from .numero import Numero
from .numero_link import GivesNumeros, NumeroLink


class StructureIndexPage(BasePage):
    """The directory of the structures."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    schema_type = "CollectionPage"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["structures.StructurePage"]
    content_panels: ClassVar[list] = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("intro"),
    ]
    api_fields: ClassVar[list] = [APIField("intro")]

    class Meta:
        verbose_name = "annuaire des structures"
        verbose_name_plural = "annuaires des structures"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        structures = list(readable(StructurePage.objects.child_of(self)).for_lists())
        structures.sort(key=lambda structure: not structure.numeros)  # those that answer come first
        context["groups"] = [
            (label, [item for item in structures if item.scope == scope])
            for scope, label in StructurePage.Scope.choices
        ]
        return context


class StructurePageQuerySet(PageQuerySet):
    def for_lists(self) -> "StructurePageQuerySet":
        """With all that a card shows, in a constant number of queries."""
        return self.prefetch_related("departements", "numero_links").defer_streamfields().order_by("path")


class StructurePage(GivesNumeros, BasePage):
    """One structure that helps, and how to reach it."""

    class Scope(models.TextChoices):
        NATIONAL = "national", "Dans toute la France"
        DEPARTMENTAL = "departemental", "Près de chez vous"

    summary = models.TextField(
        "en deux phrases",
        max_length=300,
        help_text="Qui aide, et pour qui. C'est ce que montrent les listes.",
    )
    scope = models.CharField("étendue", max_length=15, choices=Scope, default=Scope.NATIONAL)
    departements = ParentalManyToManyField(
        "structures.Departement",
        verbose_name="départements",
        blank=True,
        related_name="structures",
    )
    needs = ParentalManyToManyField(
        "structures.Besoin",
        verbose_name="besoins",
        blank=True,
        related_name="structures",
    )
    audiences = ParentalManyToManyField(
        "structures.Audience",
        verbose_name="publics",
        blank=True,
        related_name="structures",
    )
    first_contact = models.TextField(
        "premier contact",
        blank=True,
        help_text="Ce qui se passe quand on appelle : qui répond, ce que l'on demande.",
    )
    confidentiality = models.CharField(
        "confidentialité",
        max_length=300,
        blank=True,
        help_text="Exemple : « Aucun nom n'est demandé. »",
    )
    cost = models.CharField("coût", max_length=120, blank=True, help_text="Exemple : « Gratuit. »")
    website = models.URLField("site", blank=True, help_text="L'adresse complète. Exemple : « https://… ».")
    body = StreamField(TextWithNumerosBlock(), verbose_name="texte", blank=True)
    to_confirm = models.BooleanField(
        "à confirmer",
        default=False,
        help_text="La page dit que ces renseignements restent à vérifier.",
    )
    verified_on = models.DateField("vérifié le", null=True, blank=True)

    objects = PageManager.from_queryset(StructurePageQuerySet)()

    search_kind = "Structure d'aide"
    search_facets: ClassVar[dict[str, tuple[str, str]]] = {
        "departement": ("departements", "code"),
        "public": ("audiences", "slug"),
    }
    shared_relations = ("departements",)
    parent_page_types: ClassVar[list[str]] = ["structures.StructureIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("scope"),
                FieldPanel("departements"),
                FieldPanel("needs"),
                FieldPanel("audiences"),
            ],
            heading="Pour qui",
        ),
        InlinePanel("numero_links", label="Numéro", heading="Numéros", max_num=6),
        MultiFieldPanel(
            [
                FieldPanel("first_contact"),
                FieldPanel("confidentiality"),
                FieldRowPanel([FieldPanel("cost"), FieldPanel("website")]),
            ],
            heading="Ce qui se passe quand on appelle",
        ),
        FieldPanel("body"),
        FieldRowPanel(
            [FieldPanel("verified_on"), FieldPanel("to_confirm")],
            heading="Vérification",
        ),
    ]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("first_contact"),
        index.SearchField("body"),
        index.RelatedFields("departements", [index.SearchField("name")]),
        index.RelatedFields("needs", [index.SearchField("name")]),
        index.RelatedFields("audiences", [index.SearchField("name")]),
        index.FilterField("scope"),
    ]
    api_fields: ClassVar[list] = [
        APIField("summary"),
        APIField("scope"),
        APIField("departements", serializer=DepartementsField()),
        APIField("needs", serializer=TermsField()),
        APIField("audiences", serializer=TermsField()),
        APIField("first_contact"),
        APIField("confidentiality"),
        APIField("cost"),
        APIField("website"),
        APIField("numeros", serializer=NumerosField()),
        APIField("body"),
        APIField("to_confirm"),
        APIField("verified_on"),
    ]

    class Meta:
        verbose_name = "structure d'aide"
        verbose_name_plural = "structures d'aide"

    def publication_errors(self) -> dict[str, str]:
        if self.scope == self.Scope.DEPARTMENTAL and not self.departements.all():
            return {"departements": "Cochez au moins un département, ou choisissez « Dans toute la France »."}
        return {}

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        """The page, about the structure. A number still to confirm is left out: a machine would not say so."""
        sure = [numero for numero in self.numeros if not numero.to_confirm]
        organisation = {
            "@type": "Organization",
            "name": self.title,
            "description": self.summary,
            "url": self.website,
            "telephone": [numero.number for numero in sure if numero.channel == Numero.Channel.CALL],
            "areaServed": [
                {"@type": "AdministrativeArea", "name": departement.name} for departement in self.departements.all()
            ],
        }
        return {**super().structured_data(request), "mainEntity": organisation}


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

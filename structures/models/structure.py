from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.api import APIField
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from cms.directory import PageEntry, directory
from cms.fields import StreamField
from cms.models import BasePage, Reviewed, ToReview, due_after_review
from cms.renditions import LOGO_SPEC
from cms.serializers import LinkedPagesField, TermsField
from structures.annuaire.organisation import organisation
from structures.blocks import TextWithNumerosBlock
from structures.serializers import ContactsField, DepartementsField, LogoField, NumerosField

from .numero_link import GivesNumeros


class StructurePageQuerySet(ToReview, PageQuerySet):
    def for_lists(self) -> "StructurePageQuerySet":
        """With all that a card shows, in a constant number of queries."""
        return self.prefetch_related("departements", "numero_links").defer_streamfields().order_by("path")


class StructurePage(GivesNumeros, Reviewed, BasePage):
    """One structure that helps, and how to reach it."""

    class Scope(models.TextChoices):
        NATIONAL = "national", "Dans toute la France"
        DEPARTMENTAL = "departemental", "Près de chez vous"
        ELSEWHERE = "ailleurs", "Dans une autre région"

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
    is_free = models.BooleanField(
        "aide gratuite",
        null=True,
        blank=True,
        help_text="Pour le filtre « Gratuit » de l'annuaire. Inconnu : le registre dit si l'appel est gratuit.",
    )
    website = models.URLField("site", blank=True, help_text="L'adresse complète. Exemple : « https://… ».")
    logo = models.ForeignKey(
        "cms.Image",
        verbose_name="logo",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    logo_alt = models.CharField(
        "texte de remplacement du logo",
        max_length=120,
        blank=True,
        help_text="Ce que lit une personne qui ne le voit pas. Exemple : « Logo de MOTS ».",
    )
    body = StreamField(TextWithNumerosBlock(), verbose_name="ce que c'est", blank=True)
    to_confirm = models.BooleanField(
        "à confirmer",
        default=False,
        help_text="La page dit que ces renseignements restent à vérifier.",
    )

    objects = PageManager.from_queryset(StructurePageQuerySet)()

    search_kind = "Structure d'aide"
    search_facets: ClassVar[dict[str, tuple[str, str]]] = {
        "departement": ("departements", "code"),
        "public": ("audiences", "slug"),
    }
    shared_relations = ("departements", "contacts")
    parent_page_types: ClassVar[list[str]] = ["structures.StructureIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("scope", help_text="Qui peut s'adresser à cette structure, selon l'endroit où l'on exerce."),
                FieldPanel(
                    "departements", help_text="Ceux où elle aide, si ce n'est pas partout. Exemple : « Var (83) »."
                ),
                FieldPanel("needs", help_text="Ce pour quoi l'on s'adresse à elle : l'annuaire les propose en filtre."),
                FieldPanel("audiences", help_text="Qui elle reçoit. Aucun : tous les soignants."),
            ],
            heading="Pour qui",
        ),
        InlinePanel(
            "numero_links",
            label="Numéro",
            heading="Numéros",
            max_num=6,
            help_text="Ceux du registre, le plus utile d'abord.",
        ),
        MultiFieldPanel(
            [
                FieldPanel("first_contact"),
                FieldPanel("confidentiality"),
                FieldRowPanel([FieldPanel("cost"), FieldPanel("is_free")]),
            ],
            heading="Ce qui se passe quand on appelle",
        ),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                InlinePanel(
                    "contacts",
                    label="Contact postal",
                    max_num=6,
                    help_text="Une adresse par ligne, avec ce qu'on y trouve.",
                ),
            ],
            heading="Écrire, s'informer",
        ),
        FieldPanel("body", help_text="Ce qu'il faut savoir d'elle, en quelques blocs. Le signe + en ajoute un."),
        MultipleChooserPanel(
            "fiche_links",
            chooser_field_name="fiche",
            label="Fiche",
            heading="Fiches proches",
            help_text="Celles à lire ensuite : huit au plus.",
            max_num=8,
        ),
        FieldRowPanel(
            [
                FieldPanel("logo", help_text="Facultatif : une image de la médiathèque, ou que vous envoyez."),
                FieldPanel("logo_alt"),
            ],
            heading="Logo",
        ),
        FieldRowPanel(
            [FieldPanel("reviewed_on"), FieldPanel("review_due"), FieldPanel("to_confirm")],
            heading="Relecture",
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
        index.RelatedFields("contacts", [index.SearchField("label"), index.SearchField("city")]),
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
        APIField("is_free"),
        APIField("website"),
        APIField("contacts", serializer=ContactsField()),
        APIField("numeros", serializer=NumerosField()),
        APIField("body"),
        APIField("logo", serializer=LogoField()),
        APIField("related_fiches", serializer=LinkedPagesField()),
        APIField("to_confirm"),
        APIField("verified_on"),
        APIField("reviewed_on"),
        APIField("review_due"),
    ]

    class Meta:
        verbose_name = "structure d'aide"
        verbose_name_plural = "structures d'aide"
        constraints = [due_after_review("structure_review_due_after_review")]

    def publication_errors(self) -> dict[str, str]:
        errors = {}
        if self.scope == self.Scope.DEPARTMENTAL and not self.departements.all():
            errors["departements"] = "Cochez au moins un département, ou choisissez « Dans toute la France »."
        if self.logo_id and not self.logo_alt.strip():
            errors["logo_alt"] = (
                "Dites ce que montre le logo, pour qui ne le voit pas : « Logo de » et le nom suffisent."
            )
        return errors

    @property
    def related_fiches(self) -> list[PageEntry]:
        """The fiches that its editor chose and that readers may see, in the editor's order."""
        chosen = (directory().readable(link.fiche_id) for link in self.fiche_links.all())
        return [fiche for fiche in chosen if fiche]

    @property
    def verified_on(self) -> date | None:
        """Under this name in the JSON: when somebody last made sure of what the page says."""
        return self.reviewed_on

    @property
    def places(self) -> str:
        """Where it helps, in a few words: « Var », « Alpes-Maritimes, Var », « Toute la France »."""
        names = [departement.name for departement in self.departements.all()]
        return ", ".join(names) or ("Toute la France" if self.scope == self.Scope.NATIONAL else "")

    @cached_property
    def logo_copy(self) -> Any:
        """The copy of the logo that publication made; None when there is no logo, or when its file was lost."""
        return get_rendition_or_not_found(self.logo, LOGO_SPEC) if self.logo else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["needs"] = list(self.needs.all())
        context["audiences"] = list(self.audiences.all())
        context["logo"] = self.logo_copy
        context["related"] = [("Fiches proches", self.related_fiches)]
        return context

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().structured_data(request), "mainEntity": organisation(self, request)}

from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
)
from wagtail.api import APIField
from wagtail.models import Orderable, PageManager, PageQuerySet
from wagtail.search import index

from cms.fields import StreamField
from cms.models import BasePage
from cms.serializers import LinkedPagesField, TermField, TermsField
from fiches.blocks import PhrasesBlock
from fiches.serializers import AuteursField
from structures.blocks import TextWithNumerosBlock
from structures.models import GivesNumeros, NumeroLink
from structures.serializers import NumerosField

from .vocabulary import Part, Theme

FICHES_PER_PAGE = 24


class FicheIndexPage(BasePage):
    """All the fiches, by part and theme."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["fiches.FichePage"]
    content_panels: ClassVar[list] = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("intro"),
    ]
    api_fields: ClassVar[list] = [APIField("intro")]

    class Meta:
        verbose_name = "rubrique des fiches"
        verbose_name_plural = "rubriques des fiches"

    def fiches(self) -> "FichePageQuerySet":
        return FichePage.objects.child_of(self).live().public()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the chosen part and theme (unknown ones are ignored), the themes with their counts, and one page."""
        context = super().get_context(request, *args, **kwargs)
        counts = dict(self.fiches().order_by().values_list("theme_id").annotate(Count("pk")))
        themes = [theme for theme in Theme.objects.all() if counts.get(theme.pk)]
        part = request.GET.get("partie", "")
        chosen = next((theme for theme in themes if theme.slug == request.GET.get("theme")), None)
        if chosen:
            part = chosen.part
        fiches = self.fiches().for_lists()
        if part in Part.values:
            fiches = fiches.filter(part=part)
        if chosen:
            fiches = fiches.filter(theme=chosen)
        context["parts"] = [
            {
                "value": value,
                "label": label,
                "themes": [(theme, counts[theme.pk]) for theme in themes if theme.part == value],
                "current": value == part,
            }
            for value, label in Part.choices
        ]
        context["chosen_part"] = Part(part).label if part in Part.values else ""
        context["chosen_theme"] = chosen
        context["page_obj"] = Paginator(fiches, FICHES_PER_PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context["query_string"] = query.urlencode()
        return context


class FichePageQuerySet(PageQuerySet):
    def for_lists(self) -> "FichePageQuerySet":
        """With all that a card shows, in a constant number of queries; by theme, then by title."""
        return self.select_related("theme").defer("body").order_by("part", "theme__order", "title")


class FichePage(GivesNumeros, BasePage):
    """A sheet that helps with one situation."""

    part = models.CharField("partie", max_length=10, choices=Part, default=Part.MEDECIN)
    theme = models.ForeignKey(
        Theme,
        verbose_name="thème",
        null=True,
        blank=False,
        on_delete=models.PROTECT,
        related_name="fiches",
    )
    summary = models.TextField(
        "en deux phrases",
        max_length=300,
        help_text="La situation, puis ce que l'on trouve ici. C'est ce que montrent les listes et la recherche.",
    )
    key_points = StreamField(
        PhrasesBlock(max_num=5, required=False),
        verbose_name="l'essentiel",
        blank=True,
        help_text="Deux à quatre phrases courtes, lues avant tout le reste.",
    )
    first_steps = StreamField(
        PhrasesBlock(max_num=6, required=False),
        verbose_name="par où commencer",
        blank=True,
        help_text="Trois à cinq gestes simples, le verbe d'abord. Exemple : « Poser le courrier, noter la date. »",
    )
    body = StreamField(TextWithNumerosBlock(required=False), verbose_name="texte", blank=True)
    audiences = ParentalManyToManyField(
        "structures.Audience", verbose_name="publics", blank=True, related_name="fiches"
    )
    reviewed_on = models.DateField(
        "relue le",
        null=True,
        blank=True,
        help_text="La dernière relecture par le groupe.",
    )
    review_due = models.DateField(
        "à relire avant le",
        null=True,
        blank=True,
        help_text="En général un an après la dernière relecture.",
    )
    demo_notice = models.CharField(
        "mention de démonstration",
        max_length=120,
        blank=True,
        help_text="Affichée en tête de la fiche. À vider quand le groupe a relu le texte.",
    )
    related_fiches = ParentalManyToManyField("self", verbose_name="fiches proches", blank=True, symmetrical=False)
    related_structures = ParentalManyToManyField(
        "structures.StructurePage",
        verbose_name="structures d'aide",
        blank=True,
        related_name="fiches",
    )
    related_references = ParentalManyToManyField(
        "fiches.ReferencePage",
        verbose_name="références",
        blank=True,
        related_name="fiches",
    )

    objects = PageManager.from_queryset(FichePageQuerySet)()

    search_kind = "Fiche"
    parent_page_types: ClassVar[list[str]] = ["fiches.FicheIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("part"), FieldPanel("theme", widget=forms.Select)], heading="Où la ranger"),
        FieldPanel("summary"),
        FieldPanel("key_points"),
        FieldPanel("first_steps"),
        FieldPanel("body"),
        MultipleChooserPanel(
            "numero_links",
            chooser_field_name="numero",
            label="Numéro",
            heading="Qui appeler",
            help_text="Au moins un : la personne qui lit doit pouvoir joindre quelqu'un.",
            max_num=6,
        ),
        MultiFieldPanel(
            [
                FieldPanel("related_fiches"),
                FieldPanel("related_structures"),
                FieldPanel("related_references"),
            ],
            heading="À lire aussi",
            classname="collapsed",
        ),
        InlinePanel("auteurs", label="Auteur ou autrice", heading="Qui a écrit"),
        FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_due")], heading="Relecture"),
        FieldPanel("audiences"),
        FieldPanel("demo_notice"),
    ]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("key_points"),
        index.SearchField("first_steps"),
        index.SearchField("body"),
        index.RelatedFields("theme", [index.SearchField("name"), index.FilterField("slug")]),
        index.FilterField("part"),
        index.FilterField("theme"),
    ]
    api_fields: ClassVar[list] = [
        APIField("part"),
        APIField("theme", serializer=TermField()),
        APIField("summary"),
        APIField("key_points"),
        APIField("first_steps"),
        APIField("body"),
        APIField("numeros", serializer=NumerosField()),
        APIField("audiences", serializer=TermsField()),
        APIField("auteurs", serializer=AuteursField()),
        APIField("reviewed_on"),
        APIField("review_due"),
        APIField("demo_notice"),
        APIField("related_fiches", serializer=LinkedPagesField()),
        APIField("related_structures", serializer=LinkedPagesField()),
        APIField("related_references", serializer=LinkedPagesField()),
    ]

    class Meta:
        verbose_name = "fiche"
        verbose_name_plural = "fiches"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review_due__isnull=True)
                | models.Q(reviewed_on__isnull=True)
                | models.Q(review_due__gt=models.F("reviewed_on")),
                name="fiche_review_due_after_review",
                violation_error_message="La prochaine relecture vient après la dernière : corrigez l'une des dates.",
            ),
        ]

    def publication_errors(self) -> dict[str, str]:
        errors = {}
        if self.theme and self.theme.part != self.part:
            errors["theme"] = (
                f"Ce thème est dans la partie « {self.theme.get_part_display()} » : choisissez-en un autre."
            )
        if not self.first_steps:
            errors["first_steps"] = "Ajoutez au moins un geste : c'est la première chose que lit une personne fatiguée."
        if not self.body:
            errors["body"] = "La fiche n'a pas encore de texte : ajoutez au moins un bloc."
        return errors

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = [
            ("Fiches proches", self.related_fiches.live().public().order_by("title")),
            (
                "Structures d'aide",
                self.related_structures.live().public().order_by("title"),
            ),
            ("Références", self.related_references.live().public().order_by("title")),
        ]
        return context


class FichePageNumero(NumeroLink):
    page = ParentalKey(
        FichePage,
        on_delete=models.CASCADE,
        related_name="numero_links",
        verbose_name="fiche",
    )

    class Meta(NumeroLink.Meta):
        verbose_name = "numéro de la fiche"
        verbose_name_plural = "numéros de la fiche"


class FicheAuteur(Orderable):
    """Who wrote a fiche, as readers see it."""

    page = ParentalKey(
        FichePage,
        on_delete=models.CASCADE,
        related_name="auteurs",
        verbose_name="fiche",
    )
    name = models.CharField("nom", max_length=120, help_text="Exemple : « Groupe de travail MED'AIDE ».")
    quality = models.CharField(
        "qualité",
        max_length=120,
        blank=True,
        help_text="Exemple : « médecin généraliste ».",
    )

    panels: ClassVar[list] = [FieldRowPanel([FieldPanel("name"), FieldPanel("quality")])]

    class Meta(Orderable.Meta):
        verbose_name = "auteur ou autrice"
        verbose_name_plural = "auteurs et autrices"

    def __str__(self) -> str:
        return f"{self.name}, {self.quality}" if self.quality else self.name

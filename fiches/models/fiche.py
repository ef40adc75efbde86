from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
)
from wagtail.api import APIField
from wagtail.models import PageManager
from wagtail.search import index

from cms.directory import PageEntry
from cms.fields import StreamField
from cms.models import BasePage, Reviewed, due_after_review
from cms.outline import outline
from cms.reading import reading_minutes
from cms.serializers import LinkedPagesField, TermField, TermsField
from fiches import cited, ties
from fiches.blocks import FicheTextBlock, PersonBlock, PhrasesBlock
from fiches.calls import Calls
from fiches.fiche_form import FicheForm
from fiches.serializers import BodyField, CitedListField
from structures.models import GivesNumeros, NumeroLink, StructurePage
from structures.serializers import NumerosField

from .fiche_queryset import FichePageQuerySet
from .related import related_pages
from .vocabulary import Part, Theme


class FichePage(GivesNumeros, Reviewed, BasePage):
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
    body = StreamField(FicheTextBlock(required=False), verbose_name="texte", blank=True)
    authors = StreamField([("personne", PersonBlock())], verbose_name="qui a écrit", blank=True)
    audiences = ParentalManyToManyField(
        "structures.Audience", verbose_name="publics", blank=True, related_name="fiches"
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

    base_form_class = FicheForm
    search_kind = "Fiche"
    search_facets: ClassVar[dict[str, tuple[str, str]]] = {"theme": ("theme", "slug")}
    schema_type = ["MedicalWebPage", "Article"]
    share_type = "article"
    parent_page_types: ClassVar[list[str]] = ["fiches.FicheIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        FieldRowPanel(
            [
                FieldPanel(
                    "part", help_text="Le cabinet : ce qui touche au travail. Le médecin : ce qui touche à la personne."
                ),
                FieldPanel(
                    "theme", widget=forms.Select, help_text="Un seul : c'est là que les listes montrent la fiche."
                ),
            ],
            heading="Où la ranger",
        ),
        FieldPanel("summary"),
        FieldPanel("key_points"),
        FieldPanel("first_steps"),
        FieldPanel(
            "body", help_text="Des blocs, dans l'ordre de lecture : titres, textes, images. Le signe + en ajoute un."
        ),
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
                FieldPanel(
                    "related_fiches", widget=ties.fiches(), help_text="Celles que l'on aura envie de lire ensuite."
                ),
                FieldPanel(
                    "related_structures",
                    widget=ties.structures(),
                    help_text="Celles qui aident dans cette situation.",
                ),
                FieldPanel(
                    "related_references",
                    widget=ties.references(),
                    heading="Autres références",
                    help_text="Celles que le texte ne cite pas. Pour citer : le bouton « Citer une référence » de l'éditeur.",
                ),
            ],
            heading="À lire aussi",
            classname="collapsed",
        ),
        FieldPanel("authors", help_text="Une personne ou un groupe, comme il faut les nommer en bas de la fiche."),
        FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_due")], heading="Relecture"),
        FieldPanel("audiences", help_text="À qui cette fiche parle. Aucun : à tout le monde."),
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
        APIField("body", serializer=BodyField()),
        APIField("numeros", serializer=NumerosField()),
        APIField("audiences", serializer=TermsField()),
        APIField("authors"),
        APIField("reviewed_on"),
        APIField("review_due"),
        APIField("demo_notice"),
        APIField("related_fiches", serializer=LinkedPagesField()),
        APIField("related_structures", serializer=LinkedPagesField()),
        APIField("related_references", serializer=LinkedPagesField()),
        APIField("references", serializer=CitedListField()),
    ]

    class Meta:
        verbose_name = "fiche"
        verbose_name_plural = "fiches"
        constraints = [due_after_review("fiche_review_due_after_review")]

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

    def related(self) -> list[tuple[str, list[PageEntry]]]:
        """What to read next, by kind: the pages chosen by the editor that readers may see. One query."""
        kinds = (("Fiches proches", FichePage), ("Structures d'aide", StructurePage))
        return related_pages(self, ("related_fiches", "related_structures"), kinds)

    @property
    def references(self) -> cited.CitedList:
        """What the text cites, then what its editor ties to it."""
        return cited.cited_list(self, self.reference_numbers())

    def reference_numbers(self) -> dict[int, int]:
        """By key, the number of each reference that the text cites and that readers may see. No query."""
        return cited.numbers(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = self.related()
        context["outline"] = outline(self.body)
        numbers = self.reference_numbers()
        context["calls"] = Calls(numbers)
        context["references"] = cited.cited_list(self, numbers)
        context["previous_page"], context["next_page"] = self.neighbours()
        return context

    @property
    def reading_minutes(self) -> int:
        """How long the whole fiche takes to read."""
        return reading_minutes(self.key_points, self.first_steps, self.body)

    def neighbours(self) -> tuple[PageEntry | None, PageEntry | None]:
        """The published, public fiches before and after this one in its theme, by title. One query."""
        return FichePage.objects.all().around(self)

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        data = super().structured_data(request)
        data["headline"] = self.title
        data["lastReviewed"] = self.reviewed_on
        data["author"] = [_agent(author.value) for author in self.authors]
        return data


def _agent(author: Any) -> dict[str, str]:
    """A person has a quality; a working group has only its name."""
    if author["quality"]:
        return {"@type": "Person", "name": author["name"], "jobTitle": author["quality"]}
    return {"@type": "Organization", "name": author["name"]}


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

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from cms.models import BasePage
from cms.serializers import LinkedPagesField
from fiches.serializers import MediaField
from structures.models import GivesNumeros, NumeroLink
from structures.serializers import NumerosField


class TemoignageIndexPage(BasePage):
    """The testimonies."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["fiches.TemoignagePage"]
    content_panels: ClassVar[list] = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("intro"),
    ]
    api_fields: ClassVar[list] = [APIField("intro")]

    class Meta:
        verbose_name = "rubrique des témoignages"
        verbose_name_plural = "rubriques des témoignages"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["temoignages"] = TemoignagePage.objects.child_of(self).live().public().for_lists()
        return context


class TemoignagePageQuerySet(PageQuerySet):
    def for_lists(self) -> "TemoignagePageQuerySet":
        """With all that a card shows, in one query."""
        return self.select_related("audio").defer("transcript").order_by("path")


class TemoignagePage(GivesNumeros, BasePage):
    """A voice that tells, and its transcript."""

    summary = models.TextField(
        "en deux phrases",
        max_length=300,
        help_text="Ce que l'on va entendre, sans tout dire.",
    )
    speaker = models.CharField(
        "qui parle",
        max_length=150,
        help_text="Un profil, jamais une identité. Exemple : « Médecin généraliste, installé depuis longtemps ».",
    )
    content_note = models.TextField(
        "avant d'écouter",
        max_length=300,
        blank=True,
        help_text="Ce qui peut remuer, dit simplement. Exemple : « On y parle d'un arrêt de travail. »",
    )
    audio = models.ForeignKey(
        "cms.Media",
        verbose_name="enregistrement",
        null=True,
        blank=False,
        on_delete=models.PROTECT,
        related_name="temoignages",
    )
    transcript = RichTextField(
        "transcription",
        features=["bold", "italic"],
        blank=True,
        help_text="Tout ce qui est dit, pour qui ne peut pas ou n'ose pas écouter.",
    )
    related_fiches = ParentalManyToManyField(
        "fiches.FichePage",
        verbose_name="fiches",
        blank=True,
        related_name="temoignages",
    )
    related_structures = ParentalManyToManyField(
        "structures.StructurePage",
        verbose_name="structures d'aide",
        blank=True,
        related_name="temoignages",
    )

    objects = PageManager.from_queryset(TemoignagePageQuerySet)()

    search_kind = "Témoignage"
    parent_page_types: ClassVar[list[str]] = ["fiches.TemoignageIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("speaker"),
        FieldPanel("content_note"),
        MediaChooserPanel("audio", media_type="audio"),
        FieldPanel("transcript"),
        InlinePanel(
            "numero_links",
            label="Numéro",
            heading="Si cela vous parle : qui appeler",
            max_num=6,
        ),
        MultiFieldPanel(
            [FieldPanel("related_fiches"), FieldPanel("related_structures")],
            heading="À lire aussi",
        ),
    ]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("speaker"),
        index.SearchField("transcript"),
    ]
    api_fields: ClassVar[list] = [
        APIField("summary"),
        APIField("speaker"),
        APIField("content_note"),
        APIField("audio", serializer=MediaField()),
        APIField("transcript"),
        APIField("numeros", serializer=NumerosField()),
        APIField("related_fiches", serializer=LinkedPagesField()),
        APIField("related_structures", serializer=LinkedPagesField()),
    ]

    class Meta:
        verbose_name = "témoignage"
        verbose_name_plural = "témoignages"

    @property
    def minutes(self) -> str:
        """How long it lasts, as readers say it: « 1 min 44 »; empty when unknown."""
        seconds = round(self.audio.duration) if self.audio else 0
        return f"{seconds // 60} min {seconds % 60:02}" if seconds else ""

    def publication_errors(self) -> dict[str, str]:
        if not self.transcript:
            return {
                "transcript": "Ajoutez la transcription : certaines personnes ne peuvent pas ou n'osent pas écouter."
            }
        return {}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = [
            ("Fiches", self.related_fiches.live().public().order_by("title")),
            (
                "Structures d'aide",
                self.related_structures.live().public().order_by("title"),
            ),
        ]
        return context


class TemoignagePageNumero(NumeroLink):
    page = ParentalKey(
        TemoignagePage,
        on_delete=models.CASCADE,
        related_name="numero_links",
        verbose_name="témoignage",
    )

    class Meta(NumeroLink.Meta):
        verbose_name = "numéro du témoignage"
        verbose_name_plural = "numéros du témoignage"

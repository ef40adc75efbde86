import mimetypes
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

from cms.directory import PageEntry
from cms.models import BasePage
from cms.querysets import readable
from cms.serializers import LinkedPagesField
from cms.structured_data import absolute_url
from fiches.serializers import MediaField
from structures.models import GivesNumeros, NumeroLink, StructurePage
from structures.serializers import NumerosField

from .fiche import FichePage
from .related import related_pages


class TemoignageIndexPage(BasePage):
    """The testimonies."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    schema_type = "CollectionPage"
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
        context["temoignages"] = readable(TemoignagePage.objects.child_of(self)).for_lists()
        return context


class TemoignagePageQuerySet(PageQuerySet):
    def for_lists(self) -> "TemoignagePageQuerySet":
        """With all that a card shows, in one query."""
        return self.select_related("audio").defer("transcript").order_by("path")

    def for_detail(self) -> "TemoignagePageQuerySet":
        """With what its own page always shows."""
        return self.select_related("audio")


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
    share_type = "article"
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

    def related(self) -> list[tuple[str, list[PageEntry]]]:
        """What to read next, by kind: the pages chosen by the editor that readers may see. One query."""
        kinds = (("Fiches", FichePage), ("Structures d'aide", StructurePage))
        return related_pages(self, ("related_fiches", "related_structures"), kinds)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = self.related()
        return context

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        data = super().structured_data(request)
        if self.audio:
            data["mainEntity"] = {
                "@type": "AudioObject",
                "name": self.title,
                "description": self.summary,
                "contentUrl": absolute_url(request, self.audio.url),
                "encodingFormat": mimetypes.guess_type(self.audio.filename)[0],
                "duration": f"PT{round(self.audio.duration)}S" if self.audio.duration else "",
                "uploadDate": self.first_published_at,
                "inLanguage": "fr",
                "accessibilityFeature": "transcript" if self.transcript else "",
            }
        return data


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

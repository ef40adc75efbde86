from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from cms.collections import private_collections
from cms.directory import PageEntry
from cms.models import BasePage, Media
from cms.recordings.segments import clock
from cms.serializers import LinkedPagesField, RecordingField, TermsField
from fiches import ties
from fiches.forms import TemoignageCopyForm, TemoignageForm
from fiches.listening import moment, transcript_parts, wave_path
from fiches.panels import ConsentPanel
from fiches.recording_data import audio_object
from fiches.serializers import ChaptersField, TranscriptField
from search.text import Passage
from structures.models import GivesNumeros, Numero, NumeroLink, StructurePage
from structures.serializers import NumerosField

from .consentement import consent_error
from .fiche import FichePage
from .related import related_pages


class TemoignagePageQuerySet(PageQuerySet):
    def for_lists(self) -> "TemoignagePageQuerySet":
        """With all that a card shows, in one query."""
        told = ("audio__transcript", "audio__chapters", "audio__peaks")
        return self.select_related("audio").defer(*told).order_by("path")

    def for_detail(self) -> "TemoignagePageQuerySet":
        """With what its own page always shows."""
        return self.select_related("audio").prefetch_related("audio__encodings")

    def for_feeds(self) -> "TemoignagePageQuerySet":
        """Those that have a recording which everyone may hear, the latest first, with what a feed says of them."""
        heard = self.exclude(audio=None).exclude(audio__collection__in=private_collections())
        heard = heard.select_related("audio").defer("audio__peaks").prefetch_related("audio__encodings")
        return heard.order_by("-first_published_at", "-pk")


class TemoignagePage(GivesNumeros, BasePage):
    """A voice that tells. What is said, and when, is kept with the recording (``Media``): one transcript, one truth."""

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
        help_text="Sa transcription et ses moments clés s'écrivent dans la médiathèque, à côté du son.",
    )
    situations = ParentalManyToManyField(
        "fiches.Situation", verbose_name="situations", blank=True, related_name="temoignages"
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

    base_form_class = TemoignageForm
    copy_form_class = TemoignageCopyForm
    search_kind = "Témoignage"
    search_facets: ClassVar[dict[str, tuple[str, str]]] = {"situation": ("situations", "slug")}
    share_type = "article"
    parent_page_types: ClassVar[list[str]] = ["fiches.TemoignageIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("speaker"),
        FieldPanel(
            "situations",
            widget=forms.CheckboxSelectMultiple,
            help_text="Une ou plusieurs : la page des témoignages les propose en filtre.",
        ),
        FieldPanel("content_note"),
        MediaChooserPanel("audio", media_type="audio"),
        ConsentPanel(heading="Accord de la personne"),
        InlinePanel(
            "numero_links",
            label="Numéro",
            heading="Si cela vous parle : qui appeler",
            help_text="Au moins un : la personne qui écoute doit pouvoir joindre quelqu'un.",
            max_num=6,
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "related_fiches",
                    widget=ties.fiches(),
                    help_text="Celles qui aident dans la situation racontée.",
                ),
                FieldPanel(
                    "related_structures",
                    widget=ties.structures(),
                    help_text="Celles qui peuvent aider après cette écoute.",
                ),
            ],
            heading="À lire aussi",
        ),
    ]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("speaker"),
        index.RelatedFields("situations", [index.SearchField("name")]),
        index.RelatedFields("audio", []),  # what it says is indexed as passages, anew when it changes
    ]
    api_fields: ClassVar[list] = [
        APIField("summary"),
        APIField("speaker"),
        APIField("content_note"),
        APIField("situations", serializer=TermsField()),
        APIField("audio", serializer=RecordingField(source="recording")),
        APIField("transcript", serializer=TranscriptField(source="recording")),
        APIField("chapters", serializer=ChaptersField(source="recording")),
        APIField("numeros", serializer=NumerosField()),
        APIField("related_fiches", serializer=LinkedPagesField()),
        APIField("related_structures", serializer=LinkedPagesField()),
    ]

    class Meta:
        verbose_name = "témoignage"
        verbose_name_plural = "témoignages"

    @property
    def recording(self) -> Media | None:
        """What readers may hear: nothing when its collection is private."""
        return self.audio if self.audio and not self.audio.is_confined else None

    @property
    def minutes(self) -> str:
        """How long it lasts, as readers say it: « 1 min 44 »; empty when unknown."""
        return self.recording.minutes if self.recording else ""

    def publication_errors(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        if sentence := self._recording_error():
            errors["audio"] = sentence
        if not self.content_note.strip():
            errors["content_note"] = "Dites ce qui peut remuer : la personne choisit ensuite d'écouter, ou non."
        missing = [sentence for sentence in (consent_error(self), self._numeros_error()) if sentence]
        return {**errors, NON_FIELD_ERRORS: missing} if missing else errors

    def _recording_error(self) -> str:
        if not self.audio:
            return "Choisissez l'enregistrement : sans lui, il n'y a rien à entendre."
        if not self.audio.transcript:
            return (
                f"L'enregistrement « {self.audio.title} » n'a pas de transcription : ajoutez-la dans la médiathèque. "
                "Certaines personnes ne peuvent pas ou n'osent pas écouter."
            )
        if not self.recording:
            return (
                f"L'enregistrement « {self.audio.title} » est dans une collection privée : personne ne l'entendrait. "
                "Changez sa collection dans la médiathèque."
            )
        return ""

    def _numeros_error(self) -> str:
        given = (Numero.register().get(link.numero_id) for link in self.numero_links.all())
        if any(numero and numero.is_answering for numero in given):
            return ""
        return "Ajoutez au moins un numéro en service dans « Si cela vous parle : qui appeler »."

    def search_passages(self) -> Iterator[Passage]:
        """What is said, moment by moment."""
        for segment in self.recording.segments if self.recording else ():
            label = f"Lire et écouter ce passage, à {clock(segment.start)}"
            yield Passage(segment.text, f"#{moment(segment.start)}", label)

    def related(self) -> list[tuple[str, list[PageEntry]]]:
        """What to read next, by kind: the pages chosen by the editor that readers may see. One query."""
        kinds = (("Fiches", FichePage), ("Structures d'aide", StructurePage))
        return related_pages(self, ("related_fiches", "related_structures"), kinds)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = self.related()
        if recording := self.recording:
            context["recording"] = recording
            context["parts"] = transcript_parts(recording)
            context["wave"] = wave_path(recording.peaks)
        return context

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        data = super().structured_data(request)
        if recording := self.recording:
            data["mainEntity"] = {
                **audio_object(recording, request),
                "name": self.title,
                "description": self.summary,
                "uploadDate": self.first_published_at,
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

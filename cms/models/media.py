from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.crypto import get_random_string
from taggit.managers import TaggableManager
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from cms.collections import private_collections
from cms.recordings.facts import read_facts
from cms.recordings.leftovers import discard
from cms.recordings.segments import (
    END_TOLERANCE,
    Chapter,
    Segment,
    chapters_from,
    clock,
    exact,
    paragraphs,
    segments_from,
    validate_chapters,
    validate_peaks,
    validate_transcript,
)

# A podcast reader or an old telephone plays these; Opus comes first where it is known.
WIDELY_PLAYED = ("audio/mpeg", "audio/mp4", "video/mp4")
AFTER = "après la fin de l'enregistrement"
KEY_LENGTH = 22  # letters and digits: 130 bits, beyond guessing


@dataclass(frozen=True)
class Source:
    """One encoding of a recording: where it is, its MIME type, its weight."""

    url: str
    mime_type: str
    bytes: int


def hidden_place(folder: str, filename: str) -> str:
    """``folder/random key/filename``: nobody finds a file by trying names."""
    return f"{folder}/{get_random_string(KEY_LENGTH)}/{PurePath(filename).name}"


def recording_place(media: "Media", filename: str) -> str:
    return hidden_place("media", filename)


def poster_place(media: "Media", filename: str) -> str:
    return hidden_place("media_thumbnails", filename)


def encoding_place(encoding: "Encoding", filename: str) -> str:
    return hidden_place("media_encodings", filename)


class Media(AbstractMedia):
    """A recording, sound or film, with what is said in it."""

    class Language(models.TextChoices):
        FRENCH = "fr", "français"
        GERMAN = "de", "allemand"
        ENGLISH = "en", "anglais"
        ARABIC = "ar", "arabe"
        SPANISH = "es", "espagnol"
        ITALIAN = "it", "italien"
        PORTUGUESE = "pt", "portugais"

    # The library's own model, though unused, takes the default reverse names.
    tags = TaggableManager("mots-clés", help_text=None, blank=True, related_name="cms_recordings")

    file = models.FileField("fichier", upload_to=recording_place, max_length=255)
    thumbnail = models.FileField(
        "image d'attente",
        upload_to=poster_place,
        max_length=255,
        blank=True,
        help_text="Pour un film : ce que l'on voit avant de le lancer. Sans visage ni nom.",
    )
    duration = models.FloatField("durée", default=0, blank=True, editable=False, validators=[MinValueValidator(0)])
    language = models.CharField("langue", max_length=2, choices=Language, default=Language.FRENCH)
    is_synthetic = models.BooleanField(
        "voix de synthèse",
        default=False,
        help_text="À cocher si personne ne parle vraiment : le site le dira à côté du lecteur.",
    )
    transcript = models.JSONField(
        "transcription",
        default=list,
        blank=True,
        validators=[validate_transcript],
        help_text="Tout ce qui est dit, avec ses moments ; un film en tire ses sous-titres.",
    )
    chapters = models.JSONField(
        "moments clés",
        default=list,
        blank=True,
        validators=[validate_chapters],
        help_text="Un par ligne : le moment, puis son titre. Exemple : « 1:23 Le premier appel ».",
    )

    # Read from the file, never typed.
    mime_type = models.CharField("format", max_length=60, blank=True, editable=False)
    file_bytes = models.PositiveBigIntegerField("poids en octets", default=0, editable=False)
    peaks = models.JSONField("forme d'onde", default=list, blank=True, editable=False, validators=[validate_peaks])
    # The background work: the file it was done for, since when somebody is at it, and what went wrong.
    prepared_file = models.CharField("fichier préparé", max_length=255, blank=True, editable=False)
    preparing_since = models.DateTimeField("préparation commencée", null=True, blank=True, editable=False)
    preparation_error = models.CharField("préparation manquée", max_length=300, blank=True, editable=False)

    # The API keeps what is public among what it finds.
    search_fields: ClassVar[list] = [*AbstractMedia.search_fields, index.FilterField("id")]

    admin_form_fields = (
        "title",
        "language",
        "is_synthetic",
        "collection",
        "transcript",
        "chapters",
        "thumbnail",
        "tags",
        "file",
    )

    _read: Any = None  # the new file whose facts are known already

    class Meta:
        verbose_name = "enregistrement"
        verbose_name_plural = "enregistrements"
        default_related_name = "cms_recordings"

    def clean(self, *args: Any, **kwargs: Any) -> None:
        super().clean(*args, **kwargs)
        self.read_file()
        end = clock(self.duration)
        if self.duration and self.segments and self.segments[-1].end > self.duration + END_TOLERANCE:
            raise ValidationError(
                {"transcript": f"Le dernier segment finit à {exact(self.segments[-1].end)}, {AFTER} ({end})."}
            )
        if self.duration and self.moments and self.moments[-1].start >= self.duration:
            raise ValidationError(
                {"chapters": f"Le dernier moment commence à {exact(self.moments[-1].start)}, {AFTER} ({end})."}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Files that are replaced leave the disk, and with them what was made from them."""
        self.read_file()
        before = Media.objects.filter(pk=self.pk).first() if self.pk else None
        super().save(*args, **kwargs)
        if before and before.file.name != self.file.name:
            discard(before.file.storage, before.file.name)
            self.encodings.all().delete()
        if before and before.thumbnail.name != self.thumbnail.name:
            discard(before.thumbnail.storage, before.thumbnail.name)

    def read_file(self) -> None:
        """Take duration, format and size from a new file; what was made from the old one no longer counts."""
        if not self.file or self.file._committed or self._read is self.file.file:  # type: ignore[attr-defined]
            return
        self._read = self.file.file
        facts = read_facts(self.file.file, self.type)
        self.duration, self.mime_type, self.file_bytes = facts.duration, facts.mime_type, facts.bytes
        self.width, self.height = facts.width, facts.height
        self.peaks, self.prepared_file, self.preparing_since, self.preparation_error = [], "", None, ""

    @property
    def media_type(self) -> str:
        """``audio`` or ``video``, under a name that the API's own ``type`` leaves free."""
        return str(self.type)

    @property
    def is_confined(self) -> bool:
        """Whether its collection is private: whatever shows it, readers are told nothing of it."""
        return self.collection_id in private_collections()

    @property
    def segments(self) -> list[Segment]:
        """What is said, in order."""
        return segments_from(self.transcript)

    @property
    def moments(self) -> list[Chapter]:
        """The chapters, in order."""
        return chapters_from(self.chapters)

    @property
    def paragraphs(self) -> list[list[Segment]]:
        """The segments as one reads them."""
        return paragraphs(self.segments)

    @property
    def minutes(self) -> str:
        """How long it lasts, as readers say it: « 1 min 44 », « 37 s »; empty when unknown."""
        minutes, seconds = divmod(round(self.duration), 60)
        if minutes:
            return f"{minutes} min {seconds:02}"
        return f"{seconds} s" if seconds else ""

    def playable_sources(self) -> list[Source]:
        """Every encoding, best first: what was encoded for readers, lightest first, then the file itself.

        Reads ``encodings``: prefetch them in lists.
        """
        made = sorted(self.encodings.all(), key=lambda one: one.bytes)
        own = Source(self.url, self.mime_type or "application/octet-stream", self.file_bytes)
        return [*(Source(one.file.url, one.mime_type, one.bytes) for one in made), own]

    def widely_played_source(self) -> Source:
        """The encoding that every player knows, for feeds: MP3 or MP4 when there is one."""
        sources = self.playable_sources()
        return next((one for one in sources if one.mime_type.startswith(WIDELY_PLAYED)), sources[-1])

    @property
    def sources(self) -> list[dict[str, str]]:
        """Attributes of the ``<source>`` tags, as wagtailmedia names them."""
        return [{"src": one.url, "type": one.mime_type} for one in self.playable_sources()]

    @property
    def poster_url(self) -> str:
        return str(self.thumbnail.url) if self.thumbnail else ""

    @property
    def captions_url(self) -> str:
        """WebVTT captions of a film; empty without transcript, and for sound alone."""
        return self._text_url("media_captions") if self.type == "video" else ""

    @property
    def transcript_vtt_url(self) -> str:
        return self._text_url("media_transcript_vtt")

    @property
    def transcript_txt_url(self) -> str:
        return self._text_url("media_transcript_txt")

    @property
    def chapters_url(self) -> str:
        """A WebVTT chapter track; empty without chapters."""
        return reverse("media_chapters", args=[self.pk]) if self.chapters else ""

    def _text_url(self, name: str) -> str:
        return reverse(name, args=[self.pk]) if self.transcript else ""


class Encoding(models.Model):
    """Another encoding of a recording, made by the site."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="encodings", verbose_name="enregistrement")
    file = models.FileField("fichier", upload_to=encoding_place, max_length=255)
    mime_type = models.CharField("format", max_length=60)
    bytes = models.PositiveBigIntegerField("poids en octets")

    wagtail_reference_index_ignore = True  # it is a part of the recording, not a use of it

    class Meta:
        verbose_name = "encodage"
        verbose_name_plural = "encodages"
        ordering: ClassVar[list[str]] = ["bytes", "pk"]
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["media", "mime_type"], name="one_encoding_of_each_format")
        ]

    def __str__(self) -> str:
        return f"{self.media_id} {self.mime_type}"

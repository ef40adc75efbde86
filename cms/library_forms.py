"""Forms of the three libraries: images, documents, recordings."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from cms import notices, uploads
from cms.models import Media
from cms.recordings import encoder, preparation
from cms.recordings.forms import ChaptersField, TranscriptField
from cms.recordings.truncation import is_cut
from cms.recordings.uploads import MAX_BYTES, clean_recording
from cms.renditions import has_renditions, make_renditions

POSTER_PIXELS = 1280  # of its longest side: what a film shows before it plays


class _CheckedUpload:
    """Mixin: a newly sent file is checked by its content, whatever its name says."""

    cleaned_data: dict[str, Any]

    def _checked(self, field: str, check: Any) -> Any:
        file = self.cleaned_data.get(field)
        if isinstance(file, UploadedFile):
            check(file)
        return file


class ImageForm(_CheckedUpload, BaseImageForm):
    def clean_file(self) -> Any:
        return self._checked("file", uploads.clean_image)

    def save(self, commit: bool = True) -> Any:
        """A file that replaces another one gets the same copies: pages already show them."""
        shown = bool(self.instance.pk) and has_renditions(self.instance)
        image = super().save(commit=commit)
        if commit and shown and "file" in self.changed_data:
            make_renditions(type(image).objects.filter(pk=image.pk))  # read again: this one remembers its old copies
        return image


class DocumentForm(_CheckedUpload, BaseDocumentForm):
    def clean_file(self) -> Any:
        return self._checked("file", uploads.check_document)


class MediaForm(_CheckedUpload, BaseMediaForm):
    """A recording, with what is said in it. Inside a chooser, the file alone: the rest is written on its own page."""

    transcript = TranscriptField(label="Transcription", required=False)
    chapters = ChaptersField(label="Moments clés", required=False)
    _end_unknown = False  # of a new file, which may have been cut on its way

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.prefix:
            del self.fields["transcript"], self.fields["chapters"]
        else:
            for name in ("transcript", "chapters"):
                self.fields[name].help_text = Media._meta.get_field(name).help_text
            self.fields["transcript"].widget.attrs["data-sound"] = self.instance.url if self.instance.pk else ""
        self.fields["file"].widget.attrs["data-max-bytes"] = MAX_BYTES
        self.fields["file"].help_text = self._about_file()

    def _about_file(self) -> str:
        if self.instance.pk:
            return preparation.state(self.instance)
        limit = f"{MAX_BYTES // uploads.MEBIBYTE} Mo au plus."
        return limit if encoder.available() else f"{limit} {preparation.NO_ENCODER}"

    def clean_file(self) -> Any:
        file = self._checked("file", clean_recording)
        self._end_unknown = isinstance(file, UploadedFile) and is_cut(file, uploads.extension(file)) is None
        return file

    def clean_thumbnail(self) -> Any:
        poster = self._checked("thumbnail", uploads.clean_image)
        if isinstance(poster, UploadedFile):
            uploads.shrink_image(poster, POSTER_PIXELS)
        return poster

    def save(self, commit: bool = True) -> Any:
        media = super().save(commit=commit)
        if self._end_unknown:
            heard = f"Durée lue : {media.minutes}." if media.minutes else "Sa durée ne se lit pas."
            notices.say(
                f"{heard} Est-ce tout l'enregistrement ? Ce fichier ne dit pas où il finit : écoutez-en la fin."
            )
        if "transcript" in self.fields:
            for notice in self.fields["transcript"].notices:
                notices.say(f"Transcription. {notice}")
        transaction.on_commit(preparation.kick, robust=True)
        return media

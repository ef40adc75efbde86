"""Forms of the three libraries: images, documents, recordings."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from cms import uploads
from cms.renditions import has_renditions, make_renditions


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
    def clean_file(self) -> Any:
        return self._checked("file", uploads.clean_recording)

    def clean_thumbnail(self) -> Any:
        return self._checked("thumbnail", uploads.clean_image)

    def save(self, commit: bool = True) -> Any:
        if isinstance(file := self.cleaned_data.get("file"), UploadedFile):
            self.instance.duration = uploads.recording_duration(file)
        return super().save(commit=commit)

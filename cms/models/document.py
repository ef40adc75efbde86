from typing import Any, ClassVar

from django.db import models
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.search import index

from cms.document_text import text_of


class Document(AbstractDocument):
    """A file that readers download."""

    # The library's own model, though unused, takes the default reverse names.
    tags = TaggableManager("mots-clés", help_text=None, blank=True, related_name="cms_documents")

    text = models.TextField("texte", blank=True, editable=False)  # read from the file, for the search only

    search_kind = "Document"
    search_priority = 60
    admin_form_fields = WagtailDocument.admin_form_fields
    search_fields: ClassVar[list] = [*AbstractDocument.search_fields, index.SearchField("text")]

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
        default_related_name = "cms_documents"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a file just given is read first."""
        if self.file and not self.file._committed:
            self.text = text_of(self.file.file, self.file.name)
        super().save(*args, **kwargs)

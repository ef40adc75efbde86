from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument


class Document(AbstractDocument):
    """A file that readers download."""

    # The library's own model, though unused, takes the default reverse names.
    tags = TaggableManager("mots-clés", help_text=None, blank=True, related_name="cms_documents")

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
        default_related_name = "cms_documents"

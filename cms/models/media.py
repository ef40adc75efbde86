from django.db import models
from taggit.managers import TaggableManager
from wagtailmedia.models import AbstractMedia


class Media(AbstractMedia):
    """A recording, sound or film."""

    # The library's own model, though unused, takes the default reverse names.
    tags = TaggableManager("mots-clés", help_text=None, blank=True, related_name="cms_recordings")

    is_synthetic = models.BooleanField(
        "voix de synthèse",
        default=False,
        help_text="À cocher si personne ne parle vraiment : le site le dira à côté du lecteur.",
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "is_synthetic",
        "thumbnail",
        "tags",
    )

    @property
    def media_type(self) -> str:
        """``audio`` or ``video``, under a name that the API's own ``type`` leaves free."""
        return str(self.type)

    class Meta:
        verbose_name = "enregistrement"
        verbose_name_plural = "enregistrements"
        default_related_name = "cms_recordings"

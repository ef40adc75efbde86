from django.db import models
from taggit.managers import TaggableManager
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.images.models import Image as WagtailImage


class ImageManager(models.Manager.from_queryset(ImageQuerySet)):  # type: ignore[misc]
    """Images with their copies: a page of many images asks for them once."""

    def get_queryset(self) -> ImageQuerySet:
        return super().get_queryset().prefetch_related("renditions")


class Image(AbstractImage):
    """An image of the library. Its text alternative is written where it is used, since it depends on the context."""

    # The library's own model, though unused, takes the default reverse names.
    tags = TaggableManager("mots-clés", help_text=None, blank=True, related_name="cms_images")

    credit = models.CharField(
        "crédit",
        max_length=200,
        blank=True,
        help_text="Qui a fait l'image, et sous quelle licence. Exemple : « Dessin du groupe MED'AIDE ».",
    )

    objects = ImageManager()

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"
        default_related_name = "cms_images"


class Rendition(AbstractRendition):
    """A resized copy of an image, made by Wagtail."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions", verbose_name="image")

    class Meta:
        verbose_name = "copie d'image"
        verbose_name_plural = "copies d'images"
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="unique_rendition",
            ),
        ]

"""Copies of images for the pages: what they are, and making them when content is published.

Resizing takes seconds: it never happens while a reader waits, unless a copy has been lost.
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.signals import page_published, published

# What the figure of a text asks for. The first one serves browsers that know no ``srcset``.
FIGURE_SPECS = ("width-800|format-webp", "width-480|format-webp", "width-1320|format-webp")
LOGO_SPEC = FIGURE_SPECS[1]  # the smallest copy is still twice as wide as a logo is shown
# The column of text is 66 characters wide (--measure in the style sheet), or the screen less its margins.
FIGURE_SIZES = "(min-width: 45rem) 42rem, calc(100vw - 2.2rem)"

logger = logging.getLogger("medaide")


def images_of(instance: models.Model) -> models.QuerySet:
    """Images that a page or a snippet uses: in its StreamFields, whatever block holds them, or in a field of their own."""
    image_model = get_image_model()
    fields = instance._meta.get_fields()
    keys = {
        key
        for field in fields
        if isinstance(field, StreamField)
        for model, key, *_path in field.extract_references(field.value_from_object(instance))
        if model is image_model
    }
    keys |= {
        getattr(instance, field.attname)
        for field in fields
        if isinstance(field, models.ForeignKey) and field.related_model is image_model
    }
    return image_model.objects.filter(pk__in=keys)


def make_renditions(images: Iterable[Any]) -> None:
    """Make the copies that are missing. An image that cannot be read is reported, and stops nothing.

    One by one: Wagtail's ``get_renditions`` would unfold a large photograph in memory as many times at once.
    """
    for image in images:
        try:
            for spec in FIGURE_SPECS:
                image.get_rendition(spec)
        except Exception:
            logger.exception("No copies made of image %s (%s)", image.pk, image.title)


def has_renditions(image: Any) -> bool:
    """Whether copies of this image have been made, which means that a page shows it."""
    return image.renditions.filter(filter_spec__in=FIGURE_SPECS).exists()


def on_publication(instance: models.Model, **kwargs: Any) -> None:
    """Once the publication is committed: no transaction waits for images, and no failure here undoes it."""
    transaction.on_commit(lambda: make_renditions(images_of(instance)), robust=True)


def _on_snippet_publication(instance: models.Model, **kwargs: Any) -> None:
    if not isinstance(instance, Page):  # pages send both signals, and their aliases the other one alone
        on_publication(instance)


def connect() -> None:
    """Listen to publications; called once the apps are ready."""
    page_published.connect(on_publication, dispatch_uid="cms.renditions.page")
    published.connect(_on_snippet_publication, dispatch_uid="cms.renditions.snippet")

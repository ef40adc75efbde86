"""Images in pages."""

from typing import Any

from django import template
from wagtail.images.models import ResponsiveImage
from wagtail.images.shortcuts import get_renditions_or_not_found

from cms.renditions import FIGURE_SIZES, FIGURE_SPECS

register = template.Library()


@register.simple_tag
def figure_image(image: Any) -> ResponsiveImage | str:
    """The image of a figure, in the copies that publication made; nothing when it has been deleted."""
    if not image:
        return ""
    by_width: dict[int, tuple[str, Any]] = {}
    for spec, rendition in get_renditions_or_not_found(image, FIGURE_SPECS).items():
        rendition.image = image  # the text alternative belongs to this use of the image, not to its file
        by_width.setdefault(rendition.width, (spec, rendition))  # a small image is never enlarged: its copies are equal
    return ResponsiveImage(dict(by_width.values()), {"sizes": FIGURE_SIZES, "loading": "lazy", "decoding": "async"})

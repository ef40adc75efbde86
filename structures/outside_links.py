"""The sites of the structures."""

from collections.abc import Iterator

from django.urls import reverse

from links.registry import Given

from .models import StructurePage


def given() -> Iterator[Given]:
    """The site of each published structure."""
    for key, title, url in StructurePage.objects.live().order_by("path").values_list("pk", "title", "website"):
        yield Given(url, title, reverse("wagtailadmin_pages:edit", args=[key]))

"""The outside addresses that references give."""

from collections.abc import Iterator

from django.urls import reverse

from links.registry import Given

from .bibliography.identifiers import ADDRESSES
from .models import ReferencePage


def given() -> Iterator[Given]:
    """The DOI of each published reference, and its own address."""
    pages = ReferencePage.objects.live().order_by("path")
    for key, title, doi, url in pages.values_list("pk", "title", "doi", "url"):
        edit = reverse("wagtailadmin_pages:edit", args=[key])
        yield Given(ADDRESSES["DOI"].format(doi) if doi else "", title, edit)
        yield Given(url, title, edit)

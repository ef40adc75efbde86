"""Which pages readers may see, asked inside the query itself."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, Length, Substr
from wagtail.models import PageViewRestriction


def readable(pages: Any) -> Any:
    """Published pages that are in no private section.

    The same pages as Wagtail's ``live().public()``, which reads every restriction of the site in a query of its own
    each time it is called.
    """
    restricted = PageViewRestriction.objects.annotate(
        section=Cast(F("page__path"), TextField()),
        prefix=Substr(OuterRef("path"), 1, Length(F("page__path"))),
    ).filter(section=F("prefix"))
    return pages.filter(~Exists(restricted), live=True)


def linked_keys(page: Any, name: str) -> Any:
    """Primary keys of a page's many-to-many links: a subquery, or a list while they are being edited in a preview."""
    links = getattr(page, name).all()
    return links.values("pk") if isinstance(links, QuerySet) else [link.pk for link in links]

"""Which pages readers may see, asked inside the query itself."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, Length, Substr
from wagtail.models import PageViewRestriction

from .remembered import remembered


def readable(pages: Any) -> Any:
    """Published pages that are in no private section.

    The same pages as Wagtail's ``live().public()``, which reads every restriction of the site in a query of its own
    each time it is called.
    """
    if not remembered("private sections", PageViewRestriction.objects.exists):
        return pages.filter(live=True)
    restricted = PageViewRestriction.objects.annotate(
        section=Cast(F("page__path"), TextField()),
        prefix=Substr(OuterRef("path"), 1, Length(F("page__path"))),
    ).filter(section=F("prefix"))
    return pages.filter(~Exists(restricted), live=True)


def linked_keys(page: Any, names: Iterable[str]) -> set[int]:
    """Primary keys of a page's many-to-many links: one query, or none while they are being edited in a preview."""
    links = [getattr(page, name).all() for name in names]
    if all(isinstance(pages, QuerySet) for pages in links):
        first, *others = (pages.order_by().values_list("pk", flat=True) for pages in links)
        return set(first.union(*others))
    return {linked.pk for pages in links for linked in pages}

"""Which pages readers may see, asked inside the query itself."""

from typing import Any

from django.db.models import Exists, F, OuterRef, TextField
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

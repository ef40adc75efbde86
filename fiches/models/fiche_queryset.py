from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Coalesce, Greatest, TruncDate
from wagtail.models import PageQuerySet

from cms.directory import PageEntry, directory
from cms.models import ToReview
from cms.typography import alphabetical

if TYPE_CHECKING:
    from .fiche import FichePage


class FichePageQuerySet(ToReview, PageQuerySet):
    def for_lists(self) -> FichePageQuerySet:
        """With all that a card shows, in a constant number of queries; by theme, then by title."""
        return self.select_related("theme").defer_streamfields().order_by("part", "theme__order", "title")

    def for_detail(self) -> FichePageQuerySet:
        """With what its own page always shows."""
        return self.select_related("theme")

    def newest_first(self) -> FichePageQuerySet:
        """By the day of the last publication or review, the later of the two; without those that have neither."""
        never = models.Value(datetime.date.min, output_field=models.DateField())
        changed_on = Greatest(Coalesce(TruncDate("last_published_at"), never), Coalesce("reviewed_on", never))
        return (
            self.annotate(changed_on=changed_on)
            .filter(changed_on__gt=datetime.date.min)
            .order_by("-changed_on", models.F("last_published_at").desc(nulls_last=True), "pk")
        )

    def around(self, fiche: FichePage) -> tuple[PageEntry | None, PageEntry | None]:
        """The readable fiches just before and just after this one in its theme, by title. One query."""
        if not fiche.theme_id:
            return None, None
        keys = self.filter(theme=fiche.theme_id).exclude(pk=fiche.pk).order_by().values_list("pk", flat=True)
        others = [page for page in map(directory().readable, keys) if page]
        here = _in_index(fiche)
        return (
            max((other for other in others if _in_index(other) < here), key=_in_index, default=None),
            min((other for other in others if _in_index(other) > here), key=_in_index, default=None),
        )


def _in_index(fiche: FichePage | PageEntry) -> tuple[str, int]:
    return alphabetical(fiche.title), fiche.pk or 0

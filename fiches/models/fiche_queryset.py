from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Coalesce, Greatest, TruncDate
from wagtail.models import PageQuerySet

from cms.typography import alphabetical

if TYPE_CHECKING:
    from .fiche import FichePage


class FichePageQuerySet(PageQuerySet):
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

    def around(self, fiche: FichePage) -> tuple[FichePage | None, FichePage | None]:
        """The fiches just before and just after this one in its theme, by title. One query."""
        if not fiche.theme_id:
            return None, None
        others = list(
            self.filter(theme=fiche.theme_id).exclude(pk=fiche.pk).only("title", "slug", "path", "depth", "url_path")
        )
        here = _in_index(fiche)
        return (
            max((other for other in others if _in_index(other) < here), key=_in_index, default=None),
            min((other for other in others if _in_index(other) > here), key=_in_index, default=None),
        )


def _in_index(fiche: FichePage) -> tuple[str, int]:
    return alphabetical(fiche.title), fiche.pk or 0

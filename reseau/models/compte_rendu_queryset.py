from datetime import date

from django.db import models
from django.utils.timezone import localdate

from .compte_rendu_rows import Animateur


class CompteRenduQuerySet(models.QuerySet):
    def public(self) -> "CompteRenduQuerySet":
        """Approved, and for everyone: reports that are written, and meetings announced, whatever their day."""
        return self.filter(live=True, visibility=self.model.Visibility.PUBLIC)  # type: ignore[attr-defined]

    def written(self) -> "CompteRenduQuerySet":
        """Those that say what came out of the meeting."""
        return self.filter(is_written=True)

    def to_come(self, day: date | None = None) -> "CompteRenduQuerySet":
        """Meetings of a day (today in Paris) and after, whose report is not written yet."""
        return self.filter(date__gte=day or localdate(), is_written=False)

    def findable(self, day: date | None = None) -> "CompteRenduQuerySet":
        """What readers are led to: written reports and meetings to come, not what is over and not told yet."""
        return self.public().filter(models.Q(is_written=True) | models.Q(date__gte=day or localdate()))

    def for_lists(self) -> "CompteRenduQuerySet":
        """Newest meeting first, with its department, in one query."""
        return self.select_related("departement").defer("body").order_by("-date", "pk")

    def for_agenda(self) -> "CompteRenduQuerySet":
        """Next meeting first, with its department, in one query."""
        return self.select_related("departement").defer("body").order_by("date", "starts_at", "pk")

    def for_detail(self) -> "CompteRenduQuerySet":
        """With all that its page and its JSON show. Five queries."""
        return self.select_related("departement").prefetch_related(
            "formats",
            "themes",
            "evaluation",
            models.Prefetch("animateurs", Animateur.objects.named()),
            "documents__document",
        )

"""What people searched and did not find, counted by day, and kept only when several did."""

import hashlib
import hmac
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

THRESHOLD = 5  # searches of one day before their words are kept
_KEPT_DAYS = 2  # marks of searches that too few people made


class MissedSearch(models.Model):
    """Searches of one day without a result.

    Until ``THRESHOLD`` of them were made that day, only a keyed mark stands here, from which the words cannot be read:
    what one person alone typed is never stored. No address, no session, no time.
    """

    day = models.DateField("jour")
    mark = models.CharField(max_length=64, editable=False)
    query = models.CharField("recherche", max_length=100, blank=True)
    count = models.PositiveIntegerField("nombre", default=0)

    class Meta:
        verbose_name = "recherche sans résultat"
        verbose_name_plural = "recherches sans résultat"
        ordering = ["-day", "-count", "query"]
        constraints = [
            models.UniqueConstraint(fields=["day", "mark"], name="search_missed_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(query="") | models.Q(count__gte=THRESHOLD), name="search_missed_words_by_several"
            ),
        ]

    def __str__(self) -> str:
        return self.query or "…"


def note(query: str) -> None:
    """Count a search without result (``query``: its normalised words). Two statements."""
    day = timezone.localdate()
    mark = _mark(day, query)
    MissedSearch.objects.bulk_create([MissedSearch(day=day, mark=mark)], ignore_conflicts=True)
    MissedSearch.objects.filter(day=day, mark=mark).update(
        count=F("count") + 1,
        query=models.Case(
            models.When(count__gte=THRESHOLD - 1, then=models.Value(query[:100])), default=models.Value("")
        ),
    )


def forget_old_marks() -> int:
    """Delete the marks of past days that stayed below the threshold; returns how many."""
    limit = timezone.localdate() - timedelta(days=_KEPT_DAYS)
    return MissedSearch.objects.filter(query="", day__lt=limit).delete()[0]


def _mark(day: date, query: str) -> str:
    """Different each day: marks cannot be followed from one day to the next."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{day}:{query}".encode(), hashlib.sha256).hexdigest()

"""What the group reads again in time: when it last did, and when it will."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models

# Between two reviews when nobody chose a date: the group's own rule, a year.
REVIEW_EVERY = timedelta(days=365)


class ToReview(models.QuerySet):
    """Mixin of querysets of ``Reviewed`` models."""

    def to_review(self, today: date) -> Any:
        """What readers see and was never reviewed, or whose review is due; the longest forgotten first."""
        never = models.Q(review_due=None, reviewed_on=None)
        old = models.Q(review_due=None, reviewed_on__lte=today - REVIEW_EVERY)
        due = self.filter(models.Q(review_due__lte=today) | never | old, live=True)
        return due.order_by(models.F("reviewed_on").asc(nulls_first=True), "title", "pk")


def due_after_review(name: str) -> models.CheckConstraint:
    """The rule that a model adds to its constraints, under the name that its table knows."""
    return models.CheckConstraint(
        condition=models.Q(review_due__isnull=True)
        | models.Q(reviewed_on__isnull=True)
        | models.Q(review_due__gt=models.F("reviewed_on")),
        name=name,
        violation_error_message="La prochaine relecture vient après la dernière : corrigez l'une des dates.",
    )


class Reviewed(models.Model):
    """Mixin of page types that are read again in time. Their queryset is a ``ToReview``."""

    reviewed_on = models.DateField(
        "relue le",
        null=True,
        blank=True,
        help_text="La dernière relecture par le groupe.",
    )
    review_due = models.DateField(
        "à relire avant le",
        null=True,
        blank=True,
        help_text="En général un an après la dernière relecture.",
    )

    class Meta:
        abstract = True

    @property
    def review_due_on(self) -> date | None:
        """When it must be read again; None when it never was."""
        return due_on(self.reviewed_on, self.review_due)


def due_on(reviewed_on: date | None, review_due: date | None) -> date | None:
    """The chosen day, or a year after the last review."""
    return review_due or (reviewed_on + REVIEW_EVERY if reviewed_on else None)

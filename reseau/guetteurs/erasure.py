"""The register forgets: whoever left the network twelve months ago, or took their consent back, is erased."""

from __future__ import annotations

import logging
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from reseau.models import GuetteurVeilleur

from .history import ERASED, log_on_register

logger = logging.getLogger("medaide")

WITHDRAWN, LEFT = "accord retiré", "départ depuis douze mois"


@dataclass
class Erasure:
    """How many, for each reason and department; nobody is named."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.counts.total()

    def lines(self) -> list[str]:
        return [f"{reason}, {place} : {count}" for (reason, place), count in sorted(self.counts.items())]


def twelve_months_before(today: date) -> date:
    """The last day of departure whose twelve calendar months have passed.

    The end of a month answers to the end of the same month: on 28 February 2025, those who left on 29 February 2024.
    """
    end_of_month = today.day == monthrange(today.year, today.month)[1]
    year = today.year - 1
    return today.replace(year=year, day=monthrange(year, today.month)[1] if end_of_month else today.day)


def erase(today: date | None = None, dry_run: bool = False) -> Erasure:
    """Erase those whose time has come; with ``dry_run``, only count them. A second call finds nobody.

    Reports keep their number of new guetteurs-veilleurs: the figures of past years do not change.
    """
    today = today or timezone.localdate()
    erasure = Erasure()
    withdrawn = Q(consent_withdrawn_on__lte=today)
    left = Q(state=GuetteurVeilleur.State.LEFT, left_on__lte=twelve_months_before(today))
    with transaction.atomic():
        due = GuetteurVeilleur.objects.filter(withdrawn | left).order_by("pk")
        rows = list(due.values_list("pk", "consent_withdrawn_on", "departement__code"))
        for _pk, withdrawn_on, code in rows:
            reason = WITHDRAWN if withdrawn_on and withdrawn_on <= today else LEFT
            erasure.counts[reason, code or "département non précisé"] += 1
        if rows and not dry_run:
            due.filter(pk__in=[pk for pk, *_ in rows]).delete()
            log_on_register(ERASED, {"count": erasure.total})
    if rows and not dry_run:
        logger.info("guetteurs-veilleurs effacés : %d", erasure.total)
    return erasure

"""How moments are written in the pages of the register."""

from datetime import datetime

from django import template

from structures import wording
from structures.hours import PARIS

register = template.Library()


@register.filter
def moment_fr(moment: datetime) -> str:
    """``le lundi 28 décembre 2026 à 9 h``, in Paris."""
    return f"le {wording.day_and_clock(moment, year=True)}"


@register.filter
def moment_champ(moment: datetime) -> str:
    """What a ``datetime-local`` field reads: ``2026-12-28T09:00``."""
    return moment.astimezone(PARIS).strftime("%Y-%m-%dT%H:%M")

"""« Contact aujourd'hui »: one gesture notes the contact and plans the next one."""

from calendar import monthrange
from datetime import date

from wagtail.log_actions import log

from reseau.models import GuetteurVeilleur

from .history import CONTACTED

MONTHS = 3  # until the next contact


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last one."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def note_contact(guetteur: GuetteurVeilleur, today: date) -> date:
    """Note that somebody spoke with this person today; returns the day of the next contact."""
    guetteur.last_contact_on, guetteur.next_contact_on = today, months_after(today, MONTHS)
    guetteur.save(update_fields=["last_contact_on", "next_contact_on"])
    log(instance=guetteur, action=CONTACTED, content_changed=True)
    return guetteur.next_contact_on

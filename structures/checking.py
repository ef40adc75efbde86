"""Numbers are checked again in time: which are due, and how a check is recorded."""

from datetime import date

from django.urls import reverse

from cms.duties import SHOWN, Awaiting, Due
from cms.edit_urls import edit_url
from cms.models import User
from cms.reviewing import record

from .models import Numero

LOG_ACTION = "structures.check"


def awaiting(user: User, today: date) -> Awaiting:
    """The published numbers whose check is due. Two queries."""
    due = Numero.objects.to_check(today)
    first = [
        Due(str(numero), edit_url(Numero, numero.pk), numero.check_due_on, _last(numero)) for numero in due[:SHOWN]
    ]
    return Awaiting(due.count(), first, reverse("numeros_to_check"))


def _last(numero: Numero) -> str:
    return "" if numero.checked_on else "jamais vérifié"


def mark_checked(numero: Numero, user: User, today: date) -> None:
    """Somebody called, or read the page that gives this number, and nothing changes."""
    values = {"checked_on": today, "checked_by": user, "next_check_on": None}
    record(numero, values, user, LOG_ACTION)

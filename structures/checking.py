"""Numbers are checked again in time: which are due, and how the secretary is told."""

from datetime import date

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from cms.roles import SECRETARIAT

from .models import CheckReminder, Numero

SUBJECT = "MED'AIDE : {} à vérifier"


def numeros_to_check(today: date | None = None) -> list[Numero]:
    """The published numbers whose check is due, those never checked first."""
    return list(Numero.objects.to_check(today or timezone.localdate()))


def recipients() -> list[str]:
    """Addresses of the active accounts of the secretary's office."""
    accounts = get_user_model().objects.filter(groups__name=SECRETARIAT, is_active=True).exclude(email="")
    return list(accounts.order_by("email").values_list("email", flat=True).distinct())


def remind(today: date | None = None) -> str:
    """Mail once a week what is to be checked; returns a sentence that says what was done.

    The same week, a second call sends nothing. A mail that could not be sent raises, and is tried again next time.
    """
    today = today or timezone.localdate()
    numeros, addresses = numeros_to_check(today), recipients()
    if not numeros:
        return "Aucun numéro à vérifier : rien n'est envoyé."
    if not addresses:
        return "Aucun compte du secrétariat n'a d'adresse électronique : rien n'est envoyé."
    year, week, _day = today.isocalendar()
    try:
        with transaction.atomic():
            CheckReminder.objects.create(week=f"{year}-{week:02d}")
            _message(numeros, addresses).send()
    except IntegrityError:
        return "Le rappel de cette semaine est déjà parti : rien n'est envoyé."
    return f"Rappel envoyé : {_count(numeros)} à vérifier."


def _message(numeros: list[Numero], addresses: list[str]) -> EmailMessage:
    report = settings.WAGTAILADMIN_BASE_URL + reverse("numeros_to_check")
    body = render_to_string("structures/checks_mail.txt", {"numeros": numeros, "report": report})
    return EmailMessage(SUBJECT.format(_count(numeros)), body, to=addresses)


def _count(numeros: list[Numero]) -> str:
    return f"{len(numeros)} numéro{'s' * (len(numeros) > 1)}"

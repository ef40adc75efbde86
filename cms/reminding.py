"""One mail a week to each account: what awaits it, as the first page of the admin says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from cms.duties import Awaiting, Duty, duties_of
from cms.models import Reminder, User

SUBJECT = "MED'AIDE : ce qui vous attend"
ALREADY = "a déjà reçu le rappel de cette semaine"


@dataclass(frozen=True)
class Line:
    """One duty and what it holds, as the mail tells them."""

    duty: Duty
    awaiting: Awaiting


class NotSentError(Exception):
    """At least one mail could not be sent; the others were. What was not sent is tried again next time."""


def remind(today: date | None = None) -> list[str]:
    """Mail each account what awaits it; returns a sentence for each. Raises NotSentError at the end if a mail failed.

    The same week, a second call sends nothing to those who were told.
    """
    today = today or timezone.localdate()
    said, failed = [], []
    for account, lines in _concerned(today):
        try:
            sent = _send(account, lines, today)
        except OSError as error:  # what the mail server does is told as such; SMTP's own errors are among these
            failed.append(f"{account.get_username()} : {error}")
        else:
            said.append(f"{account.get_username()} : {'rappel envoyé' if sent else ALREADY}.")
    if failed:
        raise NotSentError("\n".join([*said, "Courriels non partis, à reprendre au prochain lancement :", *failed]))
    return said or ["Rien n'attend personne, ou aucun compte concerné n'a d'adresse : rien n'est envoyé."]


def _concerned(today: date) -> Iterator[tuple[User, list[Line]]]:
    """The active accounts with an address that something awaits, and what."""
    for account in User.objects.filter(is_active=True).exclude(email="").order_by("pk"):
        if not account.has_perm("wagtailadmin.access_admin"):
            continue
        mailed = (duty for duty in duties_of(account) if duty.is_mailed)
        lines = [Line(duty, duty.awaiting(account, today)) for duty in mailed]
        if lines := [line for line in lines if line.awaiting.count]:
            yield account, lines


def _send(account: User, lines: list[Line], today: date) -> bool:
    """Whether the mail left; it does once a week."""
    year, week, _day = today.isocalendar()
    try:
        with transaction.atomic():
            Reminder.objects.create(account=account, week=f"{year}-{week:02d}")
            _message(account, lines).send()
    except IntegrityError:
        return False
    return True


def _message(account: User, lines: list[Line]) -> EmailMessage:
    base = settings.WAGTAILADMIN_BASE_URL
    context = {"lines": lines, "base": base, "home": base + reverse("wagtailadmin_home"), "account": account}
    return EmailMessage(SUBJECT, render_to_string("cms/remind_mail.txt", context), to=[account.email])

"""Which dates of the register make sense together. Each refusal says what to write."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format

if TYPE_CHECKING:
    from reseau.models import GuetteurVeilleur

EARLIEST = date(2000, 1, 1)  # a year typed with a slip is long before
FURTHEST = timedelta(days=3 * 366)  # a contact is not planned further ahead

LEFT_WHEN = "Notez la date du départ : elle fixe le jour où la fiche sera effacée."
LEFT_STATE = "Une date de départ est notée : choisissez « A quitté le réseau », ou effacez cette date."
LEFT_BEFORE = "Cette date précède l'arrivée dans le réseau : corrigez l'une des deux."
NO_CONSENT = "Notez le jour où la personne a donné son accord : sans lui, elle n'entre pas dans le registre."
CONSENT_IS_WITHDRAWN = "L'accord est retiré : la veille ne peut pas rester active. Choisissez un autre état."
WITHDRAWN_BEFORE = "Cette date précède celle de l'accord : corrigez l'une des deux."
NEXT_BEFORE = "Cette date précède le dernier contact : choisissez un jour qui le suit."
TOO_EARLY = "Cette date est trop ancienne : vérifiez l'année."
TOO_LATE = "Cette date est trop lointaine : vérifiez l'année."
IN_THE_FUTURE = "Cette date n'est pas encore passée (nous sommes le {}) : vérifiez-la."

PAST_DAYS = ("recruited_on", "last_contact_on", "left_on", "consent_on", "consent_withdrawn_on")


def past_day_error(day: date, today: date) -> str:
    """Why this cannot be the day of something that has happened; empty when it can."""
    if day < EARLIEST:
        return TOO_EARLY
    return IN_THE_FUTURE.format(date_format(today)) if day > today else ""


def date_errors(guetteur: GuetteurVeilleur, today: date) -> dict[str, str]:
    """What is wrong, field by field: dates alone first, then what they say together."""
    errors = {
        name: reason
        for name in PAST_DAYS
        if (day := getattr(guetteur, name)) and (reason := past_day_error(day, today))
    }
    for name, reason in (*_of_contact(guetteur, today), *_of_departure(guetteur), *_of_consent(guetteur)):
        errors.setdefault(name, reason)
    return errors


def _of_contact(guetteur: GuetteurVeilleur, today: date) -> list[tuple[str, str]]:
    following = guetteur.next_contact_on
    if not following:
        return []
    if following < EARLIEST:
        return [("next_contact_on", TOO_EARLY)]
    if following > today + FURTHEST:
        return [("next_contact_on", TOO_LATE)]
    if guetteur.last_contact_on and following < guetteur.last_contact_on:
        return [("next_contact_on", NEXT_BEFORE)]
    return []


def _of_departure(guetteur: GuetteurVeilleur) -> list[tuple[str, str]]:
    has_left = guetteur.state == guetteur.State.LEFT
    if has_left and not guetteur.left_on:
        return [("left_on", LEFT_WHEN)]
    if guetteur.left_on and not has_left:
        return [("state", LEFT_STATE)]
    if guetteur.left_on and guetteur.recruited_on and guetteur.left_on < guetteur.recruited_on:
        return [("left_on", LEFT_BEFORE)]
    return []


def _of_consent(guetteur: GuetteurVeilleur) -> list[tuple[str, str]]:
    given, withdrawn = guetteur.consent_on, guetteur.consent_withdrawn_on
    is_active = guetteur.state == guetteur.State.ACTIVE
    found = []
    if withdrawn and given and withdrawn < given:
        found.append(("consent_withdrawn_on", WITHDRAWN_BEFORE))
    if is_active and withdrawn:
        found.append(("state", CONSENT_IS_WITHDRAWN))
    return found

"""A structure in the words of schema.org."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from cms.structured_data import absolute_url
from structures.contact import Channel
from structures.hours import ALL_DAY, Opening, Range, Schedule

if TYPE_CHECKING:
    from structures.models import Numero, StructurePage

_WAYS = {Channel.EMAIL: "email", Channel.WEB: "url", Channel.VIDEO: "url"}  # others are dialled
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRANCE = {"@type": "Country", "name": "France"}


def organisation(page: StructurePage, request: HttpRequest) -> dict[str, Any]:
    """The structure itself. What is still to confirm is left out: a machine would not say so."""
    sure = [numero for numero in page.numeros if not numero.to_confirm]
    served = areas_served(page)
    return {
        "@type": "Organization",
        "name": page.title,
        "description": page.summary,
        "url": page.website,
        "logo": _logo(page, request),
        "telephone": [numero.number for numero in sure if numero.channel == numero.Channel.CALL],
        "address": [contact.structured_data() for contact in page.contacts.all() if not contact.to_confirm],
        "areaServed": served,
        "contactPoint": [contact_point(numero, served) for numero in sure],
    }


def areas_served(page: StructurePage) -> list[dict[str, str]]:
    """Its departments; the country for a structure that helps everywhere."""
    departements = [
        {"@type": "AdministrativeArea", "name": departement.name} for departement in page.departements.all()
    ]
    return departements or ([FRANCE] if page.scope == page.Scope.NATIONAL else [])


def contact_point(numero: Numero, served: list[dict[str, str]]) -> dict[str, Any]:
    """A number as a ContactPoint, with its hours when the register knows them."""
    return {
        "@type": "ContactPoint",
        "name": numero.label,
        "contactType": "assistance",
        _WAYS.get(Channel(numero.channel), "telephone"): numero.number,
        "availableLanguage": [language.strip() for language in numero.languages.split(",")],
        "areaServed": served,
        "hoursAvailable": hours_available(numero.schedule, timezone.localdate()),
    }


def hours_available(schedule: Schedule, today: date) -> list[dict[str, Any]]:
    """Opening hours as OpeningHoursSpecification, days of exception that are not over included; empty when unknown.

    A closing time before the opening one is of the next day, and a closed day opens and closes at 00:00
    (schema.org and Google, « LocalBusiness structured data »).
    """
    if schedule.opening == Opening.ALWAYS:
        usual = [_specification(ALL_DAY, dayOfWeek=list(_DAYS))]
    else:
        ranges = sorted({opened for day in schedule.week for opened in day})
        usual = [
            _specification(opened, dayOfWeek=[_DAYS[day] for day in range(7) if opened in schedule.week[day]])
            for opened in ranges
        ]
        if ranges and schedule.closed_on_holidays:
            usual.append(_specification(None, dayOfWeek=["PublicHolidays"]))
    special = [
        _specification(opened, validFrom=days.first, validThrough=days.last)
        for days in schedule.special_days
        if days.last >= today
        for opened in days.ranges or (None,)
    ]
    return [*usual, *special] if usual else []


def _specification(opened: Range | None, **when: Any) -> dict[str, Any]:
    opens, closes = ("00:00", "00:00") if opened is None else (f"{opened.opens:%H:%M}", f"{opened.closes:%H:%M}")
    if opened == ALL_DAY:
        closes = "23:59"
    return {"@type": "OpeningHoursSpecification", "opens": opens, "closes": closes, **when}


def _logo(page: StructurePage, request: HttpRequest) -> dict[str, Any] | None:
    copy = page.logo_copy
    if copy is None:
        return None
    return {
        "@type": "ImageObject",
        "url": absolute_url(request, copy.url),
        "caption": page.logo_alt,
        "width": copy.width,
        "height": copy.height,
    }

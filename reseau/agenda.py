"""Meetings to come: one answer for the pages, the JSON and the calendars that colleagues subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from icalendar import Calendar, Event

from cms.structured_data import publisher
from structures.hours import PARIS

if TYPE_CHECKING:
    from .models import CompteRendu, ReseauPage
    from .models.compte_rendu_queryset import CompteRenduQuerySet

# A calendar that was not asked again for a while keeps what was held meanwhile.
RECENT = timedelta(days=365)
# RFC 7986: how often a calendar asks again.
REFRESH = timedelta(hours=12)
PRODUCT = "-//MED'AIDE//Réunions//FR"


def meetings_to_come(day: date | None = None) -> CompteRenduQuerySet:
    """Public meetings of a day (today in Paris) and after, next first."""
    from .models import CompteRendu  # noqa: PLC0415 - models of pages ask for this function

    return CompteRendu.objects.public().to_come(day).for_agenda()


def meetings_for_calendars(day: date | None = None) -> CompteRenduQuerySet:
    """The same, and those of the past year."""
    from .models import CompteRendu  # noqa: PLC0415

    return CompteRendu.objects.public().filter(date__gte=(day or localdate()) - RECENT).for_agenda()


def audience(meeting: CompteRendu) -> str:
    """Who may come to a meeting."""
    if meeting.open_to_all:
        return "Ouverte à tous les confrères."
    return f"Pour : {meeting.host}." if meeting.host else "Pour le groupe qui accueille."


def how_to_register(meeting: CompteRendu) -> str:
    """How to ask for a place, in a sentence without markup."""
    contact = meeting.register_by
    if contact is None:
        return "Sans inscription."
    return f"Pour s'inscrire : {contact.display}." if contact.display else "Pour s'inscrire : par la ligne du service."


def where(meeting: CompteRendu) -> str:
    """« Istres (13) »; empty while nobody said it."""
    code = f" ({meeting.departement_code})" if meeting.departement_code else ""
    return f"{meeting.place}{code}" if meeting.place else ""


def as_calendar(meetings: Iterable[CompteRendu], network: ReseauPage, request: HttpRequest, name: str) -> bytes:
    """An iCalendar file (RFC 5545), in Paris time. The same meetings give the same bytes."""
    meetings = list(meetings)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(_event(meeting, network.report_url(meeting, request)))
    days = [meeting.date for meeting in meetings]
    if days:  # the changes of hour of those years, and no others
        calendar.add_missing_timezones(date(min(days).year, 1, 1), date(max(days).year + 1, 12, 31))
    return bytes(calendar.to_ical())


def _event(meeting: CompteRendu, address: str) -> Event:
    event = Event()
    event.add("uid", f"reunion-{meeting.pk}@medaide")
    event.add("dtstamp", meeting.last_published_at)
    event.add("last-modified", meeting.last_published_at)
    event.add("summary", meeting.title)
    if meeting.begins:
        event.add("dtstart", meeting.begins.astimezone(PARIS))
        if meeting.ends:
            event.add("dtend", meeting.ends.astimezone(PARIS))
    else:
        event.add("dtstart", meeting.date)
    if place := where(meeting):
        event.add("location", place)
    told = [audience(meeting), how_to_register(meeting)] if meeting.is_to_come else []
    event.add("description", "\n".join([*told, address]))
    event.add("url", address)
    return event


def event_data(meeting: CompteRendu, network: ReseauPage, request: HttpRequest) -> dict[str, Any]:
    """A meeting to come, in the words of schema.org."""
    return {
        "@type": "Event",
        "name": meeting.title,
        "url": network.report_url(meeting, request),
        "startDate": (meeting.begins or meeting.date).isoformat(),
        "endDate": meeting.ends.isoformat() if meeting.ends else None,
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": meeting.place, "address": where(meeting)},
        "organizer": publisher(request),
        "isAccessibleForFree": True,
        "inLanguage": "fr",
        "description": f"{audience(meeting)} {how_to_register(meeting)}",
    }

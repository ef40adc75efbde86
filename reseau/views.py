"""Meetings as calendars: all of them to subscribe to, or one to keep."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import conditional_page, require_safe

from cms.querysets import readable
from cms.structured_data import publisher

from .agenda import as_calendar, meetings_for_calendars
from .models import CompteRendu, ReseauPage

CALENDAR_TYPE = "text/calendar; charset=utf-8"


@require_safe
@conditional_page
def calendar(request: HttpRequest) -> HttpResponse:
    """``/reunions.ics``: public meetings to come and of the past year."""
    return _answer(request, meetings_for_calendars(), "reunions.ics")


@require_safe
@conditional_page
def meeting_file(request: HttpRequest, slug: str) -> HttpResponse:
    """``/reunions/<slug>.ics``: one public meeting."""
    meeting = get_object_or_404(CompteRendu.objects.findable().for_agenda(), slug=slug)
    return _answer(request, [meeting], f"{slug}.ics")


def _answer(request: HttpRequest, meetings: object, name: str) -> HttpResponse:
    network = readable(ReseauPage.objects.all()).first()
    if network is None:
        raise Http404
    title = f"{publisher(request).get('name', '')} : réunions".removeprefix(" : ")
    content = as_calendar(meetings, network, request, title)  # type: ignore[arg-type]
    response = HttpResponse(content, content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "public, no-cache"
    return response

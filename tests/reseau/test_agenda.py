"""Meetings to come are announced in the same words on pages, in JSON and in calendars."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.timezone import localdate
from icalendar import Calendar

from home.models import HomePage, SiteSettings
from reseau.models import CompteRendu
from tests.factories import (
    CompteRenduFactory,
    DepartementPageFactory,
    NumeroFactory,
    ReseauPageFactory,
    meeting_to_come,
    restrict,
)

pytestmark = pytest.mark.django_db

TITLE = "Soirée d'Istres"
SHOWN = "Soirée d’Istres"
HIDDEN = [{"live": False}, {"visibility": "internal"}]


def events(client: Client, address: str = "/reunions.ics") -> list:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_meeting_is_announced_everywhere(client: Client) -> None:
    ReseauPageFactory()
    DepartementPageFactory(departement="13")
    meeting = meeting_to_come(title=TITLE, slug="istres")
    for address in ("/", "/reseau/", "/departements/13-bouches-du-rhone/"):
        page = client.get(address).content.decode()
        assert SHOWN in page, address
        assert 'href="/reseau/comptes-rendus/istres/"' in page, address
    assert [item["title"] for item in client.get("/api/v2/reunions/").json()["items"]] == [TITLE]
    assert [str(event["summary"]) for event in events(client)] == [TITLE]
    assert [str(event["summary"]) for event in events(client, "/reunions/istres.ics")] == [TITLE]
    assert client.get(f"/api/v2/reunions/{meeting.pk}/").json()["is_to_come"] is True
    assert client.get(f"/api/v2/comptes-rendus/{meeting.pk}/").status_code == 200  # where its detail_url leads
    assert client.get("/api/v2/comptes-rendus/").json()["meta"]["total_count"] == 0


@pytest.mark.parametrize("state", HIDDEN, ids=["draft", "internal"])
def test_what_is_not_public_is_announced_nowhere(client: Client, state: dict[str, object]) -> None:
    ReseauPageFactory()
    DepartementPageFactory(departement="13")
    meeting = meeting_to_come(title=TITLE, slug="istres", **state)
    for address in ("/", "/reseau/", "/departements/13-bouches-du-rhone/", "/sitemap.xml", "/plan-du-site/"):
        assert SHOWN not in client.get(address).content.decode(), address
        assert "istres/" not in client.get(address).content.decode(), address
    assert events(client) == []
    for address in (
        "/reunions/istres.ics",
        "/reseau/comptes-rendus/istres/",
        f"/api/v2/reunions/{meeting.pk}/",
        f"/api/v2/comptes-rendus/{meeting.pk}/",
    ):
        assert client.get(address).status_code == 404, address


def test_without_a_public_page_of_the_network_there_is_no_calendar(client: Client) -> None:
    meeting_to_come(slug="istres")
    assert client.get("/reunions.ics").status_code == 404
    restrict(ReseauPageFactory())
    assert client.get("/reunions.ics").status_code == 404
    assert client.get("/reunions/istres.ics").status_code == 404


def test_an_event_says_when_where_for_whom_and_how(client: Client) -> None:
    ReseauPageFactory()
    SiteSettings.objects.update(main_numero=NumeroFactory(number="+33465400010", channel="call"))
    day = localdate() + datetime.timedelta(days=10)
    meeting = meeting_to_come(title=TITLE, slug="istres", open_to_all=True, registration="line")
    (event,) = events(client)
    assert event["dtstart"].dt.isoformat()[:19] == f"{day}T19:30:00"
    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert event["dtend"].dt.hour == 21
    assert str(event["location"]) == "Istres (13)"
    assert "Ouverte à tous les confrères." in str(event["description"])
    assert "04 65 40 00 10" in str(event["description"])
    assert str(event["uid"]) == f"reunion-{meeting.pk}@medaide"
    assert str(event["url"]).endswith("/reseau/comptes-rendus/istres/")
    page = client.get("/reseau/comptes-rendus/istres/").content.decode()
    for words in ("Réunion à venir", "Ouverte à tous les confrères.", "04 65 40 00 10", "/reunions/istres.ics"):
        assert words in page
    data = json.loads(BeautifulSoup(page, "html.parser").find("script", type="application/ld+json").string)
    assert (data["@type"], data["startDate"][:16]) == ("Event", f"{day}T19:30")
    assert data["location"]["name"] == "Istres"


def test_a_calendar_asks_for_a_change_only(client: Client) -> None:
    ReseauPageFactory()
    meeting_to_come()
    first = client.get("/reunions.ics")
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/reunions.ics", headers=known).status_code == 304
    CompteRendu.objects.update(place="Ailleurs")
    assert client.get("/reunions.ics", headers=known).status_code == 200
    assert client.post("/reunions.ics").status_code == 405


def test_a_meeting_without_hour_lasts_its_day(client: Client) -> None:
    ReseauPageFactory()
    meeting_to_come(starts_at=None, ends_at=None)
    assert events(client)[0]["dtstart"].dt == localdate() + datetime.timedelta(days=10)


def test_a_meeting_over_leaves_the_agenda_and_its_address_stays(client: Client) -> None:
    ReseauPageFactory()
    meeting_to_come(title=TITLE, slug="istres", date=localdate() - datetime.timedelta(days=1))
    assert SHOWN not in client.get("/reseau/").content.decode()
    assert client.get("/api/v2/reunions/").json()["items"] == []
    assert len(events(client)) == 1  # calendars keep the past year
    assert "n’est pas encore écrit" in client.get("/reseau/comptes-rendus/istres/").content.decode()


def test_a_meeting_of_today_is_still_to_come(client: Client) -> None:
    ReseauPageFactory()
    meeting_to_come(title=TITLE, date=localdate())
    assert SHOWN in client.get("/reseau/").content.decode()


def test_old_reports_are_in_no_calendar(client: Client) -> None:
    ReseauPageFactory()
    CompteRenduFactory()
    assert events(client) == []


def test_the_sentence_of_the_home_page_gives_way_to_meetings(client: Client) -> None:
    ReseauPageFactory()
    HomePage.objects.update(next_meeting="Bientôt, une date.")
    assert "Bientôt, une date." in client.get("/").content.decode()
    meeting_to_come(title=TITLE)
    page = client.get("/").content.decode()
    assert "Bientôt, une date." not in page
    assert SHOWN in page

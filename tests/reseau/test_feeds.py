"""Feed readers receive the public reports that were approved last, and nothing of the others."""

import datetime
import email.utils
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client

from reseau.feeds import MAX_REPORTS
from reseau.models import CompteRendu, ThemeReunion
from tests.factories import CompteRenduFactory, ReseauPageFactory, meeting_to_come, restrict

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESSES = ["/comptes-rendus.rss", "/comptes-rendus.atom"]
NOON = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)


def approved(when: datetime.datetime = NOON, **values: Any) -> CompteRendu:
    return CompteRenduFactory(**{"first_published_at": when, "last_published_at": when, **values})


def read(client: Client, address: str = ADDRESSES[0]) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def titles(client: Client) -> list[str]:
    told = [entry.findtext(f"{ATOM}title") for entry in read(client, ADDRESSES[1]).findall(f"{ATOM}entry")]
    assert [item.findtext("title") for item in read(client).findall("channel/item")] == told
    return told


def test_a_report_says_what_it_is_and_where_it_is_read(client: Client) -> None:
    network = ReseauPageFactory()
    report = approved(title="Soirée d'Istres", slug="istres")
    report.themes = [ThemeReunion.objects.order_by("pk").first()]
    report.save()
    channel = read(client).find("channel")
    assert channel.findtext("title") == "MED’AIDE\u00a0: comptes rendus"
    assert channel.findtext("link") == network.full_url
    (item,) = channel.findall("item")
    assert item.findtext("title") == "Soirée d’Istres"
    assert item.findtext("description") == "Compte rendu de la réunion du 19 juin 2018, à Istres."
    assert item.findtext("link") == f"{network.full_url}comptes-rendus/istres/"
    assert item.find("guid").get("isPermaLink") == "false"
    assert [category.text for category in item.findall("category")] == ["Bouches-du-Rhône", report.themes.first().name]
    assert email.utils.parsedate_to_datetime(item.findtext("pubDate")) == NOON
    (entry,) = read(client, ADDRESSES[1]).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == item.findtext("guid")
    assert entry.findtext(f"{ATOM}updated") == "2026-03-10T12:00:00+00:00"


def test_a_report_keeps_its_identity_when_its_address_changes(client: Client) -> None:
    ReseauPageFactory()
    approved()
    before = read(client).findtext("channel/item/guid")
    CompteRendu.objects.update(slug="ailleurs")
    item = read(client).find("channel/item")
    assert item.findtext("link").endswith("/ailleurs/")
    assert item.findtext("guid") == before


def test_a_meeting_announced_then_told_is_new_after_its_day(client: Client) -> None:
    ReseauPageFactory()
    approved(NOON, date=datetime.date(2026, 4, 2), last_published_at=NOON + datetime.timedelta(days=40))
    told = email.utils.parsedate_to_datetime(read(client).findtext("channel/item/pubDate"))
    assert told == datetime.datetime(2026, 4, 1, 22, tzinfo=datetime.UTC)  # midnight in Paris


def test_the_last_approved_come_first_and_the_others_are_left_out(client: Client) -> None:
    ReseauPageFactory()
    approved(title="Ancien")
    approved(NOON + datetime.timedelta(days=1), title="Récent")
    approved(title="Interne", visibility="internal")
    approved(title="Brouillon", live=False)
    meeting_to_come(title="À venir")
    assert titles(client) == ["Récent", "Ancien"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_public_page_of_the_network_there_is_no_feed(client: Client, address: str) -> None:
    approved()
    assert client.get(address).status_code == 404
    restrict(ReseauPageFactory())
    assert client.get(address).status_code == 404


def test_only_the_latest_in_a_constant_number_of_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    ReseauPageFactory()
    for day in range(MAX_REPORTS + 2):
        approved(NOON + datetime.timedelta(days=day))
    read(client)
    with django_assert_max_num_queries(5):
        assert len(read(client).findall("channel/item")) == MAX_REPORTS


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    ReseauPageFactory()
    approved()
    first = client.get(ADDRESSES[1])
    assert client.get(ADDRESSES[1], headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert client.post(ADDRESSES[1]).status_code == 405

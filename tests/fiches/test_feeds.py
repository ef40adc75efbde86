"""Feed readers receive the fiches that changed last."""

import datetime
import email.utils
from collections.abc import Iterator
from typing import Any

import pytest
from defusedxml import ElementTree
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from fiches.feeds import MAX_FICHES
from tests.factories import FicheIndexPageFactory, FichePageFactory, ThemeFactory, restrict

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
TYPES = {"/fiches.rss": "application/rss+xml; charset=utf-8", "/fiches.atom": "application/atom+xml; charset=utf-8"}
NOON = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """The cache, where Wagtail keeps the address of the site, outlives the database of a test."""
    yield
    cache.clear()


def published(when: datetime.datetime = NOON, **values: Any) -> Any:
    return FichePageFactory(first_published_at=when, last_published_at=when, **values)


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == TYPES[address]
    return ElementTree.fromstring(response.content)


def items(client: Client) -> list[Any]:
    return read(client, "/fiches.rss").findall("channel/item")


def entries(client: Client) -> list[Any]:
    return read(client, "/fiches.atom").findall(f"{ATOM}entry")


def titles(client: Client) -> list[str]:
    return [item.findtext("title") for item in items(client)]


def test_the_rss_feed_says_all_that_the_format_asks(client: Client) -> None:
    site = Site.objects.get()
    site.hostname, site.port = "medaide.example", 443
    site.save()
    theme = ThemeFactory(name="Sommeil")
    authors = [("personne", {"name": "Groupe d'étude", "quality": ""})]
    page = published(title="L'arrêt : que faire ?", summary="Un <b> & un « mot »", theme=theme, authors=authors)
    channel = read(client, "/fiches.rss").find("channel")
    assert channel.findtext("title") == "MED’AIDE\u00a0: fiches"
    assert channel.findtext("link") == "https://medaide.example/fiches/"
    assert channel.findtext("description") == "Une phrase pour entrer."
    assert channel.findtext("language") == "fr"
    assert channel.find(f"{ATOM}link").get("href") == "https://medaide.example/fiches.rss"
    (item,) = channel.findall("item")
    assert item.findtext("title") == "L’arrêt\u00a0: que faire\u202f?"
    assert item.findtext("description") == "Un &lt;b&gt; &amp; un «\u00a0mot\u00a0»"
    assert item.findtext("link") == page.full_url
    assert item.findtext("link").startswith("https://medaide.example/fiches/")
    assert item.findtext(CREATOR) == "Groupe d’étude"
    assert email.utils.parsedate_to_datetime(item.findtext("pubDate")) == NOON
    assert [category.text for category in item.findall("category")] == ["Le médecin", "Sommeil"]


def test_the_atom_feed_says_all_that_the_format_asks(client: Client) -> None:
    page = published(reviewed_on="2026-04-02")
    feed = read(client, "/fiches.atom")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://localhost/fiches/", "self": "http://localhost/fiches.atom"}
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "MED’AIDE"
    assert feed.findtext(f"{ATOM}subtitle") == "Une phrase pour entrer."
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{page.translation_key}"
    assert entry.findtext(f"{ATOM}published") == "2026-03-10T12:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}updated") == "2026-04-02T00:00:00+02:00"
    assert entry.find(f"{ATOM}link").get("href") == page.full_url


def test_a_fiche_keeps_its_identity_when_its_address_changes(client: Client) -> None:
    page = published()
    before = items(client)[0].findtext("guid"), entries(client)[0].findtext(f"{ATOM}id")
    page.slug = "autre-adresse"
    page.save()
    assert (items(client)[0].findtext("guid"), entries(client)[0].findtext(f"{ATOM}id")) == before
    assert items(client)[0].find("guid").get("isPermaLink") == "false"


def test_the_last_published_or_reviewed_come_first(client: Client) -> None:
    published(NOON, title="Publiée en mars")
    published(NOON - datetime.timedelta(days=400), title="Relue en avril", reviewed_on="2026-04-01")
    published(NOON + datetime.timedelta(days=5), title="Publiée après", reviewed_on="2025-01-01")
    FichePageFactory(title="Relue, jamais datée", reviewed_on="2026-02-01")
    FichePageFactory(title="Sans date")
    assert titles(client) == ["Relue en avril", "Publiée après", "Publiée en mars", "Relue, jamais datée"]


def test_a_publication_today_precedes_one_of_this_morning(client: Client) -> None:
    morning = timezone.now().replace(hour=6, minute=0)
    published(morning, title="Matin")
    published(morning + datetime.timedelta(hours=2), title="Plus tard")
    assert titles(client) == ["Plus tard", "Matin"]


def test_drafts_and_private_fiches_are_left_out(client: Client) -> None:
    published(live=False)
    restrict(published())
    assert titles(client) == []
    assert entries(client) == []


def test_only_the_latest_are_given_in_a_constant_number_of_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    theme = ThemeFactory()
    authors = [("personne", {"name": "Camille", "quality": ""})]
    for day in range(MAX_FICHES + 3):
        published(NOON + datetime.timedelta(days=day), theme=theme, authors=authors)
    items(client)
    with django_assert_max_num_queries(4):
        assert len(items(client)) == MAX_FICHES


@pytest.mark.parametrize("address", TYPES)
def test_without_its_section_there_is_no_feed(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    restrict(FicheIndexPageFactory())
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", TYPES)
def test_an_empty_feed_is_a_feed(client: Client, address: str) -> None:
    FicheIndexPageFactory()
    assert read(client, address) is not None


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    published()
    first = client.get("/fiches.atom")
    again = client.get("/fiches.atom", headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 304
    assert not again.content

"""Podcast readers receive the testimonies that everyone may hear."""

import datetime
import email.utils
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from defusedxml import ElementTree
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from PIL import Image

from fiches.podcast import COVER, ITUNES, MAX_EPISODES, PODCAST
from home.models import SiteSettings
from tests import factories as made

pytestmark = pytest.mark.django_db

ADDRESS = "/temoignages.rss"
ROOT = "http://localhost"
NOON = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """The cache, where Wagtail keeps the address of the site, outlives the database of a test."""
    yield
    cache.clear()


def itunes(name: str) -> str:
    return f"{{{ITUNES}}}{name}"


def podcast(name: str) -> str:
    return f"{{{PODCAST}}}{name}"


def channel(client: Client) -> Any:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")


def episodes(client: Client) -> list[Any]:
    return channel(client).findall("item")


def test_the_channel_says_all_that_directories_ask(client: Client) -> None:
    made.TemoignageIndexPageFactory()
    SiteSettings.objects.update(publisher="[à confirmer]", contact_email="contact@exemple.org")
    found = channel(client)
    assert found.findtext("title") == "MED’AIDE\u00a0: témoignages"
    assert found.findtext("link") == f"{ROOT}/temoignages/"
    assert found.findtext("language") == "fr"
    assert found.find(f"{ATOM}link").get("href") == ROOT + ADDRESS
    assert found.findtext(itunes("author")) == "MED’AIDE"
    assert found.findtext(f"{itunes('owner')}/{itunes('name')}") == "[à confirmer]"
    assert found.findtext(f"{itunes('owner')}/{itunes('email')}") == "contact@exemple.org"
    assert found.findtext(itunes("explicit")) == "false"
    assert found.find(itunes("category")).get("text") == "Health & Fitness"
    assert found.find(f"{itunes('category')}/{itunes('category')}").get("text") == "Mental Health"
    cover = found.find(itunes("image")).get("href")
    assert cover.startswith(f"{ROOT}/static/")
    with Image.open(finders.find(COVER)) as image:
        width, height = image.size
        assert width == height
        assert 1400 <= width <= 3000
        assert not image.has_transparency_data


def test_an_owner_without_address_is_only_named(client: Client) -> None:
    made.TemoignageIndexPageFactory()
    SiteSettings.objects.update(publisher="", contact_email="")
    owner = channel(client).find(itunes("owner"))
    assert [(child.tag, child.text) for child in owner] == [(itunes("name"), "[à confirmer]")]


def test_an_episode_can_be_played_read_and_browsed(client: Client) -> None:
    page = made.TemoignagePageFactory(
        title="La bonne distance", summary="Une <voix>.", audio__is_synthetic=True, first_published_at=NOON
    )
    (item,) = episodes(client)
    assert item.findtext("title") == "La bonne distance"
    assert item.findtext("description") == (
        "Une &lt;voix&gt;. On y parle d’un arrêt de travail. Voix de synthèse\u00a0: personne n’a parlé."
    )
    assert item.findtext("link") == ROOT + page.get_url()
    assert item.findtext("guid") == f"urn:uuid:{page.translation_key}"
    assert email.utils.parsedate_to_datetime(item.findtext("pubDate")) == NOON
    (enclosure,) = item.findall("enclosure")
    sound = client.get(enclosure.get("url").removeprefix(ROOT))
    assert sound.status_code == 200
    assert len(b"".join(sound.streaming_content)) == int(enclosure.get("length")) == page.audio.file_bytes
    assert enclosure.get("type") == "audio/wav"
    assert item.findtext(itunes("duration")) == "1"
    transcript = item.find(podcast("transcript"))
    assert transcript.get("type") == "text/vtt"
    assert transcript.get("language") == "fr"
    assert b"Une coll\xc3\xa8gue a r\xc3\xa9pondu" in client.get(transcript.get("url").removeprefix(ROOT)).content
    chapters = item.find(podcast("chapters"))
    answer = client.get(chapters.get("url").removeprefix(ROOT))
    assert answer["Content-Type"] == chapters.get("type") == "application/json+chapters"
    assert answer.json() == {"version": "1.2.0", "chapters": [{"startTime": 83.0, "title": "Le premier appel"}]}


def test_what_is_not_for_everyone_is_left_out(client: Client) -> None:
    draft = made.TemoignagePageFactory(live=False)
    private = made.TemoignagePageFactory()
    made.restrict(private)
    put_away = made.TemoignagePageFactory()
    put_away.audio.collection = made.CollectionFactory()
    put_away.audio.save()
    made.restrict(put_away.audio.collection)
    assert episodes(client) == []
    for page in (draft, private, put_away):
        assert client.get(f"/temoignages/{page.translation_key}/moments.json").status_code == 404
    assert client.get(f"/temoignages/{uuid4()}/moments.json").status_code == 404


def test_without_key_moments_there_is_no_link_to_them(client: Client) -> None:
    page = made.TemoignagePageFactory(audio__chapters=[])
    (item,) = episodes(client)
    assert item.find(podcast("chapters")) is None
    assert client.get(f"/temoignages/{page.translation_key}/moments.json").status_code == 404


def test_the_latest_come_first_in_a_constant_number_of_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    numero = made.NumeroFactory()
    for day in range(3):
        made.TemoignagePageFactory(
            title=f"Jour {day}", numeros=[numero], first_published_at=NOON + datetime.timedelta(days=day)
        )
    assert [item.findtext("title") for item in episodes(client)] == ["Jour 2", "Jour 1", "Jour 0"]
    with django_assert_max_num_queries(6):
        assert len(episodes(client)) == 3 < MAX_EPISODES


def test_without_its_section_there_is_no_feed(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 404
    made.restrict(made.TemoignageIndexPageFactory())
    assert client.get(ADDRESS).status_code == 404


def test_it_only_reads(client: Client) -> None:
    made.TemoignageIndexPageFactory()
    assert client.post(ADDRESS).status_code == 405


def test_pages_name_the_feed(client: Client) -> None:
    page = made.TemoignagePageFactory()
    for address in (page.get_url(), "/temoignages/"):
        assert f'type="application/rss+xml" title="Témoignages de MED’AIDE (podcast)" href="{ADDRESS}"' in (
            client.get(address).content.decode()
        )

"""The film of the home page: it waits, says everything in writing, and is complete before it appears."""

import re

import pytest
from django.test import Client

from cms.models import Media
from home.models import HomePage
from tests.cms import files
from tests.factories import CollectionFactory, MediaFactory, home_page, restrict

pytestmark = pytest.mark.django_db

SAID = [
    {"start": 0, "end": 2, "speaker": "", "text": "Une fenêtre est éclairée."},
    {"start": 2, "end": 5, "speaker": "", "text": "Une longue phrase, " * 8},
]


def film(**values: object) -> Media:
    values = {"transcript": SAID, "title": "Le film", "is_synthetic": True, **values}
    values.setdefault("thumbnail", files.upload(files.image(), "affiche.jpg"))
    return MediaFactory(type="video", file=files.upload(files.film(), "film.mp4"), **values)


def with_film(recording: Media) -> HomePage:
    home = home_page()
    home.film, home.film_title = recording, "Deux fenêtres"
    home.save_revision().publish()
    return home


def test_it_waits_and_says_everything_in_writing(client: Client) -> None:
    recording = film()
    with_film(recording)
    page = client.get("/").content.decode()
    video = re.search(r"<video[^>]*>.*?</video>", page, re.S)[0]
    assert 'preload="none"' in video
    assert "autoplay" not in video
    assert f'poster="{recording.poster_url}"' in video
    assert f'<source src="{recording.url}" type="video/mp4">' in video
    assert f'<track kind="captions" src="{recording.captions_url}" srclang="fr"' in video
    assert "Une fenêtre est éclairée." in page
    assert "images et voix de synthèse" in page
    captions = client.get(recording.captions_url).content.decode()
    assert captions.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nUne fenêtre est éclairée.")
    assert captions.count("-->") > 2  # the long sentence is cut in screens


def test_a_film_put_away_leaves_no_dead_player(client: Client) -> None:
    recording = film(collection=CollectionFactory())
    home = with_film(recording)
    restrict(recording.collection)
    page = client.get("/").content.decode()
    assert "<video" not in page
    assert "Deux fenêtres" not in page
    assert client.get(f"/api/v2/pages/{home.pk}/").json()["film"] is None


def test_it_is_complete_before_it_appears() -> None:
    private = CollectionFactory()
    restrict(private)
    home = home_page()
    for recording, sentence in (
        (MediaFactory(transcript=[]), "C'est un son"),
        (film(collection=private), "collection privée"),
        (film(transcript=[]), "pas de transcription"),
        (film(thumbnail=""), "pas d'image d'attente"),
    ):
        home.film = recording
        assert sentence in home.publication_errors()["film"]
    home.film = film()
    assert "film" not in home.publication_errors()


def test_programs_have_all_of_it(client: Client) -> None:
    recording = film(chapters=[{"start": 0, "title": "Le début"}])
    home = with_film(recording)
    told = client.get(f"/api/v2/pages/{home.pk}/").json()["film"]
    site = "http://localhost"
    assert told["sources"] == [
        {"url": f"{site}{recording.url}", "type": "video/mp4", "bytes": len(files.film())},
    ]
    assert told["url"] == f"{site}{recording.url}"
    assert told["captions"] == f"{site}{recording.captions_url}"
    assert told["poster"] == f"{site}{recording.poster_url}"
    assert told["transcript"] == SAID
    assert told["chapters"] == [{"start": 0, "title": "Le début"}]
    assert (told["language"], told["is_synthetic"]) == ("fr", True)
    listed = client.get("/api/v2/media/").json()["items"]
    assert [item["id"] for item in listed] == [recording.pk]


def test_a_recording_that_nothing_published_shows_is_not_listed(client: Client) -> None:
    recording = film()
    assert client.get("/api/v2/media/").json()["items"] == []
    assert client.get(f"/api/v2/media/{recording.pk}/").status_code == 404

"""A word that is said in a recording leads to the moment when it is said."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from search.models import EntryText, Outbox
from search.service import search
from search.text import Passage, _laid
from tests import factories as made

from .conftest import Engine, backends

pytestmark = pytest.mark.django_db


def spoken(*texts: str) -> list[dict[str, Any]]:
    return [{"start": 60.0 * at, "end": 60.0 * at + 5, "speaker": "", "text": text} for at, text in enumerate(texts)]


def voice(*texts: str, **values: Any) -> Any:
    return made.TemoignagePageFactory(audio__transcript=spoken(*texts), audio__chapters=[], **values)


def test_each_engine_leads_to_the_moment(engine: Engine) -> None:
    page = voice("Un début.", "Le xylophone sonne.", "Une fin.")
    if engine.name == "elasticsearch":
        engine.settle()
    (hit,) = search("xylophone").hits
    assert hit.url == page.get_url()
    assert hit.passage is not None
    assert hit.passage.url == f"{page.get_url()}#t=60"
    assert hit.passage.label == "Lire et écouter ce passage, à 1:00"
    assert "<mark>xylophone</mark> sonne" in hit.extract


@pytest.mark.parametrize(
    ("query", "fragment"), [("premier", "#t=0"), ("deuxième", "#t=60"), ("dernier", "#t=120"), ("résumé", None)]
)
def test_the_passage_is_the_one_that_holds_the_words(query: str, fragment: str | None) -> None:
    voice("Le premier mot.", "  Le deuxième\nmot.", "Le dernier mot.", summary="Un résumé de tout.")
    (hit,) = search(query).hits
    assert (hit.passage and hit.passage.url.partition("#")[2]) == (fragment and fragment.removeprefix("#"))


def test_the_kind_and_the_title_are_in_no_passage() -> None:
    voice("Un mot.", title="Tenir")
    assert [hit.passage for hit in search("témoignage").hits if hit.kind == "Témoignage"] == [None]
    assert [hit.passage for hit in search("tenir").hits] == [None]


def test_what_has_no_passage_has_no_link() -> None:
    made.FichePageFactory(title="Sommeil")
    assert search("sommeil").hits[0].passage is None


def test_the_results_page_and_the_json_carry_it(client: Client) -> None:
    page = voice("Un début.", "Le xylophone sonne.")
    where = f"{page.get_url()}#t=60"
    shown = BeautifulSoup(client.get("/recherche/", {"q": "xylophone"}).content, "html.parser")
    title, passage = shown.select(".resultats a")
    assert title["href"] == page.get_url()
    assert passage["href"] == where
    assert passage.get_text() == "Lire et écouter ce passage, à 1:00"
    (item,) = client.get("/api/v2/recherche/", {"q": "xylophone"}).json()["items"]
    assert item["passage"] == {
        "label": "Lire et écouter ce passage, à 1:00",
        "html_url": f"http://localhost{where}",
    }


def test_it_costs_no_query() -> None:
    voice("Le xylophone sonne.")
    made.FichePageFactory(title="Un violon")

    def queries(typed: str) -> int:
        search(typed)
        with CaptureQueriesContext(connection) as captured:
            assert search(typed).total == 1
        return len(captured)

    assert queries("xylophone") == queries("violon")


def test_a_corrected_transcript_is_searched_at_once() -> None:
    page = voice("Un violon joue.")
    page.audio.transcript = spoken("Rien.", "Un xylophone joue.")
    page.audio.save()
    assert search("violon").total == 0
    (hit,) = search("xylophone").hits
    assert hit.passage is not None
    assert hit.passage.url.endswith("#t=60")


def test_blank_passages_have_no_place() -> None:
    text, places = _laid([Passage(" ", "#a", "A"), Passage("un\n mot", "#b", "B"), Passage("deux", "#c", "C")], 10)
    assert text == "un mot\ndeux"
    assert places == [(10, "#b", "B"), (17, "#c", "C"), (22, "", "")]
    assert _laid([], 10) == ("", [])


def test_places_are_kept_with_the_text() -> None:
    voice("Un début.", "Une fin.")
    written = EntryText.objects.exclude(places=[]).get()
    for start, fragment, _ in written.places[:-1]:
        assert written.text[start:].startswith({"#t=0": "Un début.", "#t=60": "Une fin."}[fragment])


def test_what_is_said_follows_the_privacy_of_its_collection(
    django_capture_on_commit_callbacks: Any,
) -> None:
    closed, place = made.CollectionFactory(), made.CollectionFactory()
    voice("Le xylophone sonne.", audio__collection=place)

    def move(parent: Collection) -> None:
        """As the admin does: saved, then moved."""
        with django_capture_on_commit_callbacks(execute=True):
            moved = Collection.objects.get(pk=place.pk)
            moved.save()
            moved.move(parent, "sorted-child")

    def heard() -> bool:
        return search("xylophone").total == 1

    assert heard()
    made.restrict(place)
    assert not heard()
    CollectionViewRestriction.objects.all().delete()
    assert heard()
    made.restrict(closed)
    move(closed)
    assert not heard()
    move(Collection.get_first_root_node())
    assert heard()


def test_elasticsearch_is_told_of_it(settings: Any) -> None:
    settings.WAGTAILSEARCH_BACKENDS = backends("essai", urls="http://127.0.0.1:9")
    page = voice("Le xylophone sonne.", audio__collection=made.CollectionFactory())
    Outbox.objects.all().delete()
    made.restrict(page.audio.collection)
    assert Outbox.objects.filter(object_id=page.pk).exists()

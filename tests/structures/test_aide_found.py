"""Those who look for somebody find the page of those who answer, by the words they use."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from search.models import MissedSearch
from search.service import complete, search
from tests.factories import FichePageFactory

pytestmark = pytest.mark.django_db

SENTENCES = [
    "aide",
    "Aide !",
    "qui appeler",
    "numéro",
    "numero",
    "numéros",
    "urgence",
    "numéro d'urgence",
    "qui répond maintenant",
    "besoin d'aide",
    "parler à quelqu'un",
    "ligne d'écoute",
    "quel numéro appeler",
]


@pytest.mark.parametrize("typed", SENTENCES)
def test_it_comes_first(client: Client, typed: str) -> None:
    FichePageFactory(title="Aide juridique : qui appeler en urgence, à quel numéro")
    page = BeautifulSoup(client.get("/recherche/", {"q": typed}).content, "html.parser")
    assert page.select_one("main .resultats a")["href"] == "/aide/"


@pytest.mark.parametrize("typed", ["aide juridique", "numéro RPPS", "sommeil", "qui", "comment", "?"])
def test_other_searches_are_left_alone(typed: str) -> None:
    assert search(typed).promoted == []


def test_json_says_it_too(client: Client) -> None:
    (found,) = client.get("/api/v2/recherche/", {"q": "urgence"}).json()["promoted"]
    assert (found["title"], found["html_url"]) == ("Qui répond maintenant", "http://localhost/aide/")


def test_it_is_on_the_first_page_of_an_unfiltered_search_only() -> None:
    FichePageFactory(title="Aide")
    assert search("aide", {"genre": ["fiche"]}).promoted == []


def test_such_a_search_is_not_one_that_found_nothing() -> None:
    search("téléphone")
    assert not MissedSearch.objects.exists()


@pytest.mark.parametrize("typed", ["aid", "numé", "qui appel", "besoin d'ai"])
def test_it_is_suggested_first_while_one_types(typed: str) -> None:
    FichePageFactory(title="Aide, numéro, appel, besoin")
    assert complete(typed)[0].url == "/aide/"


@pytest.mark.parametrize("typed", ["ai", "somm", "juridique aid"])
def test_it_is_not_suggested_for_anything_else(typed: str) -> None:
    FichePageFactory(title="Aide juridique et sommeil")
    assert "/aide/" not in [hit.url for hit in complete(typed)]

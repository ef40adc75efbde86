"""The site's search as other programs ask it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from search.models import PromotedResult
from search.service import RESULTS_PER_PAGE
from tests.factories import FichePageFactory, StructurePageFactory, restrict

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v2/recherche/"
ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120)
NAMES = ["q", "genre", "theme", "departement", "public", "tri", "page", "tel-quel", "format", "inconnu", "search"]


def search(client: Client, **query: object) -> dict:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200, response.content
    return response.json()


def test_a_hit_says_all_that_is_needed_to_show_it(client: Client) -> None:
    fiche = FichePageFactory(title="L'insomnie & <elle>", summary="Une insomnie > une autre.")
    answer = search(client, q="insomnie")
    (item,) = answer["items"]
    assert set(item) == {"kind", "title", "title_html", "extract", "extract_html", "html_url", "date", "passage"}
    assert item["kind"] == "Fiche"
    assert item["title"] == "L'insomnie & <elle>"
    assert item["title_html"] == "L&#x27;<mark>insomnie</mark> &amp; &lt;elle&gt;"
    assert "Une insomnie > une autre." in item["extract"]
    assert item["html_url"] == fiche.full_url
    assert answer["meta"] == {"total_count": 1, "page": 1, "page_count": 1, "sort": "pertinence"}
    assert answer["query"] == "insomnie"
    assert answer["crisis"] is None


def test_it_finds_what_the_page_finds(client: Client) -> None:
    for number in range(RESULTS_PER_PAGE + 1):
        FichePageFactory(title=f"Sommeil {number}")
    StructurePageFactory(title="Sommeil")
    restrict(FichePageFactory(title="Sommeil privé"))
    for query in ({"genre": "fiche"}, {"page": "2"}, {"tri": "date", "genre": ["fiche", "structure-daide"]}, {}):
        page = BeautifulSoup(client.get("/recherche/", {"q": "sommeil", **query}).content, "html.parser")
        shown = [link["href"] for link in page.select("ol.resultats :is(h2, h3) a")]
        answer = search(client, q="sommeil", **query)
        assert [item["html_url"].removeprefix("http://localhost") for item in answer["items"]] == shown
        assert "privé" not in str(answer)


def test_facets_tell_what_is_chosen(client: Client) -> None:
    FichePageFactory(title="Sommeil")
    StructurePageFactory(title="Sommeil")
    answer = search(client, q="sommeil", genre="fiche")
    kinds = next(facet for facet in answer["facets"] if facet["name"] == "genre")
    assert kinds["title"] == "Genre"
    assert {"value": "fiche", "label": "Fiche", "count": 1, "selected": True} in kinds["values"]
    assert len(kinds["values"]) == 2


def test_a_correction_is_told_and_may_be_refused(client: Client) -> None:
    FichePageFactory(title="Épuisement")
    assert search(client, q="epuisemant")["suggestion"].lower() == "épuisement"
    literal = search(client, **{"q": "epuisemant", "tel-quel": "1"})
    assert literal["suggestion"] == ""
    assert literal["items"] == []


def test_pages_put_forward_stand_apart(client: Client) -> None:
    page = FichePageFactory(title="Contrôle")
    PromotedResult.objects.create(expressions="indu", page=page)
    assert [item["html_url"] for item in search(client, q="indu")["promoted"]] == [page.full_url]


@pytest.mark.parametrize("more", [{}, {"page": "9"}, {"genre": "inconnu"}, {"tel-quel": "1"}], ids=str)
def test_words_of_danger_bring_whom_to_call(client: Client, more: dict[str, str]) -> None:
    crisis = search(client, q="zzzz je veux mourir", **more)["crisis"]
    assert crisis["numeros"][0]["uri"] == "tel:3114"
    assert {"label", "number", "uri", "availability"} <= set(crisis["numeros"][0])


@pytest.mark.parametrize(
    "query",
    [{"page": "0"}, {"page": "-1"}, {"page": "²"}, {"page": ""}, {"page": "1.5"}, {"tri": "x"}, {"inconnu": "1"}],
    ids=str,
)
def test_what_makes_no_sense_is_refused(client: Client, query: dict[str, str]) -> None:
    response = client.get(ADDRESS, {"q": "sommeil", **query})
    assert response.status_code == 400
    assert response.json()["message"]


def test_a_page_too_far_gives_the_last(client: Client) -> None:
    FichePageFactory(title="Sommeil")
    answer = search(client, q="sommeil", page="9999999")
    assert answer["meta"]["page"] == 1
    assert len(answer["items"]) == 1


def test_it_is_read_only_and_alone(client: Client) -> None:
    assert client.post(ADDRESS, {"q": "x"}).status_code == 405
    assert client.get(f"{ADDRESS}1/").status_code == 404
    assert client.get(f"{ADDRESS}find/").status_code == 404
    assert "private" in client.get(ADDRESS, {"q": "x"})["Cache-Control"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.dictionaries(st.sampled_from(NAMES), st.lists(ANYTHING | st.sampled_from(["1", "date"]), max_size=3)))
@example(query={"q": ["x" * 10_000], "genre": ["\x00"], "page": ["9" * 5_000]})
@example(query={"q": ["\u202e' OR 1=1 -- %00 &q="], "departement": ["83"] * 300})
@example(query={"format": ["xml"]})
def test_no_parameter_breaks_it(client: Client, query: dict[str, list[str]]) -> None:
    response = client.get(ADDRESS, query)
    assert response.status_code in {200, 400, 404}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=40))
def test_no_bytes_break_it(client: Client, raw: bytes) -> None:
    encoded = "".join(f"%{byte:02x}" for byte in raw)
    assert client.get(f"{ADDRESS}?q={encoded}&{encoded}=1&page={encoded}").status_code in {200, 400}

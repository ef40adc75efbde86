"""The directory as JSON: what its page shows, with the same filters, order and counts."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from structures.models import Departement
from tests.factories import BesoinFactory, NumeroFactory, StructurePageFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v2/structures/"


@pytest.fixture(autouse=True)
def _structures() -> None:
    need = BesoinFactory(slug="ecoute", name="Être écouté")
    StructurePageFactory(title="Muette")
    StructurePageFactory(title="Ligne", needs=[need], numeros=[NumeroFactory(opening="always", is_free=True)])
    departements = list(Departement.objects.filter(code="83"))
    StructurePageFactory(title="Var", needs=[need], scope="departemental", departements=departements)
    StructurePageFactory(title="Brouillon", needs=[need], live=False)


@pytest.mark.parametrize("query", ["", "?departement=83", "?besoin=ecoute", "?departement=06&gratuit=1", "?ouvert=1"])
def test_the_list_is_that_of_the_page(client: Client, query: str) -> None:
    answer = client.get(f"{ADDRESS}{query}").json()
    page = BeautifulSoup(client.get(f"/structures/{query}").content, "html.parser")
    titles = [title.get_text() for title in page.select(".carte__titre")]
    assert [item["title"] for item in answer["items"]] == titles
    assert answer["meta"]["total_count"] == len(titles)
    assert "Brouillon" not in titles


def test_an_item_and_the_counts(client: Client) -> None:
    answer = client.get(f"{ADDRESS}?departement=83&limit=1").json()
    (item,) = answer["items"]
    assert item["title"] == "Ligne"
    assert item["needs"] == [{"slug": "ecoute", "name": "Être écouté"}]
    assert item["numeros"][0]["opening"] == "always"
    assert client.get(item["meta"]["detail_url"]).json()["title"] == "Ligne"
    values = {(value["name"], value["value"]): value for facet in answer["facets"] for value in facet["values"]}
    assert values["besoin", "ecoute"]["count"] == 2
    assert values["departement", "83"] | {"label": ""} == {
        "name": "departement", "value": "83", "label": "", "count": 3, "selected": True,
    }  # fmt: skip
    assert values["gratuit", "1"]["count"] == 1


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("departement=99", "departement must be one of: 04, 05, 06, 13, 83, 84"),
        ("besoin=rien", "besoin must be one of: ecoute"),
        ("ouvert=oui", "ouvert must be one of: 1"),
        ("scope=national", "unknown query parameters: scope"),
        ("order=title", "unknown query parameters: order"),
        ("limit=abc", "limit must be a positive integer"),
    ],
)
def test_what_cannot_be_asked_is_refused(client: Client, query: str, message: str) -> None:
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 400
    assert response.json() == {"message": message}


def test_a_list_costs_as_much_with_many(client: Client, django_assert_max_num_queries) -> None:
    for _ in range(20):
        StructurePageFactory(numeros=[NumeroFactory()])
    client.get(ADDRESS)
    with django_assert_max_num_queries(14):
        assert client.get(ADDRESS).json()["meta"]["total_count"] == 23

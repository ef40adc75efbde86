"""The results page answers whatever is typed."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from search.service import MAX_RESULTS, RESULTS_PER_PAGE
from tests.factories import FichePageFactory, PlainPageFactory, StructurePageFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/recherche/"


def results(client: Client, **query: object) -> BeautifulSoup:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [heading.get_text() for heading in page.select(".resultats h2")]


def test_a_word_is_found_in_titles_summaries_and_texts(client: Client) -> None:
    FichePageFactory(title="Sommeil")
    FichePageFactory(title="Gardes", summary="Quand le sommeil manque.")
    FichePageFactory(title="Repos", body=[("texte", "<p>Le sommeil revient.</p>")])
    FichePageFactory(title="Trésorerie")
    assert set(titles(results(client, q="sommeil"))) == {"Sommeil", "Gardes", "Repos"}


def test_each_result_says_what_it_is_and_where_it_leads(client: Client) -> None:
    fiche = FichePageFactory(title="Sommeil", summary="Dormir de nouveau.")
    page = results(client, q="sommeil")
    hit = page.select_one(".resultats li")
    assert "Fiche" in hit.get_text()
    assert "Dormir de nouveau." in hit.get_text()
    assert hit.a["href"] == fiche.get_url()
    assert "1 résultat" in page.select_one("[role=status]").get_text()


def test_pages_that_hold_all_the_words_come_first(client: Client) -> None:
    FichePageFactory(title="Dire bonjour")
    FichePageFactory(title="Dire non sans rompre")
    assert titles(results(client, q="dire non")) == ["Dire non sans rompre", "Dire bonjour"]


def test_otherwise_any_word_will_do(client: Client) -> None:
    FichePageFactory(title="Dire bonjour")
    assert titles(results(client, q="dire zzzz")) == ["Dire bonjour"]


def test_other_kinds_of_pages_are_found(client: Client) -> None:
    StructurePageFactory(title="Entraide départementale")
    PlainPageFactory(title="Entraide, mode d'emploi")
    assert len(titles(results(client, q="entraide"))) == 2


def test_nothing_found_offers_a_way_on(client: Client) -> None:
    page = results(client, q="zzzz")
    assert "0 résultat" in page.get_text()
    assert page.main.select("a, form")


@pytest.mark.parametrize("typed", ["?", '""', "\x00", "🙂", "..."])
def test_signs_alone_get_a_sentence(client: Client, typed: str) -> None:
    assert "Écrivez au moins un mot" in results(client, q=typed).get_text()


def test_what_was_typed_stays_in_the_field_and_runs_nothing(client: Client) -> None:
    typed = '"><script>alert(1)</script>'
    page = results(client, q=typed)
    assert page.select_one('main input[name="q"]')["value"] == typed
    assert "alert(1)" not in "".join(script.get_text() for script in page.find_all("script"))


def test_many_results_are_paged(client: Client) -> None:
    for number in range(RESULTS_PER_PAGE + 1):
        FichePageFactory(title=f"Sommeil {number}")
    first, second = results(client, q="sommeil"), results(client, q="sommeil", page=2)
    assert len(titles(first)) == RESULTS_PER_PAGE
    assert len(titles(second)) == 1
    assert not set(titles(first)) & set(titles(second))
    following = first.select_one("a[rel=next]")["href"]
    assert len(titles(BeautifulSoup(client.get(ADDRESS + following).content, "html.parser"))) == 1


@pytest.mark.parametrize("page", ["0", "-1", "99999", "abc", "", "1.5", "9" * 5000, "\x00", "²"])
def test_a_page_number_that_does_not_exist_gives_a_near_one(client: Client, page: str) -> None:
    FichePageFactory(title="Sommeil")
    assert titles(results(client, q="sommeil", page=page)) == ["Sommeil"]


def test_the_number_of_results_is_bounded() -> None:
    assert MAX_RESULTS <= 10_000, "Elasticsearch refuses more"


ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=ANYTHING, page=ANYTHING | st.integers().map(str))
@example(typed="x" * 10_000, page="1")
@example(typed="\x00" * 10_000, page="\x00")
@example(typed='"' * 9_999 + "a", page="1e400")
@example(typed="a" + "-a" * 4_999, page="")
def test_no_text_breaks_the_page(client: Client, typed: str, page: str) -> None:
    assert client.get(ADDRESS, {"q": typed, "page": page}).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "genre", "theme", "departement", "public", "tri", "page", "tel-quel", "inconnu"]),
        st.lists(ANYTHING | st.sampled_from(["sommeil", "fiche", "date", "-1", "9999999"]), max_size=4),
    )
)
@example(query={"q": ["sommeil"], "genre": ["\x00", "a\x00b"], "theme": ["x" * 10_000] * 200})
@example(query={"q": ["' OR 1=1 --", "&q=a%00"], "departement": ["83"] * 500, "tri": ["date", "x"]})
def test_no_parameter_breaks_the_page(client: Client, query: dict[str, list[str]]) -> None:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    assert len(response.content) < 100_000


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=40))
def test_no_bytes_break_the_page(client: Client, raw: bytes) -> None:
    encoded = "".join(f"%{byte:02x}" for byte in raw)
    assert client.get(f"{ADDRESS}?q={encoded}&page={encoded}").status_code == 200


def test_the_page_is_not_for_other_search_engines(client: Client) -> None:
    assert results(client, q="x").select_one('meta[name="robots"]')["content"] == "noindex"

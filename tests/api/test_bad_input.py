"""Whatever is asked, the API answers; what makes no sense gets a 400 or a 404, never a 500."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import FichePageFactory

pytestmark = pytest.mark.django_db

LISTS = ["pages", "images", "documents", "media", "departements", "numeros", "referents", "comptes-rendus", "reunions"]
TYPED = [
    '"',
    "'",
    '""',
    "\x00",
    "a\x00b",
    "🙂",
    "?",
    ":",
    "-",
    "*",
    "(",
    "a AND",
    "NEAR(",
    "%",
    "\\",
    "x" * 10_000,
    " ",
    "",
]


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
@pytest.mark.parametrize("endpoint", ["pages", "images", "documents", "media"])
def test_any_text_can_be_searched(client: Client, endpoint: str, typed: str) -> None:
    FichePageFactory()
    response = client.get(f"/api/v2/{endpoint}/", {"search": typed})
    assert response.status_code in {200, 400}
    assert response.headers["Content-Type"].startswith("application/json")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80),
    operator=st.sampled_from(["and", "or", "x"]),
)
def test_no_text_breaks_the_search(client: Client, typed: str, operator: str) -> None:
    query = {"search": typed, "search_operator": operator}
    assert client.get("/api/v2/pages/", query).status_code in {200, 400}


@pytest.mark.parametrize(
    "query",
    [
        {"type": "inconnu.Type"},
        {"type": "auth.User"},
        {"type": "\x00"},
        {"limit": "abc"},
        {"limit": "-1"},
        {"limit": "101"},
        {"offset": "abc"},
        {"offset": "-1"},
        {"order": "inconnu"},
        {"fields": "inconnu"},
        {"fields": "((("},
        {"inconnu": "1"},
        {"id": "abc"},
        {"child_of": "abc"},
        {"child_of": "999999"},
        {"descendant_of": "abc"},
        {"password": "x"},
        {"owner": "1"},
        {"owner__username": "a"},
        {"search": "x", "order": "random"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(client: Client, query: dict[str, str]) -> None:
    response = client.get("/api/v2/pages/", query)
    assert response.status_code == 400
    assert response.json()["message"]


HUGE = "9" * 30


@pytest.mark.parametrize("endpoint", LISTS)
@pytest.mark.parametrize(
    "query", [{"id": HUGE}, {"offset": HUGE}, {"limit": HUGE}, {"slug": "\x00"}, {"title": "\x00"}], ids=str
)
def test_no_number_and_no_sign_breaks_a_list(client: Client, endpoint: str, query: dict[str, str]) -> None:
    assert client.get(f"/api/v2/{endpoint}/", query).status_code in {200, 400}


@pytest.mark.parametrize("name", ["child_of", "descendant_of", "ancestor_of", "translation_of"])
@pytest.mark.parametrize("value", [HUGE, "\x00", "-1"], ids=["huge", "NUL", "negative"])
def test_no_value_breaks_a_filter(client: Client, name: str, value: str) -> None:
    assert client.get("/api/v2/pages/", {name: value}).status_code in {200, 400}


@pytest.mark.parametrize("key", ["999999", HUGE, "abc", "-1", "%00"])
@pytest.mark.parametrize("endpoint", LISTS)
def test_an_unknown_object_is_a_404(client: Client, endpoint: str, key: str) -> None:
    response = client.get(f"/api/v2/{endpoint}/{key}/")
    assert response.status_code == 404
    assert "message" in response.json()


@pytest.mark.parametrize(
    "path", ["find/?id=abc", "find/?html_path=/inconnue/", "find/?html_path=%00", f"find/?id={HUGE}"]
)
def test_a_search_by_address_that_fails_is_a_404(client: Client, path: str) -> None:
    assert client.get(f"/api/v2/pages/{path}").status_code in {400, 404}


@pytest.mark.parametrize("endpoint", LISTS)
def test_it_is_read_only(client: Client, endpoint: str) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(f"/api/v2/{endpoint}/", {}, content_type="application/json").status_code == 405
        assert method(f"/api/v2/{endpoint}/1/", {}, content_type="application/json").status_code == 405


def test_an_address_that_does_not_exist_answers_in_json(client: Client) -> None:
    response = client.get("/api/v2/inconnu/")
    assert response.status_code == 404
    assert response.json() == {"message": "Cette adresse n'existe pas."}

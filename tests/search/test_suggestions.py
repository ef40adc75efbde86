"""What the search field suggests while one types."""

import time

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.factories import FichePageFactory, restrict

pytestmark = pytest.mark.django_db

ADDRESS = "/recherche/suggestions/"
ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120)
HOSTILE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def suggested(client: Client, typed: str) -> list[dict[str, str]]:
    response = client.get(ADDRESS, {"q": typed})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    return response.json()["suggestions"]


def test_a_beginning_is_enough(client: Client) -> None:
    fiche = FichePageFactory(title="L'indu & la <CPAM>")
    FichePageFactory(title="Trésorerie")
    assert suggested(client, "ind") == [{"title": "L’indu & la <CPAM>", "kind": "Fiche", "url": fiche.get_url()}]


def test_six_at_most(client: Client) -> None:
    for number in range(9):
        FichePageFactory(title=f"Sommeil {number}")
    assert len(suggested(client, "somm")) == 6


@pytest.mark.parametrize("typed", ["", " ", "s", " s ", "?!", "\x00"])
def test_too_little_suggests_nothing(client: Client, typed: str) -> None:
    FichePageFactory(title="Sommeil")
    assert suggested(client, typed) == []


def test_what_is_hidden_is_not_suggested(client: Client) -> None:
    restrict(FichePageFactory(title="Sommeil privé"))
    FichePageFactory(title="Sommeil en projet", live=False)
    assert suggested(client, "sommeil") == []


def test_nothing_is_kept(client: Client) -> None:
    response = client.get(ADDRESS, {"q": "sommeil"})
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert not response.cookies
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.usefixtures("demo")
def test_it_answers_while_one_types(client: Client) -> None:
    suggested(client, "med")
    durations = []
    for typed in ("me", "som", "epui", "burn", "cpam ind", "con") * 3:
        begin = time.process_time()
        suggested(client, typed)
        durations.append(time.process_time() - begin)
    assert sorted(durations)[len(durations) // 2] < 0.05  # seconds of processor, whatever else the machine does


@HOSTILE
@given(typed=ANYTHING)
@example(typed="x" * 10_000)
@example(typed="\u202e\u200f% \\ ' \" _ %% --")
def test_no_text_breaks_it(client: Client, typed: str) -> None:
    FichePageFactory._meta.model.objects.first() or FichePageFactory(title="Sommeil")
    suggested(client, typed)


@HOSTILE
@given(raw=st.binary(max_size=40))
def test_no_bytes_break_it(client: Client, raw: bytes) -> None:
    encoded = "".join(f"%{byte:02x}" for byte in raw)
    assert client.get(f"{ADDRESS}?q={encoded}&q={encoded}&page=x").status_code == 200

"""The directory: its filters add up and narrow each other, say how many they would leave, and never lead astray."""

import itertools
import random
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from scripts import bench_directory
from structures.annuaire.asked import Asked
from structures.annuaire.counts import counts
from structures.annuaire.listing import find
from structures.models import Audience, Besoin, Departement, StructurePage
from tests.factories import (
    AudienceFactory,
    BesoinFactory,
    NumeroFactory,
    StructureIndexPageFactory,
    StructurePageFactory,
    restrict,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/structures/"
CLOSED = {"opening": "weekly"}  # hours without a range: never open
ALWAYS = {"opening": "always"}


def departements(*codes: str) -> list[Departement]:
    return list(Departement.objects.filter(code__in=codes))


def near(*codes: str, **values: Any) -> StructurePage:
    return StructurePageFactory(scope="departemental", departements=departements(*codes), **values)


def read(client: Client, query: str = "") -> BeautifulSoup:
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [title.get_text() for title in page.select(".carte__titre")]


def groups(page: BeautifulSoup) -> dict[str, list[str]]:
    return {section.h2.get_text(): titles(section) for section in page.select("#resultats section")}


def choices(page: BeautifulSoup) -> dict[str, str]:
    """Each choice with its count, as it is read."""
    return {" ".join(link.get_text().split()): link["href"] for link in page.select(".affiner li a")}


@pytest.fixture
def four(db: None) -> None:
    """Listening everywhere at any hour, money in the Var, listening in the Var, care in Vaucluse."""
    ecoute, argent = BesoinFactory(slug="ecoute", name="Être écouté"), BesoinFactory(slug="argent", name="Argent")
    medecins = AudienceFactory(slug="medecins", name="Médecins")
    StructurePageFactory(title="Ligne", needs=[ecoute], audiences=[medecins], numeros=[NumeroFactory(**ALWAYS)])
    near("83", title="Caisse", needs=[argent], audiences=[medecins], is_free=True)
    near("83", title="Oreille", needs=[ecoute], numeros=[NumeroFactory(label="Première", is_free=True, **CLOSED)])
    last = NumeroFactory(label="Seconde", is_free=True)
    near("84", title="Cabinet", needs=[ecoute, argent], is_free=False, numeros=[last])


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ligne", "Oreille", "Cabinet", "Caisse"]),
        ("?besoin=ecoute", ["Ligne", "Oreille", "Cabinet"]),
        ("?besoin=ecoute&besoin=argent", ["Ligne", "Oreille", "Cabinet", "Caisse"]),
        ("?departement=83", ["Ligne", "Oreille", "Caisse"]),
        ("?departement=06", ["Ligne"]),
        ("?public=medecins", ["Ligne", "Caisse"]),
        ("?gratuit=1", ["Oreille", "Caisse"]),
        ("?ouvert=1", ["Ligne"]),
        ("?besoin=argent&departement=83&public=medecins&gratuit=1", ["Caisse"]),
        ("?departement=84&departement=83&gratuit=1", ["Oreille", "Caisse"]),
    ],
)
def test_filters_combine(client: Client, query: str, expected: list[str]) -> None:
    assert titles(read(client, query)) == expected


@pytest.mark.usefixtures("four")
def test_what_answers_at_any_hour_comes_first_then_what_is_near_where_one_is(client: Client) -> None:
    assert list(groups(read(client))) == ["À toute heure", "Près de chez vous"]
    StructurePageFactory(title="Partout")
    StructurePageFactory(title="Ailleurs", scope="ailleurs")
    everywhere = ["À toute heure", "Dans toute la France", "Près de chez vous", "Dans une autre région"]
    assert list(groups(read(client))) == everywhere
    assert groups(read(client, "?departement=83")) == {
        "À toute heure": ["Ligne"],
        "Près de chez vous": ["Oreille", "Caisse"],
        "Dans toute la France": ["Partout"],
    }


@pytest.mark.usefixtures("four")
def test_a_count_ignores_its_own_filter_and_heeds_the_others(client: Client) -> None:
    shown = choices(read(client, "?departement=83&besoin=argent"))
    assert "Argent (1) : retirer ce filtre" in shown
    assert "Être écouté (2)" in shown
    assert "Var (1) : retirer ce filtre" in shown
    assert "Vaucluse (1)" in shown
    assert "Alpes-Maritimes (0)" in shown
    assert "Médecins (1)" in shown
    assert "Gratuit (1)" in shown
    assert not [name for name in shown if name.startswith("Répond maintenant")]


@pytest.mark.usefixtures("four")
def test_each_choice_leads_where_it_says(client: Client) -> None:
    for query in ("", "?departement=83", "?besoin=ecoute&gratuit=1"):
        for name, address in choices(read(client, query)).items():
            if "retirer" not in name:
                total = read(client, address).select_one("[role=status]").get_text()
                promised = int(name.rpartition("(")[2].rstrip(")"))
                chosen = sum(len(words) for words in parse_qs(address[1:]).values())
                if chosen == 1 or "&" not in query:
                    assert int(total.split()[0]) >= promised, name


@pytest.mark.usefixtures("four")
def test_a_chosen_filter_is_shown_and_can_be_taken_away(client: Client) -> None:
    page = read(client, "?gratuit=1&besoin=ecoute")
    chips = {chip.get_text(" ", strip=True): chip["href"] for chip in page.select(".filtres a")}
    assert chips == {
        "Retirer le filtre : Être écouté ×": "?gratuit=1",
        "Retirer le filtre : Gratuit ×": "?besoin=ecoute",
        "Retirer tous les filtres": "?",
    }


@pytest.mark.usefixtures("four")
def test_the_same_list_has_one_address_however_it_was_asked(client: Client) -> None:
    asked = [Asked.read(QueryDict(query)) for query in ("gratuit=1&besoin=ecoute", "besoin=ecoute&gratuit=1&page=3")]
    assert {one.query_string for one in asked} == {"besoin=ecoute&gratuit=1"}


@pytest.mark.parametrize(
    ("query", "address", "indexed"),
    [
        ("", "/structures/", True),
        ("?utm_source=x", "/structures/", True),
        ("?departement=83", "/structures/?departement=83", True),
        ("?ouvert=1", "/structures/?ouvert=1", False),
        ("?besoin=ecoute&departement=83", "/structures/?besoin=ecoute&departement=83", False),
        ("?departement=83&departement=84", "/structures/?departement=83&departement=84", False),
        ("?departement=99", "/structures/", False),
    ],
)
@pytest.mark.usefixtures("four")
def test_search_engines_are_told_which_lists_last(client: Client, query: str, address: str, indexed: bool) -> None:
    page = read(client, query)
    assert page.find("link", rel="canonical")["href"] == f"http://localhost{address}"
    assert (page.find("meta", attrs={"name": "robots"}) is None) is indexed


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize("word", ["99", "<script>", "\x00", "🙂" * 50, "83' OR 1=1"])
@pytest.mark.parametrize("name", ["besoin", "departement", "public", "gratuit", "ouvert"])
def test_what_no_filter_knows_is_said_and_ignored(client: Client, name: str, word: str) -> None:
    response = client.get(ADDRESS, {name: word, "page": "zéro"})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert len(titles(page)) == 4
    assert "La liste n’en tient pas compte" in page.select_one(".mention").get_text()
    assert "<script>" not in response.content.decode().partition("<main")[2]


@pytest.mark.usefixtures("four")
def test_an_empty_list_says_which_filter_to_drop_and_whom_to_call(client: Client) -> None:
    page = read(client, "?departement=84&public=medecins&gratuit=1")
    assert titles(page) == []
    ways = {link.get_text(): link["href"] for link in page.select("#resultats .liens a")}
    assert ways == {
        "Chercher sans «\xa0Vaucluse\xa0»": "?public=medecins&gratuit=1",
        "Chercher sans «\xa0Médecins\xa0»": "?departement=84&gratuit=1",
        "Chercher sans «\xa0Gratuit\xa0»": "?departement=84&public=medecins",
        "Voir toutes les structures": "?",
    }


def test_a_page_holds_24_structures_and_keeps_its_filters(client: Client) -> None:
    for _ in range(25):
        near("83")
    page = read(client, "?departement=83&page=2")
    assert len(titles(page)) == 1
    assert page.find("link", rel="canonical")["href"] == "http://localhost/structures/?departement=83&page=2"
    assert page.find("a", rel="prev")["href"] == "?departement=83&page=1"
    assert len(titles(read(client, "?departement=83"))) == 24
    assert len(titles(read(client, "?page=999"))) == 1


def test_drafts_and_private_structures_are_nowhere(client: Client) -> None:
    need = BesoinFactory(slug="ecoute")
    StructurePageFactory(title="Publique", needs=[need])
    StructurePageFactory(title="Brouillon", needs=[need], live=False)
    restrict(StructurePageFactory(title="Privée", needs=[need]))
    page = read(client)
    assert titles(page) == ["Publique"]
    assert any(name.endswith("(1)") for name in choices(page))
    assert not [name for name in choices(page) if name.endswith(("(2)", "(3)"))]


def test_a_change_is_seen_at_once(client: Client) -> None:
    page = near("83", numeros=[NumeroFactory(slug="ligne", **CLOSED)])
    assert titles(read(client, "?ouvert=1")) == []
    numero = page.numero_links.first().numero
    type(numero).objects.filter(pk=numero.pk).update(opening="always")
    assert titles(read(client, "?ouvert=1")) == [page.title]
    page.departements.set(departements("84"))
    page.save()
    assert titles(read(client, "?departement=83")) == []
    StructurePage.objects.filter(pk=page.pk).update(scope="national")
    assert titles(read(client, "?departement=83")) == [page.title]
    page.delete()
    assert titles(read(client)) == []


def test_every_count_is_that_of_a_naive_reading() -> None:
    """Forty structures at random, every kind of address: the list and each count as the issue says them."""
    StructureIndexPageFactory()
    chance = random.Random(5)  # noqa: S311 - the same ones each time
    needs = [BesoinFactory(slug=f"b{number}") for number in range(3)]
    audiences = [AudienceFactory(slug=f"p{number}") for number in range(2)]
    numeros = [
        NumeroFactory(opening=opening, is_free=free)
        for opening, free in itertools.product(["always", "weekly"], [True, None])
    ]
    for _ in range(40):
        scope = chance.choice(["national", "departemental", "ailleurs"])
        StructurePageFactory(
            scope=scope,
            departements=chance.sample(departements("83", "84"), chance.randint(scope == "departemental", 2)),
            needs=chance.sample(needs, chance.randint(0, 3)),
            audiences=chance.sample(audiences, chance.randint(0, 2)),
            is_free=chance.choice([True, False, None]),
            numeros=chance.sample(numeros, chance.randint(0, 2)),
        )
    pages = list(StructurePage.objects.prefetch_related("needs", "audiences", "departements"))
    options = [
        ("besoin", "b0"),
        ("besoin", "b1"),
        ("departement", "83"),
        ("public", "p0"),
        ("gratuit", "1"),
        ("ouvert", "1"),
    ]
    for size in range(4):
        for pairs in itertools.combinations(options, size):
            asked = Asked.read(QueryDict("&".join("=".join(pair) for pair in pairs)))
            assert {page.pk for page in find(asked)[:]} == {page.pk for page in pages if passes(page, pairs)}
            for facet in counts(asked):
                for value in facet.values:
                    others = [pair for pair in pairs if pair[0] != value.name]
                    expected = sum(passes(page, [*others, (value.name, value.word)]) for page in pages)
                    assert value.count == expected, (pairs, value)


def passes(page: StructurePage, pairs: Any) -> bool:
    """One structure against filters, written for its own sake."""
    by_name: dict[str, set[str]] = {}
    for name, word in pairs:
        by_name.setdefault(name, set()).add(word)
    numeros = page.numeros
    free = page.is_free if page.is_free is not None else any(numero.is_free for numero in numeros)
    tests = {
        "besoin": lambda words: words & {need.slug for need in page.needs.all()},
        "public": lambda words: words & {audience.slug for audience in page.audiences.all()},
        "departement": lambda words: page.scope == "national" or words & {d.code for d in page.departements.all()},
        "gratuit": lambda words: free,
        "ouvert": lambda words: any(numero.opening == "always" for numero in numeros),
    }
    return all(tests[name](words) for name, words in by_name.items())


def test_three_filters_cost_as_much_with_many_structures(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    morning = datetime(2026, 11, 30, 11, tzinfo=UTC)  # at night nobody is open, and an empty list costs less
    monkeypatch.setattr(timezone, "now", lambda: morning)
    StructureIndexPageFactory()
    for slug in ("ecoute", "soin"):
        BesoinFactory(slug=slug)
    AudienceFactory(slug="medecins-liberaux")
    costs = []
    for size in (30, 300):
        bench_directory.populate(size)
        assert StructurePage.objects.count() == size
        for query in bench_directory.ADDRESSES.values():
            client.get(f"{ADDRESS}{query}")
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{ADDRESS}{query}").status_code == 200
            costs.append(len(captured))
    assert len(set(costs)) == 1
    assert costs[0] <= 12


def test_the_vocabulary_of_filters_follows_editors(client: Client) -> None:
    near("83", needs=[BesoinFactory(slug="ecoute", name="Être écouté")])
    assert "Être écouté (1)" in choices(read(client))
    Besoin.objects.filter(slug="ecoute").update(name="Parler")
    assert "Parler (1)" in choices(read(client))
    Departement.objects.filter(code="83").update(live=False)
    assert not [name for name in choices(read(client)) if name.startswith("Var")]
    assert Audience.objects.count() == 0

"""The bibliography: choosing among its references, counting what each choice would give, and leading there."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from fiches.models import ReferencePage
from tests.factories import (
    BibliographiePageFactory,
    FichePageFactory,
    ReferencePageFactory,
    ThemeBibliographiqueFactory,
    restrict,
)
from tests.fiches.test_calls import call
from tests.home.test_query_counts import queries

pytestmark = pytest.mark.django_db
MAX_QUERIES = 10


@pytest.fixture
def shelf() -> dict[str, ReferencePage]:
    error = ThemeBibliographiqueFactory(slug="erreur", name="Erreur médicale")
    burnout = ThemeBibliographiqueFactory(slug="epuisement", name="Épuisement")
    made = {
        "wu": ReferencePageFactory(
            title="The second victim", themes=[error], language="en-US", year=2000, free_access=True
        ),
        "galam": ReferencePageFactory(
            title="L'erreur médicale", themes=[error, burnout], authors=[("Galam", "Éric")], language="fr", year=2012,
            csl_type="book",
        ),
        "olie": ReferencePageFactory(
            title="Santé des internes", themes=[burnout], authors=[("Olié", "Jeanne")], language="fr", year=2012
        ),
        "sans": ReferencePageFactory(title="Zones sans date", authors=[], language="", year=None),
    }  # fmt: skip
    FichePageFactory(body=[("texte", f"<p>Un texte{call(made['wu'])}.</p>")])
    FichePageFactory(related_references=[made["olie"]])
    return made


def soup(client: Client, query: str = "") -> Tag:
    response = client.get(f"/bibliographie/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser").main


def titles(client: Client, query: str = "") -> list[str]:
    return [link.get_text().replace("’", "'") for link in soup(client, query).select(".references li > a")]


def counts(page: Tag) -> dict[str, int]:
    """By value of every facet, the count that it shows."""
    found = {}
    for link in page.select(".affiner a"):
        label, _, count = link.get_text(" ", strip=True).replace(" : retirer ce filtre", "").rpartition(" (")
        found[label] = int(count.strip(" )").split(")")[0])
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["L'erreur médicale", "Santé des internes", "The second victim", "Zones sans date"]),
        ("?theme=erreur", ["L'erreur médicale", "The second victim"]),
        ("?theme=erreur&theme=epuisement", ["L'erreur médicale", "Santé des internes", "The second victim"]),
        ("?theme=epuisement&type=book", ["L'erreur médicale"]),
        ("?langue=en", ["The second victim"]),
        ("?acces=libre", ["The second victim"]),
        ("?citee=oui", ["Santé des internes", "The second victim"]),
        ("?de=2001", ["L'erreur médicale", "Santé des internes"]),
        ("?a=2011", ["The second victim"]),
        ("?de=2012&a=2012&tri=auteur", ["L'erreur médicale", "Santé des internes"]),
        ("?tri=auteur", ["L'erreur médicale", "Santé des internes", "The second victim", "Zones sans date"]),
        ("?tri=titre", ["L'erreur médicale", "Santé des internes", "The second victim", "Zones sans date"]),
        ("?tri=ajout", ["Zones sans date", "Santé des internes", "L'erreur médicale", "The second victim"]),
        ("?q=galam", ["L'erreur médicale"]),
        ("?q=santé+internes&langue=en", []),
        ("?theme=inconnu", []),
        ("?tri=inconnu&page=zéro&langue=%00", ["L'erreur médicale", "Santé des internes", "The second victim", "Zones sans date"]),
    ],
)  # fmt: skip
def test_an_address_chooses_references(client: Client, shelf: dict, query: str, expected: list[str]) -> None:
    assert titles(client, query) == expected


def test_counts_ignore_the_filter_of_their_own_facet(client: Client, shelf: dict) -> None:
    assert counts(soup(client)) == {
        "Erreur médicale": 2, "Épuisement": 2, "Article de revue": 3, "Livre": 1, "Français": 2, "Anglais": 1,
        "En accès libre": 1, "Citée par une fiche": 2,
    }  # fmt: skip
    chosen = counts(soup(client, "?theme=erreur"))
    assert chosen["Épuisement"] == 2, "choosing it too would not be narrowed by the other theme"
    assert (chosen["Article de revue"], chosen["Livre"], chosen["Citée par une fiche"]) == (1, 1, 1)


def test_every_choice_is_an_address_that_keeps_the_others(client: Client, shelf: dict) -> None:
    page = soup(client, "?q=erreur&theme=erreur&de=2012&a=2012&tri=titre")
    link = page.select_one(".affiner a:-soup-contains('Livre')")
    assert parse_qs(urlsplit(link["href"]).query) == {
        "q": ["erreur"], "theme": ["erreur"], "type": ["book"], "de": ["2012"], "a": ["2012"], "tri": ["titre"],
    }  # fmt: skip
    kept = {
        field["name"]: field["value"]
        for field in page.select("main form input[type=hidden], form.recherche [type=hidden]")
    }
    assert kept == {"theme": "erreur", "tri": "titre"}
    assert page.select_one("#chercher")["value"] == "erreur"


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("?de=l'an mil", "de", "« l'an mil » n'est pas une année : écrivez quatre chiffres"),
        ("?a=20122", "a", "« 20122 » n'est pas une année"),
        ("?de=2015&a=2012", "a", "La dernière année (2012) précède la première (2015)"),
        ("?de=²²²²", "de", "n'est pas une année"),
    ],
)
def test_a_wrong_year_is_named_and_kept(client: Client, shelf: dict, query: str, field: str, sentence: str) -> None:
    page = soup(client, query)
    told = page.find(id=f"{field}-erreur").get_text()
    assert sentence in told.replace("\u202f", " ").replace("\xa0", " ").replace("’", "'")
    typed = page.find(id=field)
    assert typed["value"]
    assert typed["aria-describedby"] == f"{field}-erreur"
    assert len(page.select(".references li")) == 4


def test_the_timeline_and_its_table_say_the_same_and_lead_to_each_year(client: Client, shelf: dict) -> None:
    page = soup(client, "?theme=epuisement&theme=erreur&de=2000&a=2000")
    bars = page.select("svg a")
    assert [bar["aria-label"].replace("\xa0", " ") for bar in bars] == ["2000 : 1 référence", "2012 : 2 références"]
    assert [bar.get("aria-current") for bar in bars] == ["true", None]
    rows = page.select(".frise tbody tr")
    assert [row.get_text(" ", strip=True) for row in rows] == ["2000 1", "2012 2"]
    assert [bar["href"] for bar in bars] == [row.a["href"] for row in rows]
    assert titles(client, urlsplit(bars[1]["href"])._replace(fragment="").geturl()) == [
        "L'erreur médicale",
        "Santé des internes",
    ]
    assert soup(client, "?langue=en").find(id="frise") is None, "one year makes no drawing"


@pytest.mark.parametrize(
    ("query", "kept"), [("", 4), ("?theme=erreur", 2), ("?q=galam&langue=fr", 1), ("?langue=es", 0)]
)
def test_the_present_selection_is_taken_away_as_a_file(client: Client, shelf: dict, query: str, kept: int) -> None:
    if kept:
        link = soup(client, query).select_one("a[download]:-soup-contains('CSL-JSON')")
        assert link["href"] == f"/references.json{query}"
    answer = client.get(f"/references.json{query}")
    assert len(json.loads(answer.getvalue())) == kept


def test_only_the_lists_of_one_theme_are_offered_to_search_engines(client: Client, shelf: dict) -> None:
    for query, indexed in (("", True), ("?theme=erreur", True), ("?theme=erreur&tri=titre", False), ("?q=wu", False)):
        html = client.get(f"/bibliographie/{query}").content.decode()
        assert ('content="noindex"' not in html) is indexed, query


def test_what_is_no_longer_public_disappears_at_once(client: Client, shelf: dict) -> None:
    restrict(shelf["wu"])
    shelf["olie"].unpublish()
    page = soup(client)
    assert len(page.select(".references li")) == 2
    assert "En accès libre" not in counts(page)
    assert "Citée par une fiche" not in counts(page)
    assert titles(client, "?q=victim") == []


def test_a_change_of_any_facet_is_seen_at_once(client: Client, shelf: dict) -> None:
    assert titles(client, "?langue=es") == []
    wu = shelf["wu"]
    wu.language, wu.year, wu.csl_type = "es", 2020, "report"
    wu.themes.clear()
    wu.save_revision().publish()
    assert titles(client, "?langue=es&type=report&de=2020") == ["The second victim"]
    assert titles(client, "?theme=erreur") == ["L'erreur médicale"]


@pytest.mark.parametrize("query", ["", "?theme=erreur&langue=fr&de=1990&tri=auteur", "?q=titre+commun&type=book"])
def test_as_many_queries_with_many_references(client: Client, query: str) -> None:
    BibliographiePageFactory()
    themes = [ThemeBibliographiqueFactory(slug="erreur")]

    def add(count: int) -> None:
        for number in range(count):
            ReferencePageFactory(
                title=f"Un titre commun {number}", themes=themes, language="fr", csl_type="book", year=1990 + number
            )

    add(2)
    few = queries(client, f"/bibliographie/{query}")
    add(15)
    assert few == queries(client, f"/bibliographie/{query}") <= MAX_QUERIES

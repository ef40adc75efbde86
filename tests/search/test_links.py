"""The results page as links: filters, sorts, corrections, pages; each address can be shared, and works without a script."""

from datetime import datetime
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone

from home.models import HomePageFiche
from search.models import PromotedResult
from search.service import RESULTS_PER_PAGE
from tests.factories import FichePageFactory, PlainPageFactory, StructurePageFactory, ThemeFactory, home_page

from .test_results import ADDRESS, results, titles

pytestmark = pytest.mark.django_db


def follow(client: Client, link: Tag) -> BeautifulSoup:
    response = client.get(ADDRESS + link["href"])
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def facet(page: BeautifulSoup, name: str, label: str) -> Tag:
    """The link of a value, by the title of its facet and its own words."""
    return next(link for link in page.select(f".affiner ul[aria-label^='{name}'] a") if label in link.get_text())


def test_a_facet_narrows_and_can_be_taken_back(client: Client) -> None:
    FichePageFactory(title="Sommeil")
    StructurePageFactory(title="Sommeil et gardes")
    page = results(client, q="sommeil")
    link = facet(page, "Genre", "Structure")
    assert "(1)" in link.get_text()
    narrowed = follow(client, link)
    assert titles(narrowed) == ["Sommeil et gardes"]
    assert facet(narrowed, "Genre", "Structure")["aria-current"] == "true"
    assert len(titles(follow(client, narrowed.select_one(".filtres a")))) == 2
    assert len(titles(follow(client, facet(narrowed, "Genre", "Structure")))) == 2


def test_filters_of_several_facets_add_up_in_one_address(client: Client) -> None:
    theme = ThemeFactory(name="Repos")
    FichePageFactory(title="Sommeil", theme=theme)
    FichePageFactory(title="Sommeil encore")
    StructurePageFactory(title="Sommeil et gardes")
    page = follow(client, facet(results(client, q="sommeil"), "Genre", "Fiche"))
    link = facet(page, "Thème", "Repos")
    assert set(parse_qs(link["href"].removeprefix("?"))) == {"q", "genre", "theme"}
    assert titles(follow(client, link)) == ["Sommeil"]


def test_kinds_come_first_among_facets(client: Client) -> None:
    FichePageFactory(title="Sommeil")
    assert results(client, q="sommeil").select_one(".affiner ul")["aria-label"] == "Genre"


def test_a_filter_that_leaves_nothing_can_be_taken_back(client: Client) -> None:
    FichePageFactory(title="Sommeil")
    StructurePageFactory(title="Entraide")
    page = results(client, q="sommeil", genre=["structure-daide", "<b>inconnu</b>"])
    assert "0 résultat pour" in page.select_one("[role=status]").get_text()
    chips = [link.get_text(" ", strip=True) for link in page.select(".filtres a")]
    assert chips[0].startswith("Retirer le filtre : Structure d’aide")
    assert "<b>inconnu</b>" in chips[1]
    assert titles(follow(client, page.find("a", string="Chercher sans filtre"))) == ["Sommeil"]


def test_results_by_date(client: Client) -> None:
    for title, year in (("Sommeil", 2020), ("Le sommeil et la garde", 2024)):
        FichePageFactory(
            title=title, first_published_at=timezone.make_aware(datetime(year, 5, 1)), body=[("texte", "<p>Texte.</p>")]
        )
    page = results(client, q="sommeil")
    newest = follow(client, page.find("a", string="Par date"))
    assert newest.find("a", string="Par date")["aria-current"] == "true"
    assert sorted(titles(newest)) == sorted(titles(page))
    assert "tri" not in follow(client, newest.find("a", string="Par pertinence")).select_one(".affiner a")["href"]


def test_pages_keep_filters_and_sort(client: Client) -> None:
    for number in range(RESULTS_PER_PAGE + 1):
        FichePageFactory(title=f"Sommeil {number}")
    page = results(client, q="sommeil", genre="fiche", tri="date")
    following = page.select_one("a[rel=next]")
    assert parse_qs(following["href"].removeprefix("?")) == {
        "q": ["sommeil"],
        "genre": ["fiche"],
        "tri": ["date"],
        "page": ["2"],
    }
    second = follow(client, following)
    assert second.select_one("ol.resultats")["start"] == str(RESULTS_PER_PAGE + 1)
    assert "page 2" in second.select_one("[role=status]").get_text()
    assert "page" not in second.select_one(".affiner a")["href"]


def test_a_mistyped_word_is_corrected_and_the_literal_search_is_one_link_away(client: Client) -> None:
    FichePageFactory(title="L'épuisement")
    page = results(client, q="epuisemant")
    assert titles(page) == ["L’épuisement"]
    assert "Résultats pour « épuisement » : 1" in page.select_one("[role=status]").get_text().replace("\xa0", " ")
    literal = follow(client, page.find("a", string=lambda text: text and "tel quel" in text))
    assert titles(literal) == []
    assert titles(follow(client, literal.find("a", string="Chercher aussi les mots voisins"))) == ["L’épuisement"]


def test_the_title_says_how_many_there_are(client: Client) -> None:
    FichePageFactory(title="Sommeil")
    assert results(client, q="sommeil").title.get_text().replace("\xa0", " ").startswith("1 résultat pour « sommeil »")
    assert results(client).title.get_text().startswith("Rechercher")


@pytest.mark.parametrize(
    "query",
    [
        {"q": "je veux mourir"},
        {"q": "zzzz suicide zzzz"},
        {"q": "envie de mourir", "page": "7"},
        {"q": '"me suicider"', "genre": "inconnu"},
        {"q": "IDÉE SUICIDAIRE", "tel-quel": "1", "tri": "date"},
    ],
    ids=str,
)
def test_help_comes_before_the_results(client: Client, query: dict[str, str]) -> None:
    FichePageFactory(title="Vouloir mourir, une envie")
    page = results(client, **query)
    box = page.select_one("main section.secours")
    assert box is not None
    assert box.select_one("a[href='tel:3114']")
    for later in page.select("main form, main .resultats, main [role=status]"):
        assert later.find_previous("section", class_="secours") is box


def test_no_help_box_without_a_word_of_danger(client: Client) -> None:
    FichePageFactory(title="Sommeil")
    assert results(client, q="sommeil").select_one(".secours") is None


def test_pages_put_forward_come_first(client: Client) -> None:
    FichePageFactory(title="Contrôle et indu")
    page = PlainPageFactory(title="Mode d'emploi du contrôle")
    PromotedResult.objects.create(expressions="contrôle CPAM, indu", page=page)
    found = results(client, q="un indu")
    first = found.select_one("section[aria-labelledby=a-lire-d-abord]")
    assert first.a["href"] == page.get_url()
    assert found.select_one("ol.resultats").find_previous("section") is first
    assert results(client, q="indu", genre="fiche").select_one("#a-lire-d-abord") is None


def test_an_empty_page_helps(client: Client) -> None:
    fiche = FichePageFactory(title="Apprendre à dire non")
    home = home_page()
    HomePageFiche.objects.create(page=home, fiche=fiche)
    main = results(client, q="zzzz").main
    assert main.find("a", href=fiche.get_url())
    assert "0 résultat" in main.select_one("[role=status]").get_text()


def test_hits_show_the_words_found(client: Client) -> None:
    FichePageFactory(title="Gardes", summary="L'insomnie & le <repos> manqué.")
    hit = results(client, q="insomnie").select_one(".resultats li")
    assert [mark.get_text() for mark in hit.select("mark")] == ["insomnie"]
    assert "L’insomnie & le <repos> manqué." in hit.get_text()


def test_what_was_searched_stays_between_the_reader_and_the_site(client: Client) -> None:
    response = client.get(ADDRESS, {"q": "sommeil"})
    assert response["Referrer-Policy"] == "no-referrer"
    assert "private" in response["Cache-Control"]
    assert client.post(ADDRESS, {"q": "sommeil"}).status_code == 405

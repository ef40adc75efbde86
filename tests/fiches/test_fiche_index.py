"""Fiches are browsed by part and theme."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from fiches.models.fiche_index import FICHES_PER_PAGE
from tests.factories import FicheIndexPageFactory, FichePageFactory, ThemeFactory, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelves() -> None:
    cpam = ThemeFactory(name="Relations avec la CPAM", slug="cpam", part="cabinet")
    sleep = ThemeFactory(name="Sommeil", slug="sommeil", part="medecin")
    FichePageFactory(title="Un indu", theme=cpam)
    FichePageFactory(title="Un contrôle", theme=cpam)
    FichePageFactory(title="Dormir", theme=sleep)
    ThemeFactory(name="Thème sans fiche", slug="vide", part="medecin")


def listed(client: Client, **query: str) -> list[str]:
    response = client.get("/fiches/", query)
    assert response.status_code == 200
    return [title.get_text() for title in BeautifulSoup(response.content, "html.parser").select(".carte__titre")]


@pytest.mark.usefixtures("shelves")
class TestShelves:
    def test_all_by_part_theme_and_title(self, client: Client) -> None:
        assert listed(client) == ["Un contrôle", "Un indu", "Dormir"]

    def test_one_part(self, client: Client) -> None:
        assert listed(client, partie="cabinet") == ["Un contrôle", "Un indu"]

    def test_one_theme(self, client: Client) -> None:
        assert listed(client, theme="sommeil") == ["Dormir"]

    def test_a_theme_wins_over_a_part(self, client: Client) -> None:
        assert listed(client, partie="cabinet", theme="sommeil") == ["Dormir"]

    @pytest.mark.parametrize(
        "query", [{"partie": "inconnue"}, {"theme": "inconnu"}, {"theme": "\x00"}, {"page": "zzz"}]
    )
    def test_what_does_not_exist_is_ignored(self, client: Client, query: dict[str, str]) -> None:
        assert len(listed(client, **query)) == 3

    def test_the_choices_count_their_fiches(self, client: Client) -> None:
        page = BeautifulSoup(client.get("/fiches/?theme=cpam").content, "html.parser")
        choices = {link.get_text(" ", strip=True) for link in page.select(".choix a")}
        assert "Relations avec la CPAM (2)" in choices
        assert not any("Thème sans fiche" in choice for choice in choices)
        assert [link.get_text(" ", strip=True) for link in page.select(".choix a[aria-current]")] == [
            "Relations avec la CPAM (2)"
        ]


def test_drafts_and_private_fiches_are_neither_listed_nor_counted(client: Client) -> None:
    theme = ThemeFactory(name="Sommeil")
    FichePageFactory(title="Visible", theme=theme)
    FichePageFactory(title="Brouillon", theme=theme, live=False)
    restrict(FichePageFactory(title="Réservée", theme=theme))
    assert listed(client) == ["Visible"]
    assert "Sommeil (1)" in BeautifulSoup(client.get("/fiches/").content, "html.parser").get_text(" ", strip=True)


def test_many_fiches_are_paged_within_their_theme(client: Client) -> None:
    theme = ThemeFactory(slug="long")
    FichePageFactory.create_batch(FICHES_PER_PAGE + 1, theme=theme)
    page = BeautifulSoup(client.get("/fiches/?theme=long").content, "html.parser")
    assert len(page.select(".carte__titre")) == FICHES_PER_PAGE
    following = page.select_one("a[rel=next]")["href"]
    assert "theme=long" in following
    rest = BeautifulSoup(client.get(f"/fiches/{following}").content, "html.parser")
    assert len(rest.select(".carte__titre")) == 1


def test_no_fiche_yet(client: Client) -> None:
    FicheIndexPageFactory()
    assert "Aucune fiche ici pour l’instant." in client.get("/fiches/").content.decode()

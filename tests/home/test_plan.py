"""The map of the site shows every public page, at the same cost whatever their number."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fiches.models import FichePage
from home.plan import MAX_REFERENCES
from tests.factories import (
    CompteRenduFactory,
    FichePageFactory,
    PlainPageFactory,
    ReferencePageFactory,
    ReseauPageFactory,
    ThemeFactory,
    every_page_type,
    restrict,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/plan-du-site/"


def plan(client: Client) -> Any:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").select_one(".plan")


def addresses(client: Client) -> list[str]:
    return [link["href"] for link in plan(client).select("a")]


def count(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(ADDRESS)
    return len(queries)


def test_every_public_page_is_there_once(client: Client) -> None:
    pages = every_page_type()
    CompteRenduFactory(slug="ouvert")
    CompteRenduFactory(slug="interne", visibility="internal")
    expected = {page.get_url() for page in pages} | {"/reseau/comptes-rendus/ouvert/", "/aide/", "/recherche/"}
    found = addresses(client)
    assert set(found) == expected
    assert len(found) == len(expected)


def test_drafts_and_private_sections_are_not(client: Client) -> None:
    FichePageFactory(live=False)
    private = PlainPageFactory()
    restrict(private)
    PlainPageFactory(parent=private)
    assert set(addresses(client)) == {"/", "/fiches/", "/aide/", "/recherche/"}


def test_a_page_under_a_draft_joins_the_nearest_public_one(client: Client) -> None:
    draft = PlainPageFactory(live=False)
    below = PlainPageFactory(parent=draft)
    assert below.get_url() in addresses(client)


def test_fiches_stand_by_part_then_theme_then_title(client: Client) -> None:
    mind = ThemeFactory(name="Sommeil", part="medecin", order=2)
    body = ThemeFactory(name="Fatigue", part="medecin", order=1)
    money = ThemeFactory(name="Argent", part="cabinet", order=9)
    for title, theme in [("Zèle", body), ("Écouter", body), ("Dormir", mind), ("Payer", money)]:
        FichePageFactory(title=title, theme=theme)
    loose = FichePageFactory(title="Sans thème", theme=mind)
    FichePage.objects.filter(pk=loose.pk).update(theme=None)
    lines = list(plan(client).section.stripped_strings)
    assert lines == [
        "Fiches",
        *["Le cabinet", "Argent", "Payer"],
        *["Le médecin", "Sans thème", "Fatigue", "Écouter", "Zèle", "Sommeil", "Dormir"],
    ]


def test_many_references_are_left_to_the_bibliography(client: Client) -> None:
    for _ in range(MAX_REFERENCES):
        last = ReferencePageFactory()
    assert last.get_url() in addresses(client)
    ReferencePageFactory()
    assert last.get_url() not in addresses(client)
    assert "/bibliographie/" in addresses(client)
    assert f"{MAX_REFERENCES + 1} références" in plan(client).get_text()


def test_the_number_of_pages_costs_no_query(client: Client) -> None:
    every_page_type()
    CompteRenduFactory()
    client.get(ADDRESS)
    before = count(client)
    for _ in range(12):
        FichePageFactory()
        ReferencePageFactory()
        PlainPageFactory(parent=PlainPageFactory())
        CompteRenduFactory()
    client.get(ADDRESS)
    assert count(client) == before


def test_an_empty_site_has_a_map(client: Client) -> None:
    assert addresses(client) == ["/", "/aide/", "/recherche/"]


def test_reports_without_their_page_are_not_shown(client: Client) -> None:
    ReseauPageFactory(live=False)
    CompteRenduFactory()
    assert addresses(client) == ["/", "/aide/", "/recherche/"]


def test_titles_are_escaped(client: Client) -> None:
    PlainPageFactory(title="<b>L'essentiel</b> !")
    assert "<b>L’essentiel</b>\u202f!" in plan(client).get_text()


def test_a_title_in_another_language_says_so(client: Client) -> None:
    ReferencePageFactory(title="Staff Burn-Out", language="en")
    ReferencePageFactory(title="Le soin des soignants", language="fr")
    langs = {link.get_text(): link.get("lang") for link in plan(client).select("a")}
    assert langs["Staff Burn-Out"] == "en"
    assert langs["Le soin des soignants"] is None

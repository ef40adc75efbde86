"""The editorial calendar shows what is scheduled, about to expire, expired, or awaiting somebody's approval."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms import roles
from tests.factories import FichePageFactory, PlainPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def webmaster() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.WEBMESTRE]))
    return client


@pytest.fixture
def pages() -> None:
    tomorrow, yesterday = timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=1)
    waiting = FichePageFactory(title="En attente", live=False)
    waiting.save_revision(user=UserFactory())
    waiting.get_workflow().start(waiting, UserFactory())
    scheduled = FichePageFactory(title="Programmée", live=False)
    scheduled.go_live_at = tomorrow
    scheduled.save_revision().publish()
    FichePageFactory(title="Bientôt retirée", expire_at=tomorrow)
    FichePageFactory(title="Expirée", live=False, expired=True, expire_at=yesterday)
    PlainPageFactory(title="Ordinaire")
    FichePageFactory(title="Brouillon", live=False)


def titles(client: Client, **query: str) -> set[str]:
    response = client.get(reverse("editorial_calendar_results"), query)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return {title.get_text(strip=True) for title in page.select("[data-listing-page-title] .title-wrapper a")}


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("", {"En attente", "Programmée", "Bientôt retirée", "Expirée"}),
        ("attente", {"En attente"}),
        ("programme", {"Programmée"}),
        ("echeance", {"Bientôt retirée"}),
        ("expire", {"Expirée"}),
    ],
)
def test_each_state(webmaster: Client, state: str, expected: set[str]) -> None:
    assert titles(webmaster, etat=state) == expected


@pytest.mark.usefixtures("pages")
def test_it_is_in_the_reports_and_can_be_exported(webmaster: Client) -> None:
    address = reverse("editorial_calendar")
    assert address in webmaster.get(reverse("wagtailadmin_home")).content.decode()
    page = webmaster.get(address)
    assert "Calendrier éditorial" in page.content.decode()
    export = webmaster.get(address, {"export": "csv"})
    lines = b"".join(export.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Titre,État,Publication,Retrait,Modifiée"
    assert len(lines) == 5


def test_nothing_to_come_is_said(webmaster: Client) -> None:
    assert "Rien n’est programmé" in webmaster.get(reverse("editorial_calendar")).content.decode()

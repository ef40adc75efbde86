"""The network's page shows who agreed to be shown, and the reports that the group made public."""

import datetime

import pytest
from django.test import Client

from structures.models import Departement
from tests.factories import CompteRenduFactory, ReferentFactory, ReseauPageFactory

pytestmark = pytest.mark.django_db


def shown(client: Client) -> str:
    return client.get(ReseauPageFactory().get_url()).content.decode()


def test_a_referent_who_agreed_is_shown_in_each_of_their_departments(client: Client) -> None:
    ReferentFactory(name="Camille Visible", departements=["83", "84"])
    assert shown(client).count("Camille Visible") == 2


@pytest.mark.parametrize("state", [{"consent_on": None}, {"live": False}], ids=["no consent", "unpublished"])
def test_other_referents_are_not(client: Client, state: dict[str, object]) -> None:
    ReferentFactory(name="Camille Cachée", **state)
    assert "Camille Cachée" not in shown(client)


def test_a_vacant_post_is_shown_without_a_name(client: Client) -> None:
    ReferentFactory(name="", vacant=True, consent_on=None, presentation="Cette personne rappellera.")
    page = shown(client)
    assert "[À désigner]" in page
    assert "Cette personne rappellera." in page


def test_the_name_left_on_a_vacant_post_is_not_shown(client: Client) -> None:
    ReferentFactory(name="Ancienne Titulaire", vacant=True, consent_on=None)
    assert "Ancienne Titulaire" not in shown(client)


def test_the_internal_contact_is_never_shown(client: Client) -> None:
    ReferentFactory(private_contact="06 12 34 56 78 domicile")
    page = shown(client)
    assert "Par la ligne" in page
    assert "06 12 34 56 78" not in page


def test_a_department_without_anybody_says_so(client: Client) -> None:
    page = shown(client)
    assert page.count("Personne n’est encore désigné ici.") == Departement.objects.count()


def test_a_department_that_is_unpublished_disappears(client: Client) -> None:
    Departement.objects.filter(code="05").update(live=False)
    assert "Hautes-Alpes (05)" not in shown(client)


def test_public_reports_are_listed_newest_first_and_open(client: Client) -> None:
    older = CompteRenduFactory(title="Réunion ancienne", date=datetime.date(2018, 4, 17))
    CompteRenduFactory(title="Réunion récente", date=datetime.date(2018, 9, 20))
    page = shown(client)
    assert page.index("Réunion récente") < page.index("Réunion ancienne")
    address = f"/reseau/comptes-rendus/{older.slug}/"
    assert f'href="{address}"' in page
    assert "On a parlé des contrôles." in client.get(address).content.decode()


@pytest.mark.parametrize("state", [{"visibility": "internal"}, {"live": False}], ids=["internal", "unpublished"])
def test_other_reports_do_not_exist_for_readers(client: Client, state: dict[str, object]) -> None:
    report = CompteRenduFactory(title="Réunion réservée", **state)
    assert "Réunion réservée" not in shown(client)
    assert client.get(f"/reseau/comptes-rendus/{report.slug}/").status_code == 404


def test_an_unknown_report_is_a_french_404(client: Client) -> None:
    ReseauPageFactory()
    response = client.get("/reseau/comptes-rendus/inconnu/")
    assert response.status_code == 404
    assert "Cette page n’existe pas, ou plus." in response.content.decode()

"""The register as a file: its purpose first, safe cells, a line in the history, and no name there."""

import csv
import io
import logging
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from cms import roles
from cms.models import User
from reseau.guetteurs.addresses import EXPORT, INDEX
from reseau.guetteurs.export import HEADINGS, rows
from reseau.guetteurs.finding import seal
from reseau.guetteurs.forms import ACCESS, PURPOSE_TOO_SHORT, PURPOSES
from reseau.models import EtapeFormation, GuetteurVeilleur
from structures.models import Departement
from tests.factories import CompteRenduFactory, GuetteurVeilleurFactory, UserFactory

pytestmark = pytest.mark.django_db

WHY = {"reason": "contact", "file_format": "csv"}


@pytest.fixture
def keeper() -> User:
    return UserFactory(roles=[roles.COORDINATION])


@pytest.fixture
def client(keeper: User) -> Client:
    client = Client()
    client.force_login(keeper)
    return client


def table(response: HttpResponse) -> list[list[str]]:
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_the_whole_register_as_csv(client: Client) -> None:
    guetteur = GuetteurVeilleurFactory(
        last_name="=Formule()", first_name="Inès", address="1 rue\nHaute", recruited_at=CompteRenduFactory(title="Ici")
    )
    EtapeFormation.objects.create(guetteur=guetteur, step="course", done_on=date(2019, 3, 1))
    GuetteurVeilleurFactory(last_name="Aaaaa", phone="")
    response = client.post(reverse(EXPORT), WHY)
    assert response["Content-Type"].startswith("text/csv")
    assert "guetteurs-veilleurs-" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    headings, first, second = table(response)
    assert headings == list(HEADINGS)
    by_name = {row[1]: dict(zip(headings, row, strict=True)) for row in (first, second)}
    line = by_name["'=Formule()"]
    assert line["Téléphone"] == guetteur.phone_display
    assert line["Département"] == "Var (83)"
    assert line["Formation"] == "Formation suivie (01/03/2019)"
    assert line["Réunion"].startswith("Ici")
    assert line["Accord donné"] == "15/01/2026"


def test_the_same_as_a_workbook(client: Client) -> None:
    GuetteurVeilleurFactory(last_name="=Formule()")
    response = client.post(reverse(EXPORT), WHY | {"file_format": "xlsx"})
    sheet = load_workbook(io.BytesIO(response.content)).active
    headings, row = sheet.iter_rows()
    assert [cell.value for cell in headings] == list(HEADINGS)
    assert row[1].data_type == "s"
    assert "Formule" in row[1].value


def test_only_what_the_list_shows_is_exported(client: Client) -> None:
    nice = Departement.objects.get(code="06")
    GuetteurVeilleurFactory(last_name="Niçois", departement=nice)
    GuetteurVeilleurFactory(last_name="Niçoise", departement=nice, state="paused")
    GuetteurVeilleurFactory(last_name="Varois")
    assert f"{reverse(EXPORT)}?departement=06" in client.get(f"{reverse(INDEX)}?departement=06").content.decode()
    address = f"{reverse(EXPORT)}?departement=06&state=active&inconnu=1"
    assert "1 fiche" in client.get(address).content.decode()
    assert [row[1] for row in table(client.post(address, WHY))[1:]] == ["Niçois"]
    found = f"{reverse(EXPORT)}?q={seal('Varois')}"
    assert [row[1] for row in table(client.post(found, WHY))[1:]] == ["Varois"]
    filters = [entry.data["filters"] for entry in ModelLogEntry.objects.order_by("timestamp")]
    assert filters == ["département : Alpes-Maritimes (06), état : Veille active", "recherche"]


def test_whoever_took_the_consent_back_is_in_no_file_but_the_answer_to_a_right(client: Client) -> None:
    GuetteurVeilleurFactory(last_name="Clairnom")
    GuetteurVeilleurFactory(last_name="Retirenom", state="paused", consent_withdrawn_on=date(2026, 2, 1))
    assert "Dont une personne qui a retiré son accord" in client.get(reverse(EXPORT)).content.decode()
    for reason in set(PURPOSES) - {ACCESS}:
        sent = WHY | {"reason": reason, "other": "Relire les noms un à un"}
        assert [row[1] for row in table(client.post(reverse(EXPORT), sent))[1:]] == ["Clairnom"], reason
    everybody = table(client.post(reverse(EXPORT), WHY | {"reason": ACCESS}))[1:]
    assert [row[1] for row in everybody] == ["Clairnom", "Retirenom"]
    assert [entry.data["rows"] for entry in ModelLogEntry.objects.order_by("timestamp")] == [1] * 4 + [2]


def test_reading_the_address_gives_no_file(client: Client) -> None:
    GuetteurVeilleurFactory(last_name="Clairnom")
    page = client.get(reverse(EXPORT), WHY)
    assert page["Content-Type"].startswith("text/html")
    assert "Clairnom" not in page.content.decode()
    assert not ModelLogEntry.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choisissez à quoi servira ce fichier"),
        ({"reason": "vente"}, "choix valide"),
        ({"reason": "autre"}, PURPOSE_TOO_SHORT),
        ({"reason": "autre", "other": "  court   "}, PURPOSE_TOO_SHORT),
        ({"reason": "autre", "other": "x" * 201}, "au plus 200"),
        ({"reason": "contact", "file_format": "exe"}, "choix valide"),
    ],
)
def test_without_a_purpose_nothing_goes_out(client: Client, sent: dict[str, str], sentence: str) -> None:
    GuetteurVeilleurFactory(last_name="Clairnom")
    page = client.post(reverse(EXPORT), {"file_format": "csv"} | sent).content.decode()
    assert sentence in page
    assert "Clairnom" not in page
    assert sent.get("other", "").strip() in page
    assert not ModelLogEntry.objects.exists()


def test_the_history_says_who_why_and_how_many_and_names_nobody(
    client: Client, keeper: User, caplog: pytest.LogCaptureFixture
) -> None:
    GuetteurVeilleurFactory(last_name="Clairnom", email="clair@example.org")
    with caplog.at_level(logging.INFO, "medaide"):
        client.post(reverse(EXPORT), WHY | {"reason": "autre", "other": "Envoyer le calendrier des formations"})
    [entry] = ModelLogEntry.objects.all()
    assert (entry.action, entry.user) == ("reseau.export_guetteurs", keeper)
    assert entry.data == {
        "purpose": "Envoyer le calendrier des formations",
        "rows": 1,
        "filters": "",
        "format": "csv",
    }
    assert f"compte={keeper.pk} fiches=1 format=csv" in caplog.text
    assert "clair" not in f"{entry.label} {entry.message} {caplog.text}".lower()
    technical = Client()
    technical.force_login(User.objects.create_superuser("super", "super@example.org", "x"))
    report = technical.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "Export de 1 fiche en CSV. Finalité : Envoyer le calendrier des formations" in report
    assert "Registre des guetteurs-veilleurs" in report
    assert "Clairnom" not in report


def test_every_ready_purpose_is_long_enough_to_say_something() -> None:
    assert all(10 <= len(text) <= 200 for text in PURPOSES.values())


def test_as_many_queries_with_many_rows() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            rows(GuetteurVeilleur.objects.all())
        return len(captured)

    report = CompteRenduFactory()
    GuetteurVeilleurFactory.create_batch(2, recruited_at=report)
    few = queries()
    GuetteurVeilleurFactory.create_batch(18, recruited_at=report)
    assert queries() == few == 2

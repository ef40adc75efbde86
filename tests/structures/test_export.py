"""The directory as a table: for those who work on it, in French, safe to open."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from cms import roles
from structures.models import Departement, StructureContact, StructurePage
from tests.factories import BesoinFactory, NumeroFactory, StructureIndexPageFactory, StructurePageFactory, UserFactory

pytestmark = pytest.mark.django_db


def client_as(*names: str) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=names))
    return client


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{reverse('export_directory')}{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="annuaire-des-structures.csv"'
    text = response.content.decode()
    assert text.startswith("\ufeffNom;Étendue;")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_a_line_says_all_of_a_structure() -> None:
    StructurePageFactory(
        title="Entraide ; écoute",
        scope="departemental",
        departements=list(Departement.objects.filter(code="83")),
        needs=[BesoinFactory(name="Être écouté")],
        numeros=[NumeroFactory(number="+33800288038", label="Ligne")],
        contacts=[StructureContact(label="Siège", street="1 rue A", postal_code="83000", city="Toulon")],
        reviewed_on="2026-03-02",
    )
    (line,) = table(client_as(roles.REDACTION))
    assert line["Nom"] == "Entraide ; écoute"
    assert line["Départements"] == "83"
    assert line["Besoins"] == "Être écouté"
    assert line["Numéros"] == "0 800 288 038 (Ligne)"
    assert line["Contacts postaux"] == "Siège, 1 rue A, 83000 Toulon"
    assert line["Vérifié le"] == "02/03/2026"
    assert line["En ligne"] == "oui"


def test_drafts_are_in_and_filters_hold() -> None:
    StructurePageFactory(title="Partout")
    StructurePageFactory(title="Brouillon", live=False)
    StructurePageFactory(title="Ailleurs", scope="ailleurs")
    editor = client_as(roles.VALIDATION)
    assert [line["Nom"] for line in table(editor)] == ["Partout", "Brouillon", "Ailleurs"]
    assert [line["En ligne"] for line in table(editor)] == ["oui", "non", "oui"]
    assert [line["Nom"] for line in table(editor, "?departement=83")] == ["Partout", "Brouillon"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    StructurePageFactory(title=f"{start}1+1", confidentiality=f"{start}cmd|' /C calc'!A0")
    (line,) = table(client_as(roles.WEBMESTRE))
    assert line["Nom"].startswith("'")
    assert line["Confidentialité"].startswith("'")


@pytest.mark.parametrize("names", [(), (roles.SECRETARIAT,)])
def test_others_do_not_take_it(names: tuple[str, ...]) -> None:
    StructureIndexPageFactory()
    response = client_as(*names).get(reverse("export_directory"))
    assert response.status_code in {302, 403}
    assert "csv" not in response["Content-Type"]


def test_visitors_are_asked_who_they_are(client: Client) -> None:
    response = client.get(reverse("export_directory"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("wagtailadmin_login"))


def test_editors_find_it_on_the_directory_and_among_reports() -> None:
    index = StructureIndexPageFactory()
    editor = client_as(roles.REDACTION)
    link = f'href="{reverse("export_directory")}"'
    assert link in editor.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    secretary = client_as(roles.SECRETARIAT).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("export_directory") in editor.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("export_directory") not in secretary


def test_a_large_directory_costs_few_queries(django_assert_max_num_queries) -> None:
    for _ in range(30):
        StructurePageFactory(numeros=[NumeroFactory()])
    editor = client_as(roles.REDACTION)
    table(editor)
    with django_assert_max_num_queries(20):
        assert len(table(editor)) == StructurePage.objects.count() == 30

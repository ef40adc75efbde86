"""The Bilan as each role may see it, print it, and take it away."""

import csv
import io
import logging
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import roles
from reseau.models import CompteRendu, GuetteurVeilleur
from structures.models import Departement, Numero
from tests.factories import CompteRenduFactory, NumeroFactory, StructurePageFactory

from .screens import as_role, book, lines, page

pytestmark = pytest.mark.django_db

READERS = {roles.REDACTION, roles.VALIDATION, roles.SECRETARIAT, roles.COORDINATION}


@pytest.mark.parametrize("role", roles.ROLES)
def test_who_may_read_it_and_take_it(role: str, caplog: pytest.LogCaptureFixture) -> None:
    client = as_role(role)
    may = role in READERS
    assert client.get(reverse("bilan")).status_code == (200 if may else 302)
    for name in ("bilan_xlsx", "bilan_csv"):
        caplog.clear()
        with caplog.at_level(logging.WARNING, logger="medaide"):
            assert client.get(reverse(name)).status_code == (200 if may else 403)
        assert ("Export of the bilan refused" in caplog.text) is not may
    assert (reverse("bilan") in client.get(reverse("wagtailadmin_home")).content.decode()) is may


def test_a_visitor_is_asked_to_log_in() -> None:
    for name in ("bilan", "bilan_xlsx", "bilan_csv"):
        response = Client().get(reverse(name))
        assert response.status_code == 302
        assert "/login/" in response["Location"]


@pytest.mark.parametrize("query", ["?annee=1999", "?annee=abc", "?annee=2018%00", "?departement=99", "?departement=é"])
def test_a_choice_that_is_not_in_the_list_is_said_and_the_whole_shown(query: str) -> None:
    CompteRenduFactory(present=12)
    client = as_role(roles.SECRETARIAT)
    text = page(client, query)
    assert "dans la liste." in text or "de la liste." in text
    assert "<strong>12</strong>" in text
    export = client.get(f"{reverse('bilan_xlsx')}{query}")
    assert export.status_code == 302
    assert export["Location"].startswith(f"{reverse('bilan')}?")


def test_an_empty_bilan_says_how_it_begins() -> None:
    text = page(as_role(roles.COORDINATION))
    assert "Aucune réunion n’est encore comptée" in text
    assert reverse(CompteRendu.snippet_viewset.get_url_name("add")) in text  # type: ignore[attr-defined]
    assert lines(book(as_role(roles.COORDINATION)), "Réunions") == []


def test_drafts_are_told_and_not_counted() -> None:
    CompteRenduFactory(live=False)
    assert "1 réunion tenue n’a pas encore de compte rendu publié" in page(as_role(roles.VALIDATION))
    CompteRenduFactory(live=False)
    text = page(as_role(roles.VALIDATION))
    assert "2 réunions tenues n’ont pas encore de compte rendu publié" in text
    assert "Aucune réunion n’est encore comptée" in text


def test_a_number_of_doctors_is_asked_of_those_who_may_write_it() -> None:
    Departement.objects.filter(code="83").update(medecins=2000, medecins_year=2024, medecins_source="Source essayée")
    address = Departement.snippet_viewset.get_url_name("edit")  # type: ignore[attr-defined]
    missing = reverse(address, args=[Departement.objects.get(code="04").pk])
    for role, may in ((roles.SECRETARIAT, True), (roles.REDACTION, False)):
        text = page(as_role(role))
        assert "nombre de médecins à renseigner" in text
        assert (missing in text) is may
        assert "Source essayée" in text


def test_no_name_leaves_the_register_or_the_reports() -> None:
    CompteRenduFactory(
        present=9, title="Chez Camille Nommée", host="Dr Hôte Nommé", led_by="Dominique Nommée", place="Istres"
    )
    GuetteurVeilleur.objects.create(
        last_name="Nommé-Guetteur",
        departement=Departement.objects.get(code="13"),
        recruited_on=date(2018, 6, 19),
        consent_on=date(2018, 6, 19),
    )
    client = as_role(roles.COORDINATION)
    cells = str([list(sheet.iter_rows(values_only=True)) for sheet in book(client)])
    assert "Istres" in cells
    for text in (page(client), cells, client.get(reverse("bilan_csv")).content.decode()):
        assert "Nommé" not in text


def test_the_workbook_holds_numbers_days_and_no_formula() -> None:
    CompteRenduFactory(present=12, place="=1+1", date=date(2018, 6, 19), present_is_estimate=True)
    workbook = book(as_role(roles.COORDINATION))
    assert workbook.sheetnames == ["Résumé", "Réunions", "Par département", "Par année", "Par année et département"]
    assert {sheet.freeze_panes for sheet in workbook} == {"A2"}
    day, place, _departement, present, *_others = next(workbook["Réunions"].iter_rows(min_row=2))
    assert (day.is_date, day.number_format) == (True, "dd/mm/yyyy")
    assert (place.value, place.data_type) == ("=1+1", "s")
    assert (present.value, present.data_type) == (12, "n")
    assert workbook["Réunions"].max_row == 2


def test_the_csv_has_a_line_for_each_year_and_department() -> None:
    CompteRenduFactory(present=12)
    CompteRenduFactory(present=7, date=date(2019, 1, 8))
    response = as_role(roles.COORDINATION).get(reverse("bilan_csv"))
    assert response["Content-Disposition"] == 'attachment; filename="bilan.csv"'
    rows = list(csv.DictReader(io.StringIO(response.content.decode().removeprefix("\ufeff")), delimiter=";"))
    assert [(row["Année"], row["Code"], row["Personnes rencontrées"]) for row in rows] == [
        ("2018", "13", "12"),
        ("2019", "13", "7"),
    ]


def test_what_was_verified_is_drawn_by_place_and_by_year() -> None:
    Numero.objects.update(live=False)
    checked = NumeroFactory(checked_on=date(2026, 3, 1))
    StructurePageFactory(numeros=[checked], reviewed_on=date(2026, 4, 1))
    StructurePageFactory(
        numeros=[NumeroFactory(checked_on=None)],
        scope="departemental",
        departements=[Departement.objects.get(code="83")],
    )
    text = page(as_role(roles.COORDINATION)).replace("\xa0", " ")
    by_place, numbers, by_year = (
        text.split(f'id="{name}"')[1].split("</figure>")[0]
        for name in ("structures", "numeros", "annees-de-verification")
    )
    assert "1 sur 1</text>" in by_place
    assert "0 sur 1</text>" in by_place
    assert '<th scope="row">Toute la France</th><td>1</td><td>1</td>' in by_place
    assert '<th scope="row">Total</th><td>1</td><td>2</td>' in by_place
    assert '<th scope="row">Total</th><td>1</td>' in numbers
    assert '<th scope="row">2026</th><td>1</td><td>1</td>' in by_year
    assert "S : 1" in by_year
    assert "Structures</li>" in by_year
    assert 'id="annees-de-verification"' not in page(as_role(roles.COORDINATION), "?departement=13")


def test_several_years_stand_side_by_side() -> None:
    CompteRenduFactory(present=12)
    CompteRenduFactory(present=7, date=date(2019, 1, 8), departement=Departement.objects.get(code="83"))
    text = page(as_role(roles.COORDINATION))
    assert '<th scope="row">2019</th>' in text
    assert '<abbr title="Var">83</abbr>' in text
    assert "13 : 12" in text.replace("\xa0", " ")


def test_the_page_asks_as_much_with_many_meetings() -> None:
    client = as_role(roles.COORDINATION)

    def queries() -> int:
        client.get(reverse("bilan"))
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured)

    CompteRenduFactory(present=3)
    few = queries()
    where = Departement.objects.get(code="13")
    CompteRendu.objects.bulk_create(
        CompteRendu(
            title="R", slug=f"r-{number}", date=date(2018 + number % 8, 1, 1), departement=where, is_written=True
        )
        for number in range(200)
    )
    assert queries() == few

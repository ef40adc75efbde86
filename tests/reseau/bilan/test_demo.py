"""The figures reported in 2018 come out of the seven meetings of the demo."""

import pytest
from django.urls import reverse

from cms import roles

from .screens import as_role, book, lines, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_the_figures_of_2018_come_out_of_the_seven_meetings() -> None:
    client = as_role(roles.COORDINATION)
    text = " ".join(page(client, "?annee=2018").split())
    assert "<strong>7</strong> <span>réunions tenues</span>" in text
    assert "<strong>environ 150</strong> <span>personnes rencontrées</span>" in text
    assert "153 dont 100 estimées" in text
    assert "<strong>53</strong> <span>en petits groupes</span>" in text
    assert "les comptes rendus en ont compté 18" in text

    workbook = book(client, "?annee=2018")
    summary = {row["Ce qui est compté"]: row["Nombre"] for row in lines(workbook, "Résumé")}
    assert summary["Réunions"] == 7
    assert summary["Personnes présentes"] == 178
    assert summary["Personnes rencontrées"] == 153
    assert summary["dont estimées"] == 100
    assert summary["dont en petits groupes"] == 53
    assert summary["Nouveaux guetteurs-veilleurs (comptes rendus)"] == 18
    by_code = {row["Code"]: row for row in lines(workbook, "Par département")}
    found = {code: (row["Réunions"], row["Personnes rencontrées"]) for code, row in by_code.items() if row["Réunions"]}
    assert found == {"06": (1, 9), "13": (5, 127), "83": (1, 17)}
    assert {code: by_code[code]["dont en petits groupes"] for code in ("06", "13", "83")} == {
        "06": 9,
        "13": 27,
        "83": 17,
    }
    (year,) = [row for row in lines(workbook, "Par année") if row["Année"] == 2018]
    assert (year["Réunions"], year["Personnes rencontrées"]) == (7, 153)


def test_a_department_alone() -> None:
    client = as_role(roles.REDACTION)
    text = page(client, "?annee=2018&departement=83")
    assert "Bilan 2018, Var (83)" in text
    assert "<strong>17</strong>" in text
    response = client.get(f"{reverse('bilan_xlsx')}?annee=2018&departement=83")
    assert response["Content-Disposition"] == 'attachment; filename="bilan-2018-83.xlsx"'
    assert [row["Lieu"] for row in lines(book(client, "?departement=83"), "Réunions")] == ["Le Brusc"]

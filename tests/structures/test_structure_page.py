"""The structures that help: near or anywhere, and how to reach them."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from structures.models import Departement, StructurePage
from tests.factories import NumeroFactory, StructureIndexPageFactory, StructurePageFactory

pytestmark = pytest.mark.django_db


def departements(*codes: str) -> list[Departement]:
    return list(Departement.objects.filter(code__in=codes))


def test_structures_are_grouped_by_reach(client: Client) -> None:
    StructurePageFactory(title="Partout")
    StructurePageFactory(title="Dans le Var", scope="departemental", departements=departements("83"))
    StructurePageFactory(title="Brouillon", live=False)
    page = BeautifulSoup(client.get("/structures/").content, "html.parser")
    groups = {
        section.h2.get_text(): [title.get_text() for title in section.select(".carte__titre")]
        for section in page.main.find_all("section")
    }
    assert groups == {"Dans toute la France": ["Partout"], "Près de chez vous": ["Dans le Var"]}


def test_those_that_answer_come_first(client: Client) -> None:
    parent = StructureIndexPageFactory()
    StructurePageFactory(parent=parent, title="Sans numéro")
    StructurePageFactory(parent=parent, title="Répond", numeros=[NumeroFactory()])
    StructurePageFactory(parent=parent, title="Numéro retiré", numeros=[NumeroFactory(live=False)])
    page = BeautifulSoup(client.get(parent.get_url()).content, "html.parser")
    titles = [title.get_text() for title in page.select(".carte__titre")]
    assert titles == ["Répond", "Sans numéro", "Numéro retiré"]


def test_a_structure_says_how_to_reach_it(client: Client) -> None:
    page = StructurePageFactory(
        title="Entraide",
        numeros=[NumeroFactory(number="+33800288038", label="Ligne d'écoute")],
        first_contact="Une personne décroche.",
        cost="Gratuit.",
        website="https://www.example.org/",
        to_confirm=True,
    )
    shown = client.get(page.get_url()).content.decode()
    assert 'href="tel:+33800288038"' in shown
    assert "Une personne décroche." in shown
    assert 'href="https://www.example.org/"' in shown
    assert "à confirmer" in shown


def test_a_local_structure_names_its_departments() -> None:
    page = StructurePage(title="Dans le Var", slug="var", summary="Qui.", scope="departemental")
    with pytest.raises(ValidationError) as caught:
        page.clean()
    assert caught.value.message_dict == {
        "departements": ["Cochez au moins un département, ou choisissez « Dans toute la France »."]
    }
    page.departements = departements("83")
    page.clean()


@pytest.mark.parametrize(
    ("code", "valid"), [("01", True), ("2A", True), ("974", True), ("20", False), ("96", False), ("xx", False)]
)
def test_a_department_has_an_official_code(code: str, valid: bool) -> None:
    departement = Departement(code=code, name="Ailleurs")
    if valid:
        departement.full_clean()
    else:
        with pytest.raises(ValidationError, match="Écrivez un code de département"):
            departement.full_clean()


def test_an_empty_directory_says_so_or_shows_nothing_odd(client: Client) -> None:
    shown = client.get(StructureIndexPageFactory().get_url())
    assert shown.status_code == 200
    assert b"carte__titre" not in shown.content

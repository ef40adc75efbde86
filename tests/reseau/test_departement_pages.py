"""A department's page gathers who can help there, and says plainly when nobody does."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reseau.models import DepartementPage
from structures.hours import Opening
from structures.models import Departement, StructurePage
from tests.factories import (
    CompteRenduFactory,
    DepartementIndexPageFactory,
    DepartementPageFactory,
    NumeroFactory,
    ReferentFactory,
    ReseauPageFactory,
    StructurePageFactory,
    restrict,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/departements/83-var/"
NOBODY = "Personne n’est encore désigné ici."


def structure(*codes: str, **values: Any) -> StructurePage:
    """A structure of these departments; national without any."""
    scope = StructurePage.Scope.DEPARTMENTAL if codes else StructurePage.Scope.NATIONAL
    departements = list(Departement.objects.filter(code__in=codes))
    return StructurePageFactory(scope=scope, departements=departements, **values)


def shown(client: Client, address: str = ADDRESS) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def section(page: BeautifulSoup, name: str) -> str:
    """The words of one part; empty when the page has no such part."""
    found = page.find("section", attrs={"aria-labelledby": name})
    return " ".join(found.get_text(" ").split()) if found else ""


# Its names


@pytest.mark.parametrize(
    ("code", "title", "slug"),
    [("83", "Var (83)", "83-var"), ("04", "Alpes-de-Haute-Provence (04)", "04-alpes-de-haute-provence")],
)
def test_it_is_named_after_its_department(code: str, title: str, slug: str) -> None:
    page = DepartementPageFactory(departement=code)
    assert (page.title, page.slug) == (title, slug)


def test_a_draft_is_named_too() -> None:
    page = DepartementPage(departement=Departement.objects.get(code="83"), live=False)
    DepartementIndexPageFactory().add_child(instance=page)
    assert (page.title, page.draft_title, page.slug) == ("Var (83)", "Var (83)", "83-var")


def test_its_address_may_be_chosen() -> None:
    assert DepartementPageFactory(slug="le-var").slug == "le-var"


def test_a_department_has_one_public_page() -> None:
    DepartementPageFactory()
    page = DepartementPage(departement=Departement.objects.get(code="83"), slug="autre", live=False)
    DepartementIndexPageFactory().add_child(instance=page)
    page.live = True
    with pytest.raises(ValidationError, match="« Var » a déjà sa page"):
        page.full_clean()


def test_a_commission_of_another_department_is_refused() -> None:
    with pytest.raises(ValidationError, match="ne couvre pas « Var »"):
        DepartementPageFactory(commission=structure("84"))


# What it gathers


def test_it_shows_referents_who_agreed_and_them_only(client: Client) -> None:
    DepartementPageFactory()
    ReferentFactory(name="Camille Visible", private_contact="06 12 34 56 78 domicile")
    ReferentFactory(name="Camille Sans Accord", consent_on=None)
    ReferentFactory(name="Camille Ailleurs", departements=["84"])
    ReferentFactory(name="", vacant=True, consent_on=None, presentation="Cette personne rappellera.")
    text = shown(client).get_text()
    assert "Camille Visible" in text
    for hidden in ("Sans Accord", "Ailleurs", "domicile", "rappellera", NOBODY):
        assert hidden not in text


def test_it_shows_the_commission_then_local_then_national_structures(client: Client) -> None:
    commission = structure("83", title="Entraide du Var")
    structure(title="Ligne nationale")
    structure("83", "84", title="Aide du Var")
    structure("84", title="Aide d'ailleurs")
    restrict(structure("83", title="Aide privée"))
    DepartementPageFactory(commission=commission)
    page = shown(client)
    assert "Entraide du Var" in section(page, "ordre")
    assert "Aide du Var" in section(page, "ici")
    assert "Entraide du Var" not in section(page, "ici")
    assert "Ligne nationale" in section(page, "partout")
    for hidden in ("Aide d’ailleurs", "Aide privée"):
        assert hidden not in section(page, "ici") + section(page, "partout")
    order = [part["aria-labelledby"] for part in page.main.select("section")]
    assert order.index("ordre") < order.index("ici") < order.index("partout")


def test_a_commission_that_readers_may_not_see_is_not_shown(client: Client) -> None:
    commission = structure("83", title="Entraide du Var")
    DepartementPageFactory(commission=commission)
    commission.live = False
    commission.save()
    assert "n’est pas encore décrite ici" in section(shown(client), "ordre")


def test_it_lists_its_public_meetings(client: Client) -> None:
    ReseauPageFactory()
    var = Departement.objects.get(code="83")
    CompteRenduFactory(title="Réunion au Brusc", slug="le-brusc", departement=var)
    CompteRenduFactory(title="Réunion interne", departement=var, visibility="internal")
    CompteRenduFactory(title="Réunion ailleurs")
    DepartementPageFactory()
    part = shown(client).find("section", attrs={"aria-labelledby": "reunions"})
    assert [link["href"] for link in part.select("a")] == ["/reseau/comptes-rendus/le-brusc/"]


def test_meetings_stay_hidden_with_the_page_that_shows_them(client: Client) -> None:
    restrict(ReseauPageFactory())
    CompteRenduFactory(title="Réunion au Brusc", departement=Departement.objects.get(code="83"))
    DepartementPageFactory()
    assert "Brusc" not in shown(client).get_text()


def test_it_says_who_answers_now_in_this_department(client: Client) -> None:
    open_now = {"opening": Opening.ALWAYS}
    NumeroFactory(label="Pour tout le monde", **open_now)
    for code, label in (("83", "Pour le Var"), ("84", "Pour le Vaucluse")):
        local = NumeroFactory(label=label, is_national=False, order=1, **open_now)
        local.departements = [Departement.objects.get(code=code)]
        local.save()
    DepartementPageFactory()
    part = section(shown(client), "maintenant")
    assert "Pour le Var" in part
    assert "Vaucluse" not in part


# When nobody is there


def test_a_department_without_anybody_says_so_and_gives_lines(client: Client) -> None:
    NumeroFactory(label="Écoute nationale", number="+33800288038", opening=Opening.ALWAYS, order=0)
    ReferentFactory(name="", vacant=True, consent_on=None)
    DepartementPageFactory()
    page = shown(client)
    part = page.find("section", attrs={"aria-labelledby": "referents"})
    assert NOBODY in part.get_text()
    assert "tel:+33800288038" in [link["href"] for link in part.select("a")]


# Where it is found


def test_the_index_links_every_public_department(client: Client) -> None:
    DepartementPageFactory(departement="83")
    DepartementPageFactory(departement="84", live=False)
    page = shown(client, "/departements/")
    assert [link["href"] for link in page.main.select("ul[aria-label] a")] == [ADDRESS]


def test_the_network_page_leads_to_it(client: Client) -> None:
    ReseauPageFactory()
    DepartementPageFactory()
    links = {link.get_text(): link["href"] for link in shown(client, "/reseau/").main.select("h3 a")}
    assert links == {"Var (83)": ADDRESS}


@pytest.mark.parametrize("words", ["var", "83", "Var 83"])
def test_it_is_found_by_name_and_by_code(client: Client, words: str) -> None:
    DepartementPageFactory(intro="Qui peut vous écouter.")
    page = shown(client, f"/recherche/?q={words}")
    assert ADDRESS in [link.get("href") for link in page.main.select("a")]


def test_programs_read_what_readers_see(client: Client) -> None:
    ReseauPageFactory()
    commission = structure("83", title="Entraide du Var", numeros=[NumeroFactory(label="Ligne du Var")])
    ReferentFactory(name="Camille Visible", private_contact="domicile")
    report = CompteRenduFactory(departement=Departement.objects.get(code="83"))
    page = DepartementPageFactory(commission=commission)
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert answer["departement"] == {"code": "83", "name": "Var"}
    found = answer["nearby"]
    assert found["answers_here"] is True
    assert [referent["name"] for referent in found["referents"]] == ["Camille Visible"]
    assert found["commission"]["numeros"][0]["label"] == "Ligne du Var"
    assert found["reports"][0]["html_url"].endswith(f"/reseau/comptes-rendus/{report.slug}/")
    assert "domicile" not in str(answer)


def test_it_asks_as_much_with_many_structures_and_people(client: Client) -> None:
    ReseauPageFactory()
    page = DepartementPageFactory(commission=structure("83", numeros=[NumeroFactory()]))

    def fill(times: int) -> None:
        for _ in range(times):
            structure("83", numeros=[NumeroFactory()])
            structure(numeros=[NumeroFactory()])
            ReferentFactory()
            CompteRenduFactory(departement=page.departement)

    def queries() -> int:
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        return len(captured)

    fill(2)
    few = queries()
    fill(8)
    assert queries() == few <= 12

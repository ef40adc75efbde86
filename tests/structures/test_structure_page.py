"""The structures that help: near or anywhere, and how to reach them."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from structures.models import Departement, NumeroHours, StructureContact, StructureFiche, StructurePage
from tests.factories import (
    AudienceFactory,
    BesoinFactory,
    FichePageFactory,
    ImageFactory,
    NumeroFactory,
    StructureIndexPageFactory,
    StructurePageFactory,
)

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


def read(client: Client, page: StructurePage) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.get_url()).content, "html.parser")


def organisation(client: Client, page: StructurePage) -> dict[str, Any]:
    return json.loads(read(client, page).find("script", type="application/ld+json").string)["mainEntity"]


def test_a_structure_says_for_what_for_whom_and_where(client: Client) -> None:
    page = StructurePageFactory(
        needs=[BesoinFactory(name="Être écouté")],
        audiences=[AudienceFactory(name="Médecins")],
        reviewed_on="2026-03-02",
    )
    facts = {row.dt.get_text(): row.dd.get_text() for row in read(client, page).select(".identite > div")}
    assert facts == {"Pour quoi": "Être écouté", "Pour qui": "Médecins", "Où": "Toute la France"}
    assert "vérifiés le 2\xa0mars 2026" in read(client, page).select_one(".signature").get_text()


def test_postal_contacts_are_shown_as_on_an_envelope(client: Client) -> None:
    contacts = [
        StructureContact(label="Siège", street="1 rue A\n2e étage", postal_code="83000", city="Toulon"),
        StructureContact(label="Commission", to_confirm=True),
    ]
    shown = read(client, StructurePageFactory(contacts=contacts)).select("address")
    assert shown[0].get_text("|", strip=True) == "Siège|1 rue A|2e étage|83000 Toulon"
    assert shown[1].get_text("|", strip=True) == "Commission|[adresse à confirmer]"


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"street": " "}, "street", "Écrivez la rue, ou cochez « adresse à confirmer »."),
        ({"street": "1 rue A", "postal_code": "8300"}, "postal_code", "Un code postal a cinq chiffres."),
    ],
)
def test_a_postal_contact_can_be_written_to(values: dict, field: str, sentence: str) -> None:
    contact = StructureContact(page=StructurePageFactory(), **values)
    with pytest.raises(ValidationError) as caught:
        contact.full_clean()
    assert sentence in caught.value.message_dict[field][0]


@pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning",
    "ignore:Unclosed file.*SpooledTemporaryFile:ResourceWarning",
)  # Wagtail leaves it to the garbage collector
def test_a_logo_says_what_it_shows(client: Client) -> None:
    page = StructurePageFactory(logo=ImageFactory(), logo_alt="Logo de l'entraide")
    logo = read(client, page).select_one(".logo")
    assert logo["alt"] == "Logo de l'entraide"
    assert organisation(client, page)["logo"]["caption"] == "Logo de l'entraide"
    page.logo_alt = " "
    with pytest.raises(ValidationError) as caught:
        page.clean()
    assert list(caught.value.message_dict) == ["logo_alt"]


def test_related_fiches_are_those_that_readers_may_see(client: Client) -> None:
    shown, draft = FichePageFactory(title="Dormir"), FichePageFactory(live=False)
    links = [StructureFiche(fiche=draft, sort_order=0), StructureFiche(fiche=shown, sort_order=1)]
    page = StructurePageFactory(fiche_links=links)
    assert [link.get_text() for link in read(client, page).select("article .liens a")] == ["Dormir"]
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert [fiche["title"] for fiche in answer["related_fiches"]] == ["Dormir"]


def test_only_a_fiche_is_a_related_fiche() -> None:
    link = StructureFiche(page=StructurePageFactory(), fiche=StructurePageFactory())
    with pytest.raises(ValidationError, match="Choisissez une fiche"):
        link.full_clean()


def test_search_engines_read_numbers_hours_and_addresses_that_are_sure(client: Client) -> None:
    page = StructurePageFactory(
        scope="departemental",
        departements=departements("83"),
        contacts=[StructureContact(street="1 rue A", city="Toulon"), StructureContact(to_confirm=True)],
        numeros=[
            NumeroFactory(
                number="+33465400010",
                label="Secrétariat",
                opening="weekly",
                hours=[NumeroHours(first_day=0, last_day=1, opens="09:00", closes="12:00")],
            ),
            NumeroFactory(opening="always", languages="français, anglais"),
            NumeroFactory(state="to_confirm"),
        ],
    )
    read = organisation(client, page)
    assert read["areaServed"] == [{"@type": "AdministrativeArea", "name": "Var"}]
    assert [address["addressLocality"] for address in read["address"]] == ["Toulon"]
    office, always = read["contactPoint"]
    assert (office["name"], office["telephone"]) == ("Secrétariat", "+33465400010")
    assert office["hoursAvailable"] == [
        {
            "@type": "OpeningHoursSpecification",
            "opens": "09:00",
            "closes": "12:00",
            "dayOfWeek": ["Monday", "Tuesday"],
        },
        {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00", "dayOfWeek": ["PublicHolidays"]},
    ]
    assert (always["hoursAvailable"][0]["opens"], always["hoursAvailable"][0]["closes"]) == ("00:00", "23:59")
    assert always["availableLanguage"] == ["français", "anglais"]

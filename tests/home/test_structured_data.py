"""What search engines understand of each type of page."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fiches.models import ReferenceContributor, ReferencePage
from home.models import SiteSettings
from structures.models import Departement, Numero
from tests.factories import (
    BibliographiePageFactory,
    CompteRenduFactory,
    FichePageFactory,
    NumeroFactory,
    PlainPageFactory,
    ReferencePageFactory,
    ReseauPageFactory,
    StructurePageFactory,
    TemoignagePageFactory,
    every_page_type,
    home_page,
)

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"


def data(client: Client, address: str) -> dict[str, Any]:
    scripts = BeautifulSoup(client.get(address).content, "html.parser").find_all("script", type="application/ld+json")
    assert len(scripts) == 1
    return json.loads(scripts[0].string)


def test_every_page_type_says_what_it_is(client: Client) -> None:
    for page in every_page_type():
        read = data(client, page.get_url())
        assert read["@context"] == "https://schema.org"
        assert read["url"] == page.get_full_url()
        assert read["inLanguage"] == "fr"
        if page.depth > 2:
            crumbs = read["breadcrumb"]["itemListElement"]
            assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1))
            assert crumbs[-1]["item"] == page.get_parent().get_full_url()


def test_structured_data_costs_no_query(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = [page.get_url() for page in every_page_type()]

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    for address in addresses:
        client.get(address)
    with_data = {address: queries(address) for address in addresses}
    monkeypatch.setattr("cms.models.BasePage.structured_data", lambda *_args: {})
    for page in every_page_type():
        monkeypatch.setattr(type(page), "structured_data", lambda *_args: {})
    for address in addresses:
        client.get(address)
    assert {address: queries(address) for address in addresses} == with_data


def test_a_fiche_names_who_wrote_and_reviewed_it(client: Client) -> None:
    authors = [
        ("personne", {"name": "Groupe MED'AIDE", "quality": ""}),
        ("personne", {"name": "Camille Exemple", "quality": "pédiatre"}),
    ]
    read = data(client, FichePageFactory(title="Dormir", authors=authors, reviewed_on="2026-03-01").get_url())
    assert read["@type"] == ["MedicalWebPage", "Article"]
    assert read["headline"] == "Dormir"
    assert read["lastReviewed"] == "2026-03-01"
    assert read["author"] == [
        {"@type": "Organization", "name": "Groupe MED'AIDE"},
        {"@type": "Person", "name": "Camille Exemple", "jobTitle": "pédiatre"},
    ]


def test_a_testimony_is_a_recording(client: Client) -> None:
    page = TemoignagePageFactory()
    audio = data(client, page.get_url())["mainEntity"]
    assert audio["@type"] == "AudioObject"
    assert audio["contentUrl"] == ROOT + page.audio.url
    assert audio["encodingFormat"] == "audio/wav"
    assert audio["contentSize"] == str(page.audio.file_bytes)
    assert audio["duration"] == "PT1S"
    assert audio["accessibilityFeature"] == "transcript"
    assert audio["transcript"].startswith("Je tenais, puis je suis tombé. Une collègue")


def test_a_structure_gives_only_sure_numbers(client: Client) -> None:
    sure = NumeroFactory(number="0800288038")
    numeros = [
        Numero.objects.get(pk=sure.pk),
        NumeroFactory(state=Numero.State.TO_CONFIRM),
        NumeroFactory(channel=Numero.Channel.SMS),
    ]
    page = StructurePageFactory(numeros=numeros, website="https://structure.example/")
    page.departements = [Departement.objects.get(code="83")]
    page.save()
    structure = data(client, page.get_url())["mainEntity"]
    assert structure["@type"] == "Organization"
    assert structure["telephone"] == [sure.number]
    assert structure["url"] == "https://structure.example/"
    assert structure["areaServed"] == [{"@type": "AdministrativeArea", "name": "Var"}]


@pytest.mark.parametrize(
    ("kind", "schema_type"), [("article-journal", "ScholarlyArticle"), ("book", "Book"), ("thesis", "Thesis")]
)
def test_a_reference_is_the_publication_it_describes(client: Client, kind: str, schema_type: str) -> None:
    assert kind in dict(ReferencePage._meta.get_field("csl_type").choices)
    page = ReferencePageFactory(csl_type=kind, doi="10.1136/bmj.320", authors=[("Wu", "Albert W."), ("others", "")])
    publication = data(client, page.get_url())["mainEntity"]
    assert publication["@type"] == schema_type
    assert publication["author"] == [{"@type": "Person", "familyName": "Wu", "givenName": "Albert W."}]
    assert publication["datePublished"] == "2000"
    assert publication["sameAs"] == "https://doi.org/10.1136/bmj.320"


def test_the_home_page_is_the_site_and_its_service(client: Client) -> None:
    settings = SiteSettings.objects.get()
    settings.tagline, settings.description = "L'entraide", "Une phrase."
    settings.main_numero = NumeroFactory(number="+33800288038")
    settings.save()
    home = home_page()
    home.hero_title = "Une fenêtre éclairée."
    home.save()
    read = data(client, "/")
    assert read["@type"] == "WebSite"
    assert read["name"] == read["publisher"]["name"] == "MED'AIDE"
    assert read["publisher"]["telephone"] == "+33800288038"
    assert read["potentialAction"]["target"]["urlTemplate"] == f"{ROOT}/recherche/?q={{search_term_string}}"
    title = BeautifulSoup(client.get("/").content, "html.parser").find("meta", property="og:title")
    assert title["content"] == "Une fenêtre éclairée."


def test_a_hostile_title_stays_a_text(client: Client) -> None:
    title = "</script><script>alert(1)</script>"
    page = FichePageFactory(title=title)
    assert data(client, page.get_url())["name"] == title


def test_a_report_says_what_it_is(client: Client) -> None:
    ReseauPageFactory()
    report = CompteRenduFactory(slug="istres")
    read = data(client, "/reseau/comptes-rendus/istres/")
    assert read["name"] == report.title
    assert read["url"] == f"{ROOT}/reseau/comptes-rendus/istres/"
    assert [crumb["name"] for crumb in read["breadcrumb"]["itemListElement"]] == ["Accueil", "Le réseau"]


@pytest.mark.parametrize("factory", [ReferencePageFactory, StructurePageFactory, PlainPageFactory])
def test_a_draft_is_previewed_with_what_it_holds(factory: Any) -> None:
    page = factory()
    page.title = "Brouillon"
    draft = page.save_revision().as_object()
    read = BeautifulSoup(draft.make_preview_request().content, "html.parser")
    assert json.loads(read.find("script", type="application/ld+json").string)["name"] == "Brouillon"


def test_a_page_never_saved_is_previewed() -> None:
    page = ReferencePage(title="Neuve", slug="neuve", container="BMJ", year=2020)
    page.contributors = [ReferenceContributor(family="Wu", given="Albert W.")]
    parent = BibliographiePageFactory()
    page.depth, page.path = parent.depth + 1, ReferencePage._get_children_path_interval(parent.path)[0]
    page.set_url_path(parent)
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "Wu AW" in response.content.decode()

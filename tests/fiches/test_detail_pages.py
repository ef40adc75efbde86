"""What readers find on a fiche, a testimony and a reference."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client

from fiches.models import ReferenceContributor, ReferencePage, TemoignagePage
from tests.factories import (
    FichePageFactory,
    NumeroFactory,
    ReferencePageFactory,
    StructurePageFactory,
    TemoignagePageFactory,
    ThemeBibliographiqueFactory,
)

pytestmark = pytest.mark.django_db


def shown(client: Client, page: object) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_fiche_begins_with_what_to_do_and_says_whom_to_call(client: Client) -> None:
    page = FichePageFactory(
        key_points=[("phrase", "Vous avez le droit.")],
        first_steps=[("phrase", "Poser le courrier.")],
        numeros=[NumeroFactory(number="+33800288038")],
        reviewed_on=datetime.date(2026, 3, 1),
        demo_notice="Contenu de démonstration",
        authors=[("personne", {"name": "Camille Exemple", "quality": "médecin"})],
    )
    text = shown(client, page)
    assert text.index("Vous avez le droit.") < text.index("Poser le courrier.") < text.index("Un texte qui aide.")
    assert text.count('href="tel:+33800288038"') == 1
    assert "Contenu de démonstration" in text
    assert "Camille Exemple" in text
    assert 'datetime="2026-03-01"' in text


def test_the_demonstration_notice_is_a_field_that_editors_clear(client: Client) -> None:
    assert "démonstration" not in shown(client, FichePageFactory())


def test_a_fiche_leads_to_what_goes_with_it(client: Client) -> None:
    other = FichePageFactory(title="Fiche proche")
    structure = StructurePageFactory(title="Structure proche")
    reference = ReferencePageFactory(title="Étude citée")
    hidden = FichePageFactory(title="Brouillon", live=False)
    page = FichePageFactory(
        related_fiches=[other, hidden], related_structures=[structure], related_references=[reference]
    )
    text = shown(client, page)
    for related in (other, structure, reference):
        assert f'href="{related.get_url()}"' in text
    assert "Brouillon" not in text
    assert f'href="{page.get_url()}"' in shown(client, reference), "and the reference tells where it is cited"


def test_a_recording_that_a_testimony_uses_is_not_deleted() -> None:
    page = TemoignagePageFactory()
    with pytest.raises(ProtectedError):
        page.audio.delete()
    assert TemoignagePage.objects.get(pk=page.pk).audio is not None


def test_a_reference_is_cited_and_leads_to_its_publisher(client: Client) -> None:
    page = ReferencePageFactory(
        title="The second victim", doi="10.1136/bmj.320.7237.726", language="en", abstract="Un.\n\nDeux."
    )
    soup = BeautifulSoup(shown(client, page), "html.parser")
    assert soup.select_one('a[href="https://doi.org/10.1136/bmj.320.7237.726"]')
    assert soup.h1["lang"] == "en"
    assert "Wu AW. The second victim. BMJ. 2000." in soup.get_text()


def test_the_bibliography_is_browsed_by_theme(client: Client) -> None:
    theme = ThemeBibliographiqueFactory(slug="erreur")
    ReferencePageFactory(title="Sur l'erreur", themes=[theme])
    ReferencePageFactory(title="Autre chose")
    assert "Sur l&#x27;erreur" in client.get("/bibliographie/?theme=erreur").content.decode().replace("’", "&#x27;")
    assert "Autre chose" not in client.get("/bibliographie/?theme=erreur").content.decode()
    assert "Aucune référence ne répond" in client.get("/bibliographie/?theme=inconnu").content.decode()


@pytest.mark.parametrize(
    ("family", "literal", "valid"), [("Wu", "", True), ("", "HAS", True), ("", "", False), ("Wu", "HAS", False)]
)
def test_a_contributor_is_a_person_or_a_body(family: str, literal: str, valid: bool) -> None:
    person = ReferenceContributor(family=family, literal=literal)
    if valid:
        person.clean()
    else:
        with pytest.raises(ValidationError, match="l'un des deux"):
            person.clean()


@pytest.mark.parametrize(
    ("doi", "valid"), [("10.1136/bmj.320.7237.726", True), ("doi:10.1/x", False), ("https://doi.org/10.1136/X", True)]
)
def test_a_doi_is_read_as_it_is_copied(doi: str, valid: bool) -> None:
    field = ReferencePage._meta.get_field("doi")
    if valid:
        field.clean(doi, None)
    else:
        with pytest.raises(ValidationError, match="Un DOI commence par"):
            field.clean(doi, None)

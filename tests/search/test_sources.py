"""What is found besides pages, and when it is not: files, reports, persons, and names that change."""

from typing import Any

import pytest
from django.core.files.base import ContentFile

from reseau.models import CompteRendu
from search.service import complete, search
from tests.cms import files
from tests.factories import (
    CollectionFactory,
    CompteRenduFactory,
    DocumentFactory,
    FichePageFactory,
    ReferentFactory,
    ReseauPageFactory,
    StructurePageFactory,
    ThemeFactory,
    restrict,
)

pytestmark = pytest.mark.django_db


def titles(typed: str, **filters: list[str]) -> list[str]:
    found = search(typed, filters)
    assert found.total == len(found.hits)
    assert sum(value.count for facet in found.facets if facet.name == "genre" for value in facet.values) == found.total
    return [str(hit.object) if isinstance(hit.object, CompteRendu) else hit.object.title for hit in found.hits]


def docx(text: str) -> ContentFile:
    from docx import Document  # noqa: PLC0415 - only here

    content = ContentFile(b"", name="memo.docx")
    document = Document()
    document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = "cellule"
    document.save(content)
    content.seek(0)
    return content


@pytest.fixture
def memo() -> Any:
    return DocumentFactory(title="Mémo à imprimer", file=docx("Trois respirations abdominales."))


def leads_to(document: Any) -> Any:
    return FichePageFactory(title="Souffler", body=[("document", {"document": document, "description": ""})])


def test_the_text_of_a_file_is_found_where_a_public_page_leads_to_it(memo: Any) -> None:
    assert titles("abdominales") == []
    page = leads_to(memo)
    assert titles("abdominales") == ["Mémo à imprimer"]
    assert titles("cellule") == ["Mémo à imprimer"]
    assert "<mark>abdominales</mark>" in search("abdominales").hits[0].extract
    page.unpublish()
    assert titles("abdominales") == []


@pytest.mark.parametrize("private", ["page", "collection"])
def test_a_private_file_is_never_found(private: str) -> None:
    collection = CollectionFactory(name="Interne")
    memo = DocumentFactory(title="Mémo", file=docx("Respirations abdominales."), collection=collection)
    page = leads_to(memo)
    assert titles("abdominales") == ["Mémo"]
    restrict(page if private == "page" else collection)
    assert titles("abdominales") == []
    assert not search("abdominale").suggestion
    assert complete("mém") == []


def test_a_file_that_only_a_draft_leads_to_is_not_found(memo: Any) -> None:
    page = FichePageFactory(title="Souffler")
    page.body = [("document", {"document": memo, "description": ""})]
    page.save_revision()
    assert titles("abdominales") == []


def test_a_pdf_is_read_and_a_damaged_file_is_borne() -> None:
    assert DocumentFactory(file=ContentFile(files.pdf(), name="vide.pdf")).text == ""
    assert DocumentFactory(file=ContentFile(b"%PDF-1.7 rien", name="casse.pdf")).text == ""


def test_public_reports_are_found_and_internal_ones_never() -> None:
    ReseauPageFactory()
    CompteRenduFactory(title="Soirée publique", place="Istres", visibility="public")
    CompteRenduFactory(title="Soirée interne", place="Istres", visibility="internal")
    CompteRenduFactory(title="Soirée en brouillon", place="Istres", visibility="public", live=False)
    hits = search("Istres").hits
    assert [hit.object.title for hit in hits] == ["Soirée publique"]
    assert hits[0].url.endswith(f"/comptes-rendus/{hits[0].object.slug}/")


def test_without_its_page_the_network_is_not_found() -> None:
    page = ReseauPageFactory()
    CompteRenduFactory(title="Soirée", visibility="public")
    assert search("soirée").total == 1
    restrict(page)
    assert search("soirée").total == 0


def test_only_persons_who_agreed_are_found() -> None:
    ReseauPageFactory()
    ReferentFactory(name="Camille Exemple", role="Référente", vacant=False, consent_on="2026-01-01")
    ReferentFactory(name="Dominique Exemple", role="Référent", vacant=False, consent_on=None)
    assert titles("Exemple") == ["Camille Exemple"]
    assert [hit.object.name for hit in complete("exem")] == ["Camille Exemple"]


def test_a_renamed_theme_reaches_its_fiches() -> None:
    theme = ThemeFactory(part="medecin", name="Sommeil et repos")
    FichePageFactory(title="La nuit", theme=theme)
    assert titles("repos") == ["La nuit"]
    theme.name = "Récupération"
    theme.save()
    assert titles("repos") == []
    assert titles("récupération") == ["La nuit"]
    assert [value.label for facet in search("nuit").facets if facet.name == "theme" for value in facet.values] == [
        "Récupération"
    ]


def test_filters_narrow_and_their_own_counts_ignore_them() -> None:
    FichePageFactory(title="Le repos")
    StructurePageFactory(title="Maison du repos")
    assert set(titles("repos")) == {"Le repos", "Maison du repos"}
    found = search("repos", {"genre": ["fiche"], "inconnu": ["x"]})
    assert [hit.object.title for hit in found.hits] == ["Le repos"]
    kinds = {value.value: (value.count, value.selected) for value in found.facets[0].values}
    assert kinds == {"fiche": (1, True), "structure-daide": (1, False)}

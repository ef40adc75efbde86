"""What an import never takes: personal notes, paths on a computer, what software adds for itself. And it says so."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from fiches.bibliography import files
from fiches.bibliography.entries import Entry
from fiches.bibliography.importing import import_references
from fiches.bibliography.planning import Kind, plan
from fiches.models import BibliographiePage, ReferencePage
from tests.factories import BibliographiePageFactory, UserFactory

SECRET = "Docteur X en arrêt, en parler"
BIB = f"""@book{{a, title={{Un livre}}, year={{2001}}, note={{{SECRET}}}, annote={{{SECRET}}},
  file={{:C\\:\\\\Users\\\\dr-x\\\\a.pdf:PDF}}, timestamp={{2020-01-01}}, url={{file:///home/dr-x/{SECRET}}}}}
@book{{b, title={{Un autre}}, note={{PMID: 12}}, eprint={{13}}, eprinttype={{pubmed}}, file={{b.pdf}}}}"""
RIS = f"""TY  - BOOK
TI  - Un livre
N1  - {SECRET}
L1  - file:///home/dr-x/a.pdf
UR  - file:///home/dr-x/{SECRET}
ER  -
"""
CSL = json.dumps(
    [
        {
            "type": "book",
            "title": "Un livre",
            "note": SECRET,
            "annote": SECRET,
            "custom": {"avis": SECRET},
            "x-own": SECRET,
        }
    ]
)
MEDLINE = f"PMID- 12\nOWN - NLM\nTI  - Un livre.\nCOIS- {SECRET}\n"


@pytest.fixture
def bibliography() -> BibliographiePage:
    return BibliographiePageFactory()


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        (BIB, ("note", "annote", "file", "timestamp")),
        (RIS, ("L1", "N1")),
        (CSL, ("note", "annote", "x-own", "avis")),
        (MEDLINE, ("COIS",)),
    ],
)
def test_nothing_personal_is_read_and_its_fields_are_named(text: str, left_out: tuple[str, ...]) -> None:
    entry = next(iter(files.read(text.encode())))
    assert isinstance(entry, Entry)
    assert "dr-x" not in json.dumps(entry.item)
    assert SECRET not in json.dumps(entry.item, ensure_ascii=False)
    assert entry.left_out == left_out


def test_what_is_read_is_not_named() -> None:
    _, entry = files.read(BIB.encode())
    assert isinstance(entry, Entry)
    assert (entry.item["PMID"], entry.left_out) == ("13", ("file",))


@pytest.mark.django_db
def test_nothing_personal_is_published(bibliography: BibliographiePage, client: Client) -> None:
    for text in (BIB, RIS, CSL):
        import_references(text.encode(), bibliography)
    # What an older version kept does not come out either.
    ReferencePage.objects.update(extra={"note": SECRET, "custom": {"avis": SECRET}})
    addresses = ["/references.bib", "/references.ris", "/references.json"]
    for page in ReferencePage.objects.all():
        addresses += [page.get_url(), f"/api/v2/pages/{page.pk}/"]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        content = response.getvalue() if response.streaming else response.content
        assert SECRET not in content.decode(), address
        assert json.dumps(SECRET)[1:-1] not in content.decode(), address


@pytest.mark.django_db
def test_an_import_says_once_what_it_leaves(bibliography: BibliographiePage, client: Client, tmp_path: Path) -> None:
    client.force_login(UserFactory(roles=["Rédaction"]))
    preview = client.post(reverse("references_import"), {"file": SimpleUploadedFile("a.bib", BIB.encode())})
    text = client.get(preview.url).content.decode()
    assert text.count("restent dans votre fichier") == 1
    path, out = tmp_path / "a.bib", StringIO()
    path.write_text(BIB, encoding="utf-8")
    call_command("import_references", str(path), "--dry-run", stdout=out)
    assert "« file » (2), « note » (1), « annote » (1)" in out.getvalue().replace("\u00a0", " ")


@pytest.mark.django_db
def test_leaving_them_makes_no_change_the_second_time(bibliography: BibliographiePage) -> None:
    import_references(BIB.encode(), bibliography)
    assert [step.kind for step in plan(BIB.encode(), bibliography)] == [Kind.SAME, Kind.SAME]

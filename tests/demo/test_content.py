"""What the demo shows: enough, true to its rules, and never a dead number."""

import re
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

from demo.workshop import CONTENT
from fiches.models import FichePage, Part, ReferencePage, TemoignagePage
from reseau.agenda import meetings_to_come
from reseau.models import CompteRendu, Referent
from structures.models import StructurePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
PHONE = re.compile(r"(?<!\d)0[ .]?\d(?:[ .]?\d{2}){4}(?!\d)|(?<!\d)0[ .]?8\d{2}[ .]?\d{3}[ .]?\d{3}(?!\d)")
WITHDRAWN = ("0 800 800 854", "0800800854", "+33800800854")


def bodies() -> list[Path]:
    return sorted(CONTENT.rglob("*.md"))


def words_of(page: FichePage) -> int:
    html = page.body.render_as_block({"request": RequestFactory().get("/")})
    return len(WORD.findall(re.sub(r"<[^>]+>", " ", html)))


def test_each_part_has_its_fiches() -> None:
    for part in Part.values:
        assert FichePage.objects.live().filter(part=part).count() >= 12


def test_every_fiche_says_where_to_begin_and_whom_to_call_in_350_words_or_more() -> None:
    for fiche in FichePage.objects.live():
        assert fiche.first_steps, fiche
        assert fiche.numeros, fiche
        assert fiche.demo_notice, fiche
        assert words_of(fiche) >= 350, fiche


def test_fiches_vary_their_blocks() -> None:
    used = {block.block_type for fiche in FichePage.objects.live() for block in fiche.body}
    assert {"titre", "texte", "retenir", "alerte", "question", "tableau", "numeros", "voir"} <= used


def test_the_rest_is_there() -> None:
    assert StructurePage.objects.live().count() >= 12
    assert ReferencePage.objects.live().count() == 30
    assert CompteRendu.objects.public().written().count() == 7
    assert ["démonstration" in meeting.title for meeting in meetings_to_come()] == [True]
    assert TemoignagePage.objects.live().count() == 2
    assert all(page.audio.is_synthetic and page.audio.duration > 60 for page in TemoignagePage.objects.live())
    referents = Referent.objects.public()
    assert {code for referent in referents for code in referent.departements.values_list("code", flat=True)} == {
        "04", "05", "06", "13", "83", "84",
    }  # fmt: skip
    assert all(referent.vacant for referent in referents)


def test_accents_of_authors_survive_bibtex() -> None:
    citations = [page.citation for page in ReferencePage.objects.all()]
    assert not [citation for citation in citations if "\\" in citation or "{" in citation]
    assert any("Lançon C" in citation for citation in citations)


@pytest.mark.parametrize("path", bodies(), ids=lambda path: path.stem)
def test_no_number_is_typed_in_a_text(path: Path) -> None:
    assert not PHONE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [path for path in bodies() if path.name != "README.md"], ids=lambda path: path.stem)
def test_texts_avoid_the_name_of_another_training(path: Path) -> None:
    assert "sentinelle" not in path.read_text(encoding="utf-8").lower()


def test_the_withdrawn_number_is_on_no_page(client: Client) -> None:
    addresses = [page.get_url() for page in StructurePage.objects.live()]
    addresses += [page.get_url() for page in FichePage.objects.live()]
    for address in ["/", "/structures/", "/api/v2/numeros/", *addresses]:
        text = client.get(address).content.decode()
        assert not [number for number in WITHDRAWN if number in text], address

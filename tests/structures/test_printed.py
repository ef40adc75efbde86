"""The pocket card and the poster say what the register says, on one page, as soon as it changes."""

import datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader
from wagtail.models import Site

from structures.hours import Opening
from structures.models import Numero
from structures.printed import PrintedContent, affiche_pdf, carte_pdf, planche_pdf
from structures.printed.content import PrintedNumero
from tests.factories import NumeroFactory

DOCUMENTS = {"carte": (105, 148), "planche": (210, 297), "affiche": (210, 297)}  # width and height in millimetres
LIGHT = 60_000  # bytes
MM_PER_POINT = 25.4 / 72

each_document = pytest.mark.parametrize("name", DOCUMENTS)


def read(client: Client, name: str) -> PdfReader:
    response = client.get(f"/aide/{name}.pdf")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert len(response.content) < LIGHT
    return PdfReader(BytesIO(response.content))


def text_of(document: PdfReader) -> str:
    """Its words, one space between them."""
    return " ".join(document.pages[0].extract_text().replace("\xa0", " ").split())


@pytest.mark.django_db
@each_document
def test_it_gives_each_number_with_its_hours_and_what_it_costs(client: Client, name: str) -> None:
    NumeroFactory(
        label="Une écoute « à côté »",
        number="+33800288038",
        opening=Opening.ALWAYS,
        availability="",
        is_free=True,
        is_anonymous=True,
    )
    NumeroFactory(label="À vérifier", number="+33805232336", state=Numero.State.TO_CONFIRM)
    text = text_of(read(client, name))
    for said in ("0 800 288 038", "Une écoute « à côté »", "24 h/24, 7 j/7 · gratuit · anonyme", "[à confirmer]"):
        assert said in text
    assert "Danger immédiat : 15" in text
    assert "114 par SMS" in text


@pytest.mark.django_db
@each_document
def test_it_gives_no_number_that_may_not_be_dialled(client: Client, name: str) -> None:
    good = NumeroFactory(number="+33800288038")
    NumeroFactory(number="+33800800854", label="Ancienne", state=Numero.State.WITHDRAWN, replaced_by=good)
    NumeroFactory(number="+33805232336", label="Brouillon", live=False)
    NumeroFactory(number="ecoute@structure.example", channel=Numero.Channel.EMAIL, label="Courriel")
    text = text_of(read(client, name))
    assert good.label in text
    for hidden in ("0 800 800 854", "Ancienne", "0 805 232 336", "Brouillon", "structure.example"):
        assert hidden not in text


@pytest.mark.django_db
@each_document
def test_it_is_a_french_document_of_its_size(client: Client, name: str) -> None:
    document = read(client, name)
    assert len(document.pages) == 1
    box = document.pages[0].mediabox
    assert (round(float(box.width) * MM_PER_POINT), round(float(box.height) * MM_PER_POINT)) == DOCUMENTS[name]
    assert document.trailer["/Root"]["/Lang"] == "fr"
    assert document.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata is not None
    assert "MED’AIDE" in str(document.metadata.title)
    fonts = document.pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor, "a font that is not in the file may be missing where it is printed"


@pytest.mark.django_db
@each_document
def test_it_leads_to_the_page_that_says_who_answers(client: Client, name: str) -> None:
    Site.objects.update(hostname="medaide.example", port=443)
    document = read(client, name)
    assert "medaide.example/aide" in text_of(document)
    targets = {note.get_object()["/A"].get("/URI") for note in document.pages[0]["/Annots"]}
    assert {"https://medaide.example/aide/", "tel:15"} <= targets


@pytest.mark.django_db
@each_document
def test_it_changes_with_the_register_and_with_the_day(
    client: Client, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, numero = f"/aide/{name}.pdf", NumeroFactory(label="Avant")
    first = client.get(address)
    assert "no-cache" in first["Cache-Control"]
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(address).content == first.content
    Numero.objects.filter(pk=numero.pk).update(label="Après")
    second = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 200
    assert "Après" in text_of(PdfReader(BytesIO(second.content)))
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2027, 1, 1))
    third = client.get(address, headers={"If-None-Match": second["ETag"]})
    assert third.status_code == 200
    assert "À jour le 1er janvier 2027." in text_of(PdfReader(BytesIO(third.content)))


@pytest.mark.django_db
def test_a_document_already_drawn_costs_one_query(client: Client) -> None:
    NumeroFactory()
    client.get("/aide/carte.pdf")
    with CaptureQueriesContext(connection) as captured:
        client.get("/aide/carte.pdf")
    assert len(captured) == 1


def content(numeros: list[tuple[str, str, str]], danger: int) -> PrintedContent:
    return PrintedContent(
        service="MED'AIDE",
        address="https://une-adresse-assez-longue.medaide.example/aide/",
        day=datetime.date(2026, 12, 25),
        numeros=tuple(PrintedNumero(label, display, "tel:1", details) for label, display, details in numeros),
        danger=tuple(PrintedNumero("Urgence", f"11{rank}", "sms:114", "") for rank in range(danger)),
    )


def outside(page: PageObject) -> list[str]:
    """What is written beyond the edges of the page, or on another line."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    found: list[str] = []

    def visit(text: str, _matrix: Any, position: Any, _font: Any, _size: Any) -> None:
        if text.strip() and not (0 < position[4] < width and 0 < position[5] < height):
            found.append(text)

    page.extract_text(visitor_text=visit)
    return found


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80)
numeros = st.lists(st.tuples(words, st.text("0123456789 ", min_size=1, max_size=20), words), max_size=25)


@settings(max_examples=15, deadline=None)
@given(numeros=numeros, danger=st.integers(0, 6))
def test_whatever_the_register_holds_it_stays_on_its_page(numeros: list[tuple[str, str, str]], danger: int) -> None:
    for draw in (carte_pdf, affiche_pdf):
        document = PdfReader(BytesIO(draw(content(numeros, danger))))
        assert len(document.pages) == 1
        assert outside(document.pages[0]) == []


def test_numbers_that_do_not_hold_are_left_to_the_site() -> None:
    rows = [(f"Ligne {rank}", f"01 02 03 04 {rank:02d}", "24 h/24") for rank in range(20)]
    text = text_of(PdfReader(BytesIO(carte_pdf(content(rows, 3)))))
    assert "01 02 03 04 05" in text
    assert "01 02 03 04 19" not in text
    assert "Le site le dit, avec d’autres lignes :" in text
    assert "112" in text


def test_the_sheet_holds_four_cards() -> None:
    text = text_of(PdfReader(BytesIO(planche_pdf(content([("Écoute", "3114", "")], 1)))))
    assert text.count("3114") == 4

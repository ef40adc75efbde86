"""Workbooks that Excel opens: what is a number stays one, and no text becomes a formula."""

from datetime import UTC, date, datetime
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cms.spreadsheets import Sheet, xlsx_bytes, xlsx_response


def read(content):
    return load_workbook(BytesIO(content))


def column(values):
    page = read(xlsx_bytes([Sheet("Essai", ["Valeur"], [[value] for value in values])])).active
    return [page.cell(row=row, column=1) for row in range(2, len(values) + 2)]


def test_numbers_days_and_moments_keep_their_nature():
    number, day, moment, nothing, yes = column([12, date(2018, 4, 17), datetime(2026, 7, 1, 8, tzinfo=UTC), None, True])

    assert (number.value, number.data_type) == (12, "n")
    assert (day.value, day.number_format) == (datetime(2018, 4, 17), "dd/mm/yyyy")
    assert moment.value == datetime(2026, 7, 1, 10)
    assert nothing.value is None
    assert yes.value == "oui"


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_any_text_is_read_back_and_never_computed(texts):
    cells = column(texts)

    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}


def test_what_looks_like_a_formula_or_an_error_stays_a_text():
    texts = ["=1+1", "+33 4 94", "-2", "@somme", "#N/A", "\x00=1"]

    for cell, text in zip(column(texts), texts, strict=True):
        assert cell.data_type == "s"
        assert cell.value == text.replace("\x00", "")
        assert bool(cell.quotePrefix) is (text != "#N/A")


def test_a_sheet_keeps_its_first_line_in_sight_and_takes_any_title():
    book = read(xlsx_bytes([Sheet("Ce qui attend : réunions/guetteurs-veilleurs", ["Un"], []), Sheet("B", ["A"], [])]))

    assert [page.freeze_panes for page in book] == ["A2", "A2"]
    assert all(len(page.title) <= 31 for page in book)
    assert book.worksheets[0]["A1"].font.bold


def test_a_workbook_is_downloaded_and_kept_by_nobody():
    response = xlsx_response("bilan-2018", [Sheet("A", ["B"], [[1]])])

    assert response["Content-Disposition"] == 'attachment; filename="bilan-2018.xlsx"'
    assert response["Cache-Control"] == "private, no-store"
    assert read(response.content).active["A2"].value == 1

"""Tables for spreadsheet programs, as French ones open them with a double click.

CSV: UTF-8 with a byte order mark, without which Excel reads accents in another encoding; semicolons, which its French
settings expect; and no cell that begins as a formula. XLSX: numbers and days stay numbers and days, so that they can be
added and sorted; a text stays a text, whatever it begins with.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import is_aware, localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

BYTE_ORDER_MARK = "\ufeff"
# What makes Excel, LibreOffice or Google Sheets compute a cell. Source: OWASP, « CSV Injection ».
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY_FORMAT, MOMENT_FORMAT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
TITLE_LENGTH = 31  # of a sheet, in Excel, which also refuses these signs in it
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TITLE_REFUSES = re.compile(r"[\[\]:*?/\\]")
NARROWEST, WIDEST = 10, 60  # columns, in characters


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its name below, the first line, the others."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[object]]


def csv_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A file to download; ``name`` is without its extension."""
    return _download(f"{name}.csv", csv_text(headings, rows), "text/csv; charset=utf-8")


def xlsx_response(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """A workbook to download; ``name`` is without its extension."""
    return _download(f"{name}.xlsx", xlsx_bytes(sheets), XLSX_TYPE)


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as text."""
    buffer = io.StringIO()
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(headings)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def safe_cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula: an apostrophe before it says that it is text."""
    text = "" if value is None else str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """The workbook as a file. Each sheet keeps its first line in sight."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(TITLE_REFUSES.sub(" ", sheet.title)[:TITLE_LENGTH])
        page.freeze_panes = "A2"
        for number, width in enumerate(_widths(sheet), start=1):
            page.column_dimensions[get_column_letter(number)].width = width
        page.append([_heading(page, text) for text in sheet.headings])
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _download(name: str, content: str | bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


def _widths(sheet: Sheet) -> Iterator[int]:
    for column in zip(sheet.headings, *sheet.rows, strict=True):
        longest = max(len(str(value)) for value in column)
        yield min(max(longest + 2, NARROWEST), WIDEST)


def _heading(page: object, text: str) -> WriteOnlyCell:
    cell = _cell(page, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: object, value: object) -> WriteOnlyCell:
    """A number as a number, a day as a day, yes and no in words; the rest as a text that is never computed."""
    if isinstance(value, bool):
        value = "oui" if value else "non"
    if value is None or isinstance(value, int | float | Decimal):
        return WriteOnlyCell(page, value)
    if isinstance(value, date):
        return _day(page, value)
    text = NOT_IN_XML.sub("", str(value))
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    cell.quotePrefix = text.lstrip(" ").startswith(FORMULA_STARTS)  # still a text once somebody has edited it
    return cell


def _day(page: object, value: date) -> WriteOnlyCell:
    """A day, or a moment as the clocks of Paris show it."""
    number_format = DAY_FORMAT
    if isinstance(value, datetime):
        number_format = MOMENT_FORMAT
        value = localtime(value).replace(tzinfo=None) if is_aware(value) else value
    cell = WriteOnlyCell(page, value)
    cell.number_format = number_format
    return cell

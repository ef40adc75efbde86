"""Tables for spreadsheet programs, as French ones open them with a double click.

UTF-8 with a byte order mark, without which Excel reads accents in another encoding; semicolons, which its French
settings expect; and no cell that begins as a formula.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

BYTE_ORDER_MARK = "\ufeff"
# What makes Excel, LibreOffice or Google Sheets compute a cell. Source: OWASP, « CSV Injection ».
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A file to download; ``name`` is without its extension."""
    response = HttpResponse(csv_text(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    response["Cache-Control"] = "private, no-store"
    return response


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

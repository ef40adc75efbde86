"""The text of uploaded PDF and DOCX files, for the search."""

import logging
from typing import IO

from docx import Document as DocxDocument
from pypdf import PdfReader

logger = logging.getLogger("cms")

MAX_CHARACTERS = 200_000  # about sixty pages: what follows adds nothing to a search
MAX_PAGES = 200


def text_of(file: IO[bytes], name: str) -> str:
    """What a file says, cut at ``MAX_CHARACTERS``; empty for other formats and for files that cannot be read."""
    extract = {"pdf": _pdf, "docx": _docx}.get(name.rpartition(".")[2].lower())
    if extract is None:
        return ""
    file.seek(0)
    try:
        return extract(file)[:MAX_CHARACTERS].replace("\x00", "")
    except Exception as error:
        logger.warning("document_text_unreadable kind=%s error=%s", name.rpartition(".")[2], type(error).__name__)
        return ""
    finally:
        file.seek(0)


def _pdf(file: IO[bytes]) -> str:
    pages: list[str] = []
    length = 0
    for page in PdfReader(file).pages[:MAX_PAGES]:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > MAX_CHARACTERS:
            break
    return "\n".join(pages)


def _docx(file: IO[bytes]) -> str:
    document = DocxDocument(file)
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(text for text in (*paragraphs, *cells) if text.strip())

"""Judged sets: queries whose right answers people have graded, to measure a search engine.

A folder holds ``queries.jsonl`` ({"id", "text"}), ``qrels.tsv`` (query, document, grade, separated by tabs) and, unless
the documents live elsewhere, ``corpus.jsonl`` ({"id", "title", "text"}). Other keys and other files are ignored.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CORPUS, QUERIES, JUDGEMENTS = "corpus.jsonl", "queries.jsonl", "qrels.tsv"
# A gain is 2^grade - 1: beyond this, one document would hide all the others.
MAX_GRADE = 10


class JudgedSetError(Exception):
    """A file of a judged set cannot be read; the message, in French, names the file and the line."""


@dataclass(frozen=True)
class Document:
    """What an engine has to find. The title may be empty, the text too, not both."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Query:
    """What somebody typed. ``part`` tells queries looked at while tuning from those held out; empty when undivided."""

    id: str
    text: str
    part: str = ""


@dataclass(frozen=True)
class JudgedSet:
    """Documents, queries in their order, and the grade of each judged pair (query, then document)."""

    documents: list[Document]
    queries: list[Query]
    grades: Mapping[str, Mapping[str, int]]

    def only(self, part: str) -> "JudgedSet":
        """The same set with the queries of one part."""
        return JudgedSet(self.documents, [query for query in self.queries if query.part == part], self.grades)


def read(folder: Path, with_documents: bool = True) -> JudgedSet:
    """Read a folder. Without documents, ``corpus.jsonl`` is not read and no judgement is checked against it.

    Raises JudgedSetError at the first line that is not what it should be.
    """
    if not folder.is_dir():
        raise JudgedSetError(f"{folder} n'est pas un dossier.")
    documents = list(_documents(folder / CORPUS)) if with_documents else []
    queries = list(_queries(folder / QUERIES))
    grades = _grades(
        folder / JUDGEMENTS,
        {query.id for query in queries},
        {document.id for document in documents} if with_documents else None,
    )
    return JudgedSet(documents, queries, grades)


def _documents(path: Path) -> Iterator[Document]:
    for where, record in _records(path):
        document = Document(record["id"], _text(where, record, "title"), _text(where, record, "text"))
        if not (document.title + document.text).strip():
            raise JudgedSetError(f"{where} : le titre et le texte sont vides.")
        yield document


def _queries(path: Path) -> Iterator[Query]:
    for where, record in _records(path):
        text = _text(where, record, "text")
        if not text.strip():
            raise JudgedSetError(f"{where} : la question est vide.")
        yield Query(record["id"], text, _text(where, record, "part") if "part" in record else "")


def _grades(path: Path, queries: set[str], documents: set[str] | None) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for where, line in _lines(path):
        columns = line.split("\t")
        if len(columns) != 3:
            raise JudgedSetError(
                f"{where} : il faut trois colonnes séparées par des tabulations (question, document, note)."
            )
        query, document, written = (column.strip() for column in columns)
        if query not in queries:
            raise JudgedSetError(f"{where} : la question « {query} » n'est pas dans {QUERIES}.")
        if documents is not None and document not in documents:
            raise JudgedSetError(f"{where} : le document « {document} » n'est pas dans {CORPUS}.")
        # isdecimal alone would let a million digits through to int.
        if not (written.isascii() and written.isdecimal() and len(written) <= 2 and int(written) <= MAX_GRADE):
            raise JudgedSetError(f"{where} : la note doit être un entier de 0 à {MAX_GRADE}, et non « {written} ».")
        if document in grades.setdefault(query, {}):
            raise JudgedSetError(f"{where} : « {query} » et « {document} » sont déjà jugés plus haut.")
        grades[query][document] = int(written)
    return grades


def _records(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each JSON object of a file, with where it stands; its ``id`` is checked."""
    seen: set[str] = set()
    empty = True
    for where, line in _lines(path):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise JudgedSetError(f"{where} : ce n'est pas du JSON.") from error
        if not isinstance(record, dict):
            raise JudgedSetError(f"{where} : il faut un objet JSON entre accolades.")
        key = _text(where, record, "id")
        if not key.strip() or key != key.strip() or "\t" in key or len(key.splitlines()) != 1:
            raise JudgedSetError(f"{where} : « id » est vide, ou contient une tabulation, un retour ou un bord blanc.")
        if key in seen:
            raise JudgedSetError(f"{where} : « {key} » est déjà plus haut.")
        seen.add(key)
        empty = False
        yield where, record
    if empty:
        raise JudgedSetError(f"{path.name} est vide.")


def _text(where: str, record: Mapping[str, object], name: str) -> str:
    """A text of a record that any database can keep."""
    if name not in record:
        raise JudgedSetError(f"{where} : il manque « {name} ».")
    value = record[name]
    if not isinstance(value, str):
        raise JudgedSetError(f"{where} : « {name} » doit être un texte.")
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise JudgedSetError(f"{where} : « {name} » contient un caractère qu'aucune base ne garde.")
    return value


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Lines that hold something, with the name of the file and their number."""
    try:
        with path.open("rb") as stream:
            for number, raw in enumerate(stream, start=1):
                where = f"{path.name}, ligne {number}"
                try:
                    line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
                except UnicodeDecodeError as error:
                    raise JudgedSetError(f"{where} : ce n'est pas de l'UTF-8.") from error
                if line.strip():
                    yield where, line
    except OSError as error:
        raise JudgedSetError(f"{path.name} ne peut être lu : {error.strerror}.") from error

"""Files as they come: what is sound is offered, what is not is listed with its line and its reason."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiches.bibliography import files
from fiches.bibliography.entries import Entry
from fiches.bibliography.files import FileError

FOLDER = Path(__file__).parent / "bad_files"
BIB = "@book{clé, title={Été à l'hôpital – « ça va »}}"


def read(name: str) -> tuple[dict[int, Entry], dict[int, str]]:
    """Entries by line, then reasons by line."""
    found = list(files.read((FOLDER / name).read_bytes()))
    entries = {one.item["id"] if name.endswith(".bib") else one.line: one for one in found if isinstance(one, Entry)}
    return entries, {one.line: one.reason for one in found if not isinstance(one, Entry)}


def test_bibtex() -> None:
    entries, reasons = read("entrees.bib")
    assert set(entries) == {"bonne", "livre", "etrange", "ronde", "memeligne", "enfant", "parent"}
    good = entries["bonne"]
    assert good.line == 3
    assert good.item["container-title"] == "British Medical Journal"
    assert good.item["title"] == "Une Bonne référence"
    assert [person["family"] for person in good.item["author"]] == ["Wu", "Éluard"]
    assert good.item["issued"] == {"date-parts": [[2000, 3]]}
    assert entries["livre"].item["issued"] == {"literal": "sous presse"}
    assert entries["enfant"].item["container-title"] == "Le parent"
    assert len(entries["etrange"].warnings) == 3
    assert {line: next(word for word in WORDS if word in reason) for line, reason in reasons.items()} == {
        4: "mal fermée",
        6: "tournent en rond",
        7: "tournent en rond",
        8: "déjà celle de la ligne 3",
        9: "deux fois",
        11: "pas de clé",
        15: "pas de titre",
        17: "mal fermée",
    }


WORDS = (
    "mal fermée",
    "tournent en rond",
    "déjà celle de la ligne 3",
    "deux fois",
    "pas de clé",
    "pas de titre",
)


def test_ris() -> None:
    entries, reasons = read("sans_fin.ris")
    assert set(entries) == {2, 7}
    assert "ER" in entries[2].warnings[0]
    assert entries[2].item["author"] == [{"family": "La Tour", "given": "Marie de"}]
    assert entries[2].item["ISSN"] == "0959-8138"
    assert "XXXX" in entries[7].warnings[0]
    assert entries[7].item["keyword"] == "a; b"
    assert entries[7].item["issued"] == {"date-parts": [[2001, 3]]}
    assert set(reasons) == {1, 14}


def test_pubmed() -> None:
    entries, reasons = read("articles.nbib")
    item = entries[1].item
    assert item["title"].endswith("needs help too")
    assert item["page"] == "726–727"
    assert item["ISSN"] == "0959-8138 1756-1833"
    assert (item["DOI"], item["PMID"], item["PMCID"]) == ("10.1136/bmj.320.7237.726", "10720336", "PMC1117748")
    assert (item["container-title"], item["container-title-short"]) == ("BMJ (Clinical research ed.)", "BMJ")
    assert item["issued"] == {"date-parts": [[2000, 3, 18]]}
    assert (item["language"], item["keyword"]) == ("en", "Burnout, Professional/psychology;")
    assert set(reasons) == {22, 25}


def test_a_wrong_item_of_json_does_not_hide_the_next() -> None:
    text = '[{"id":1,"type":"book","title":"A"},\n{"id":2,"title":},\n{"id":3,"type":"foo","title":"C"},\n 5]'
    found = list(files.read(text.encode()))
    assert [(one.line, isinstance(one, Entry)) for one in found] == [(1, True), (2, False), (3, True), (4, False)]
    assert "foo" in found[2].warnings[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    (entry,) = files.read(BIB.replace("\n", "\r\n").encode(encoding))
    assert entry.item["title"] == "Été à l'hôpital – « ça va »"


def test_one_line_in_another_encoding_does_not_spoil_the_others() -> None:
    content = BIB.encode() + b"\n" + BIB.replace("clé", "autre").encode("cp1252")
    assert len({entry.item["title"] for entry in files.read(content)}) == 1


def test_very_large_files_are_refused_before_they_are_read() -> None:
    with pytest.raises(FileError, match="dépasse 25 Mo"):
        files.read(b" " * (files.MAX_BYTES + 1))


@pytest.mark.parametrize("content", [b"", b"  \n", b"Bonjour", b"%PDF-1.7", b"<html></html>"])
def test_what_is_no_file_of_references_is_refused(content: bytes) -> None:
    with pytest.raises(FileError):
        files.read(content)


_SHARDS = ["@book{a,", "}", "{", '"', "\n", "title={x}", "=", "#", "@string{", "TY  - ", "ER  - ", "PMID- ", "[", "]", ",", "\\", "crossref={a}", "\x00", "é", "1" * 5000]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(_SHARDS), max_size=30).map("".join))
def test_whatever_comes_there_is_an_answer(text: str) -> None:
    with suppress(FileError):
        list(files.read(text.encode()))

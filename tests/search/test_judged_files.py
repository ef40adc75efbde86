"""Files of a judged set: what is read, and what is refused, with the file and the line."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.judged import CORPUS, JUDGEMENTS, QUERIES, Document, JudgedSetError, Query, read

CORPUS_LINES = ['{"id": "d1", "title": "Un", "text": "texte"}', '{"id": "d2", "title": "", "text": "autre", "x": 1}']
QUERY_LINES = ['{"id": "q1", "text": "un", "part": "dev"}', '{"id": "q2", "text": "deux", "topic": "t"}']
GRADE_LINES = ["q1\td1\t3", "q1\td2\t0", "q2\td2\t1"]


def write(folder: Path, name: str, *lines: str | bytes) -> None:
    raw = [line if isinstance(line, bytes) else line.encode() for line in lines]
    (folder / name).write_bytes(b"\n".join(raw) + b"\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, CORPUS, *CORPUS_LINES)
    write(tmp_path, QUERIES, *QUERY_LINES)
    write(tmp_path, JUDGEMENTS, *GRADE_LINES)
    write(tmp_path, "README.md", "Rien à lire.")
    return tmp_path


def test_a_set_is_read(folder: Path) -> None:
    found = read(folder)
    assert found.documents == [Document("d1", "Un", "texte"), Document("d2", "", "autre")]
    assert found.queries == [Query("q1", "un", "dev"), Query("q2", "deux")]
    assert found.grades == {"q1": {"d1": 3, "d2": 0}, "q2": {"d2": 1}}
    assert found.only("dev").queries == [Query("q1", "un", "dev")]


def test_a_set_may_have_no_corpus(folder: Path) -> None:
    (folder / CORPUS).unlink()
    found = read(folder, with_documents=False)
    assert found.documents == []
    assert found.grades["q1"]["d1"] == 3


def test_windows_lines_a_mark_and_blank_lines_are_fine(folder: Path) -> None:
    write(folder, QUERIES, b"\xef\xbb\xbf" + QUERY_LINES[0].encode() + b"\r", "", QUERY_LINES[1] + "\r", "   ")
    assert [query.text for query in read(folder).queries] == ["un", "deux"]


@pytest.mark.parametrize(
    ("name", "lines", "message"),
    [
        (CORPUS, ["{"], "corpus.jsonl, ligne 1 : ce n'est pas du JSON"),
        (CORPUS, ["[" * 100_000], "corpus.jsonl, ligne 1 : ce n'est pas du JSON"),
        (CORPUS, [CORPUS_LINES[0], "[]"], "corpus.jsonl, ligne 2 : il faut un objet"),
        (CORPUS, ['{"title": "a", "text": "b"}'], "ligne 1 : il manque « id »"),
        (CORPUS, ['{"id": 1, "title": "a", "text": "b"}'], "« id » doit être un texte"),
        (CORPUS, ['{"id": "d", "text": "b"}'], "il manque « title »"),
        (CORPUS, ['{"id": "d", "title": "a", "text": null}'], "« text » doit être un texte"),
        (CORPUS, ['{"id": "d", "title": " ", "text": ""}'], "le titre et le texte sont vides"),
        (CORPUS, ['{"id": "a\\tb", "title": "a", "text": "b"}'], "« id » est vide, ou contient"),
        (CORPUS, ['{"id": " ", "title": "a", "text": "b"}'], "« id » est vide"),
        (CORPUS, ['{"id": "d", "title": "\\u0000", "text": "b"}'], "qu'aucune base ne garde"),
        (CORPUS, ['{"id": "d", "title": "\\ud800", "text": "b"}'], "qu'aucune base ne garde"),
        (CORPUS, [CORPUS_LINES[0], CORPUS_LINES[0]], "ligne 2 : « d1 » est déjà plus haut"),
        (CORPUS, [b"\xff"], "corpus.jsonl, ligne 1 : ce n'est pas de l'UTF-8"),
        (CORPUS, [], "corpus.jsonl est vide"),
        (QUERIES, ['{"id": "q1", "text": " "}'], "queries.jsonl, ligne 1 : la question est vide"),
        (QUERIES, ['{"id": "q1", "text": "a", "part": 1}'], "« part » doit être un texte"),
        (JUDGEMENTS, ["q1 d1 3"], "qrels.tsv, ligne 1 : il faut trois colonnes"),
        (JUDGEMENTS, ["q1\td1\t3", "q9\td1\t3"], "ligne 2 : la question « q9 » n'est pas dans queries.jsonl"),
        (JUDGEMENTS, ["q1\td9\t3"], "le document « d9 » n'est pas dans corpus.jsonl"),
        (JUDGEMENTS, ["q1\td1\t-1"], "la note doit être un entier de 0 à 10"),
        (JUDGEMENTS, ["q1\td1\t11"], "la note doit être un entier de 0 à 10"),
        (JUDGEMENTS, ["q1\td1\t²"], "la note doit être un entier"),
        (JUDGEMENTS, ["q1\td1\t" + "9" * 5000], "la note doit être un entier"),
        (JUDGEMENTS, ["q1\td1\t3", "q1\td1\t2"], "ligne 2 : « q1 » et « d1 » sont déjà jugés"),
    ],
    ids=lambda value: None,
)
def test_a_faulty_line_is_named(folder: Path, name: str, lines: list[str | bytes], message: str) -> None:
    write(folder, name, *lines)
    with pytest.raises(JudgedSetError) as refusal:
        read(folder)
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", [CORPUS, QUERIES, JUDGEMENTS])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(JudgedSetError, match=f"{name} ne peut être lu"):
        read(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(JudgedSetError, match="n'est pas un dossier"):
        read(tmp_path / "absent")


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(TEXTS.filter(str.strip), min_size=1, max_size=8))
def test_what_was_written_is_read(tmp_path: Path, titles: list[str]) -> None:
    write(tmp_path, CORPUS, *(json.dumps({"id": f"d{n}", "title": t, "text": t}) for n, t in enumerate(titles)))
    write(tmp_path, QUERIES, *(json.dumps({"id": f"q{n}", "text": t}) for n, t in enumerate(titles)))
    write(tmp_path, JUDGEMENTS, *(f"q{n}\td{n}\t{n % 4}" for n in range(len(titles))))
    found = read(tmp_path)
    assert [document.title for document in found.documents] == titles
    assert found.grades == {f"q{n}": {f"d{n}": n % 4} for n in range(len(titles))}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from([CORPUS, QUERIES, JUDGEMENTS]), raw=st.binary(max_size=120))
def test_no_bytes_break_the_reader(tmp_path: Path, name: str, raw: bytes) -> None:
    write(tmp_path, CORPUS, *CORPUS_LINES)
    write(tmp_path, QUERIES, *QUERY_LINES)
    write(tmp_path, JUDGEMENTS, *GRADE_LINES)
    (tmp_path / name).write_bytes(raw)
    with contextlib.suppress(JudgedSetError):  # nothing else may come out
        read(tmp_path)

"""``manage.py evaluate_search``: what it measures, what it refuses, and that it leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.conftest import database_vendor

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = [
    ("d1", "Le sommeil du médecin", "Dormir de nouveau."),
    ("d2", "Installer son cabinet", "Bail, plaque, matériel."),
    ("d3", "Les gardes", "Répartir les nuits."),
]
QUERIES = [("q1", "sommeil"), ("q2", "cabinet"), ("q3", "zzzz"), ("q4", "sans jugement")]
GRADES = ["q1\td1\t3", "q2\td2\t3", "q3\td3\t1"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "jeu"
    made.mkdir()
    corpus = [json.dumps({"id": key, "title": title, "text": text}) for key, title, text in DOCUMENTS]
    (made / "corpus.jsonl").write_text("\n".join(corpus))
    (made / "queries.jsonl").write_text("\n".join(json.dumps({"id": key, "text": text}) for key, text in QUERIES))
    (made / "qrels.tsv").write_text("\n".join(GRADES))
    return made


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Where a process of ours puts its temporary files."""
    made = tmp_path / "tmp"
    made.mkdir()
    return made


@pytest.fixture
def start(tmp_path: Path, scratch: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start the command in a process of its own, on the kind of database that the suite runs on."""

    def run(*arguments: object, **environment: str) -> subprocess.Popen[str]:
        kept = {
            "DATA_DIR": str(tmp_path / "data"),
            "DATABASE_URL": _database_url(),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PATH": os.environ["PATH"],
            "TMPDIR": str(scratch),
            **environment,
        }
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "manage.py", "evaluate_search", *map(str, arguments)],
            cwd=ROOT,
            env={name: value for name, value in kept.items() if value},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return run


def _database_url() -> str:
    return os.environ.get("DATABASE_URL", "") if database_vendor() == "postgresql" else ""


def left_behind(scratch: Path) -> list[str]:
    """Temporary databases still there."""
    if database_vendor() == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'medaide\\_evaluation\\_%'")
            return [name for (name,) in cursor.fetchall()]
    return [path.name for path in scratch.iterdir() if "evaluation" in path.name]


@pytest.mark.django_db
def test_a_set_is_measured(
    start: Callable[..., subprocess.Popen[str]], folder: Path, scratch: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run.tsv"
    process = start(folder, "--run", run)
    out, errors = process.communicate(timeout=300)

    assert (process.returncode, errors) == (0, "")
    assert "Questions       3" in out, "the one without judgement is not asked"
    assert "nDCG@10         0,667" in out
    assert "Sans réponse    33,3 %" in out
    assert run.read_text() == "q1\td1\t1\nq2\td2\t1\n"
    assert left_behind(scratch) == []
    assert not (tmp_path / "data").exists(), "the configured site was not touched"


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_a_set_is_measured_on_elasticsearch(
    start: Callable[..., subprocess.Popen[str]], folder: Path, scratch: Path
) -> None:
    process = start(folder, SEARCH_URL=os.environ["TEST_SEARCH_URL"])
    out, errors = process.communicate(timeout=300)
    assert (process.returncode, errors) == (0, "")
    assert "Moteur          Elasticsearch" in out
    assert "MRR@10          0,667" in out


@pytest.mark.django_db
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_measure_leaves_nothing(
    start: Callable[..., subprocess.Popen[str]], folder: Path, scratch: Path, sent: int, code: int
) -> None:
    process = start(folder)
    limit = time.monotonic() + 60
    while not left_behind(scratch):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < limit
        time.sleep(0.05)
    process.send_signal(sent)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == code
    assert left_behind(scratch) == []
    assert "Traceback" not in errors


@pytest.mark.django_db
def test_a_search_server_that_does_not_answer_is_said(
    start: Callable[..., subprocess.Popen[str]], folder: Path, scratch: Path
) -> None:
    process = start(folder, SEARCH_URL="http://127.0.0.1:9")
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 1
    assert errors.startswith("CommandError: Le serveur de recherche ne répond pas")
    assert errors.count("\n") == 1
    assert left_behind(scratch) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--sample", "0"], "au moins une question"),
        (["--run", "/"], "Impossible d'écrire /"),
        (["--run", "/absent/run.tsv"], "Impossible d'écrire"),
    ],
)
def test_what_cannot_be_done_is_said_before_any_work(folder: Path, arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("evaluate_search", str(folder), *arguments)


def test_a_faulty_set_is_refused_in_one_line(folder: Path) -> None:
    (folder / "qrels.tsv").write_text("q1\td9\t3")
    with pytest.raises(CommandError, match=r"qrels\.tsv, ligne 1 : le document « d9 »"):
        call_command("evaluate_search", str(folder))
    (folder / "qrels.tsv").write_text("q1\td1\t0")
    with pytest.raises(CommandError, match="Aucune question"):
        call_command("evaluate_search", str(folder))

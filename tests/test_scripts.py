"""The commands of the Makefile, as someone at a keyboard meets them."""

import ast
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from scripts import bootstrap, preflight, servers
from scripts import test as suite
from scripts.console import RefusalError
from tests.conftest import SiteCopy

ROOT = Path(__file__).resolve().parent.parent
ANSWER_LIMIT = 120


def serve_environment(folder: Path, **variables: str) -> dict[str, str]:
    """A developer's environment, free of what the suite itself sets."""
    kept = {name: value for name, value in os.environ.items() if name not in suite.SCRUBBED}
    return {**kept, "DATA_DIR": str(folder), "PORT": str(servers.free_port()), **variables}


def refused(folder: Path, **variables: str) -> str:
    """What ``make run`` prints when it refuses: one line, no traceback."""
    outcome = subprocess.run(
        [sys.executable, "-m", "scripts.serve"],
        cwd=ROOT,
        env=serve_environment(folder, **variables),
        capture_output=True,
        text=True,
        timeout=ANSWER_LIMIT,
        check=False,
    )
    assert outcome.returncode == 1
    assert outcome.stdout == ""
    assert outcome.stderr.count("\n") == 1
    return outcome.stderr


@contextmanager
def serving(folder: Path, **variables: str) -> Iterator[str]:
    """``make run`` on this data folder; gives its address, and stops it as Ctrl+C would."""
    environment = serve_environment(folder, **variables)
    address = f"http://127.0.0.1:{environment['PORT']}"
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.send_signal(signal.SIGINT)
        printed = server.communicate(timeout=ANSWER_LIMIT)[0]
    assert server.returncode == 0, printed
    assert f"{address}/admin/" in printed
    assert "Traceback" not in printed


def _wait_for(address: str, server: subprocess.Popen[str]) -> None:
    limit = time.monotonic() + ANSWER_LIMIT
    while time.monotonic() < limit and server.poll() is None:
        try:
            fetch(f"{address}/sante/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    server.kill()
    pytest.fail(f"make run n'a pas répondu : {server.communicate()[0]}")


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=ANSWER_LIMIT) as answer:  # noqa: S310 - our own server
        return answer.read().decode()


class TestBootstrap:
    def test_an_old_python_can_read_it(self) -> None:
        ast.parse((ROOT / "scripts" / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 6))

    def test_an_old_python_is_refused_in_one_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHON", "python3.9")
        monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))

        with pytest.raises(bootstrap.RefusalError, match=r"^Python 3\.9 est trop ancien .* Python 3\.11 .*$"):
            bootstrap.require_python(["run"])

    def test_a_recent_python_of_the_machine_takes_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        became: list[list[str]] = []
        monkeypatch.delenv("PYTHON", raising=False)
        monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
        monkeypatch.setattr(bootstrap.shutil, "which", lambda name: sys.executable if name == "python3.12" else None)
        monkeypatch.setattr(bootstrap, "become", became.append)

        with pytest.raises(bootstrap.RefusalError):  # only because become() came back
            bootstrap.require_python(["run", "x"])

        assert became == [[sys.executable, str(ROOT / "scripts" / "bootstrap.py"), "run", "x"]]

    def test_the_development_lock_holds_all_that_the_site_needs(self) -> None:
        run, dev = (bootstrap.pins(bootstrap.lock_file(name)) for name in ("run", "dev"))

        assert len(run) > 30
        assert run <= dev

    def test_nothing_is_installed_when_the_lock_is_unchanged(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bootstrap, "VENV", tmp_path)
        monkeypatch.setattr(bootstrap, "VENV_PYTHON", Path(sys.executable))
        monkeypatch.setattr(bootstrap.subprocess, "call", lambda *_args, **_options: pytest.fail("pip was called"))
        bootstrap.stamp("run").write_text(bootstrap.digest(bootstrap.lock_file("run")))

        bootstrap.install("run")


class TestPreflight:
    @pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 80", "٨٠٠٠"])
    def test_what_is_not_a_port_is_refused(self, port: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PORT", port)

        with pytest.raises(RefusalError, match="PORT="):
            preflight.read_port()

    def test_a_busy_port_is_refused_with_another(self) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()

            with pytest.raises(RefusalError, match="déjà pris : PORT="):
                preflight.reserve_port(other.getsockname()[1])

    def test_an_unwritable_folder_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()

        with pytest.raises(RefusalError, match="Impossible d'écrire"):
            preflight.check_data_dir(tmp_path / "file" / "data")


class TestRefusals:
    def test_an_unreachable_database(self, tmp_path: Path) -> None:
        message = refused(tmp_path, DATABASE_URL="postgres://medaide:tres-secret@127.0.0.1:1/medaide")

        assert "La base de données ne répond pas (medaide sur 127.0.0.1:1)" in message
        assert "tres-secret" not in message

    def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        (tmp_path / "medaide.sqlite3").write_bytes(b"ceci n'est pas une base" * 100)

        assert "La base de données ne répond pas" in refused(tmp_path)

    def test_an_unusable_search_address(self, tmp_path: Path) -> None:
        message = refused(tmp_path, SEARCH_URL="elastic:tres-secret@127.0.0.1")

        assert "variable d'environnement" in message
        assert "tres-secret" not in message

    @pytest.mark.parametrize("address", ["n'importe quoi", "mysql://u:tres-secret@localhost/x"])
    def test_an_unusable_database_address(self, address: str, tmp_path: Path) -> None:
        message = refused(tmp_path, DATABASE_URL=address)

        assert "DATABASE_URL" in message
        assert "tres-secret" not in message


class TestServing:
    """On a database that is already migrated: what remains is seeded, then left alone."""

    def test_seeds_once_and_keeps_what_editors_changed(self, migrated_site: SiteCopy | None, tmp_path: Path) -> None:
        if migrated_site is None:
            pytest.skip("joué sur SQLite seulement")
        site = migrated_site.copy(tmp_path / "site")

        with serving(site.folder) as address:
            assert "tel:3114" in fetch(f"{address}/")
            assert "/fiches/" in fetch(f"{address}/recherche/?q=sommeil")
            assert f'"html_url": "{address}/' in fetch(f"{address}/api/v2/pages/?limit=1")
        before = self._counts(site)
        self._change(site, "UPDATE home_homepage SET hero_title = 'Titre de la rédaction'")

        with serving(site.folder) as address:
            assert "Titre de la rédaction" in fetch(f"{address}/")
        assert self._counts(site) == before

    def test_starts_and_searches_while_elasticsearch_is_gone(self, site_copy: Callable[[], SiteCopy]) -> None:
        with serving(site_copy().folder, SEARCH_URL="http://127.0.0.1:1") as address:
            assert "/fiches/" in fetch(f"{address}/recherche/?q=sommeil")

    def _counts(self, site: SiteCopy) -> list[int]:
        tables = ("wagtailcore_page", "wagtailcore_revision", "cms_user", "demo_demoobject", "structures_numero")
        with closing(sqlite3.connect(site.database)) as database:
            return [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608

    def _change(self, site: SiteCopy, statement: str) -> None:
        with closing(sqlite3.connect(site.database)) as database, database:
            database.execute(statement)

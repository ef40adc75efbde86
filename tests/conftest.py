"""What every test may use: the migrated database, and the demo content at little cost."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases

from demo import accounts
from demo.ledger import Ledger
from demo.seed import Seeder
from search import spelling
from search.scratch import connected_to

DATABASE_FILE = "medaide.sqlite3"
MEDIA_FOLDER = "media"


@dataclass(frozen=True)
class SiteCopy:
    """A folder that holds a whole site: its SQLite database and its media."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_FILE

    @property
    def media(self) -> Path:
        return self.folder / MEDIA_FOLDER

    def copy(self, folder: Path) -> "SiteCopy":
        shutil.copytree(self.folder, folder)
        return SiteCopy(folder)

    @contextmanager
    def in_use(self) -> Iterator["SiteCopy"]:
        """Point Django at this copy. Threads opened meanwhile get connections of their own to its file."""
        with connected_to(str(self.database)), override_settings(MEDIA_ROOT=self.media):
            yield self


@pytest.fixture(autouse=True)
def _fresh_vocabulary() -> None:
    """Each test has its own words: keys come again after a rollback."""
    spelling.forget()


def database_vendor() -> str:
    """What the suite runs on: ``sqlite`` or ``postgresql``."""
    return str(connections[DEFAULT_DB_ALIAS].vendor)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refaire-guide",
        choices=["changees", "toutes"],
        default="",
        help="refait les images du guide des éditeurs au lieu de les vérifier (make guide)",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a server that is not there is skipped before anything is prepared for it."""
    if not os.environ.get("TEST_SEARCH_URL"):
        for item in items:
            if item.get_closest_marker("elasticsearch"):
                item.add_marker(pytest.mark.skip(reason="pas de serveur Elasticsearch (TEST_SEARCH_URL)"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes do not name a test: those of an archive hold the time, and two workers would not agree on the name."""
    return argname if isinstance(val, bytes) else None


def pytest_unconfigure() -> None:
    """Leave no uploaded file behind."""
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """The test database, whatever tests were chosen: pytest-django makes none when none is marked ``django_db``."""
    aliases = {DEFAULT_DB_ALIAS}
    with django_db_blocker.unblock():
        created = setup_databases(verbosity=0, interactive=False, aliases=aliases, serialized_aliases=aliases)
    yield
    with django_db_blocker.unblock():
        teardown_databases(created, verbosity=0)


@pytest.fixture(scope="session")
def migrated_site(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> SiteCopy | None:
    """The database as migrations leave it, in a file; None when the suite does not run on SQLite."""
    if database_vendor() != "sqlite":
        return None
    site = SiteCopy(tmp_path_factory.mktemp("migrated"))
    site.media.mkdir()
    with django_db_blocker.unblock():
        connection = connections[DEFAULT_DB_ALIAS]
        connection.ensure_connection()
        assert connection.is_in_memory_db(), "the developer's own database is out of bounds"
        with closing(sqlite3.connect(site.database)) as target:
            connection.connection.backup(target)
    return site


@pytest.fixture(scope="session", autouse=True)
def _snapshot_first(request: pytest.FixtureRequest) -> None:
    """Copy the migrated database before a test can flush it."""
    if any(not _DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())) for item in request.session.items):
        request.getfixturevalue("migrated_site")


_DATABASE_FIXTURES = {"db", "transactional_db", "_django_db_helper", "migrated_site"}


@pytest.fixture(scope="session")
def seeded_site(
    tmp_path_factory: pytest.TempPathFactory, migrated_site: SiteCopy | None, django_db_blocker: Any, worker_id: str
) -> SiteCopy | None:
    """A site with the demo and its accounts, made once for all workers; None when not on SQLite."""
    if migrated_site is None:
        return None
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    seeded = SiteCopy(shared / "seeded")
    with (shared / "seeded.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not seeded.folder.exists():
            draft = migrated_site.copy(shared / "seeding")
            with django_db_blocker.unblock(), draft.in_use():
                _seed()
                with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            draft.folder.rename(seeded.folder)
    return seeded


def _seed() -> None:
    Seeder().run()
    accounts.create(Ledger())


@pytest.fixture(scope="module")
def demo(
    tmp_path_factory: pytest.TempPathFactory, seeded_site: SiteCopy | None, django_db_blocker: Any
) -> Iterator[None]:
    """The demo and its accounts for a module's ``django_db`` tests; each test's own changes are rolled back."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        if seeded_site is not None:
            stack.enter_context(seeded_site.copy(tmp_path_factory.mktemp("demo") / "site").in_use())
        else:
            stack.enter_context(transaction.atomic())
            stack.callback(transaction.set_rollback, True)
            _seed()
        stack.enter_context(django_db_blocker.block())
        yield


@pytest.fixture
def site_copy(seeded_site: SiteCopy | None, tmp_path: Path) -> Callable[[], SiteCopy]:
    """Make a private copy of the seeded site, to be changed at will."""
    if seeded_site is None:
        pytest.skip("joué sur SQLite seulement")
    return lambda: seeded_site.copy(tmp_path / "site")

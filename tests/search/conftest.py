"""The engines under test: SQLite, PostgreSQL, Elasticsearch. Each one real; skipped when its server is not there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from wagtail.search.backends import get_search_backend

from search import engines, index, worker
from search.models import Outbox
from tests.conftest import SiteCopy, database_vendor


@dataclass(frozen=True)
class Engine:
    """An engine with an empty index."""

    name: str  # as ``SearchResults.engine`` says it

    def settle(self) -> None:
        """Let it be told what was written. In a test's transaction nothing is committed: nobody tells it by itself."""
        assert worker.attempt()
        assert not Outbox.objects.exists()


def backends(prefix: str, urls: str = "") -> dict[str, Any]:
    """Search settings for the Elasticsearch of TEST_SEARCH_URL, or another, with indexes of our own."""
    addresses = (urls or os.environ["TEST_SEARCH_URL"]).split(",")
    return {"default": {"BACKEND": "search.backends.elasticsearch", "URLS": addresses, "INDEX_PREFIX": prefix}}


@contextmanager
def configured(settings: Any, urls: str = "") -> Iterator[Engine]:
    """A real Elasticsearch, configured, with an index of the site's pages."""
    prefix = f"medaide_test_{uuid4().hex[:12]}_"
    settings.WAGTAILSEARCH_BACKENDS = backends(prefix, urls)
    client = get_search_backend().es
    try:
        index.build()
        yield Engine(engines.ELASTICSEARCH)
    finally:
        for name in client.indices.get(index=f"{prefix}*").body:
            client.indices.delete(index=name)


@pytest.fixture
def elasticsearch(settings: Any, db: None) -> Iterator[Engine]:
    """The Elasticsearch of TEST_SEARCH_URL."""
    with configured(settings) as engine:
        yield engine


@pytest.fixture
def committed(tmp_path: Path, migrated_site: SiteCopy | None, django_db_blocker: Any) -> Iterator[None]:
    """A site whose transactions are real, and seen by other threads: a copy of the migrated one."""
    copy = migrated_site.copy(tmp_path / "site").in_use if migrated_site else _copied_database
    with django_db_blocker.unblock(), copy():
        yield


@contextmanager
def _copied_database() -> Iterator[None]:
    """Point Django at a copy of the test database, which PostgreSQL makes when nobody is connected to it."""
    usual_settings, usual_connection = connections.settings[DEFAULT_DB_ALIAS], connections[DEFAULT_DB_ALIAS]
    usual_connection.close()
    name = f"medaide_copy_{uuid4().hex}"
    with usual_connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{usual_connection.settings_dict["NAME"]}"')
    connections.settings[DEFAULT_DB_ALIAS] = {**usual_settings, "NAME": name}
    connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections.settings[DEFAULT_DB_ALIAS] = usual_settings
        connections[DEFAULT_DB_ALIAS] = usual_connection
        with usual_connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest, db: None) -> Engine:
    """Each engine in turn."""
    if request.param == "elasticsearch":
        return request.getfixturevalue("elasticsearch")
    if request.param != database_vendor():
        pytest.skip(f"joué quand la suite tourne sur {request.param}")
    return Engine(engines.DATABASE)

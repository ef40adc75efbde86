"""The engines under test: SQLite, PostgreSQL, Elasticsearch. Each one real; skipped when its server is not there."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from wagtail.search.backends import get_search_backend

from search import engines, index, worker
from search.models import Outbox
from tests.conftest import database_vendor


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


@pytest.fixture
def elasticsearch(settings: Any, db: None) -> Iterator[Engine]:
    """The real Elasticsearch, configured, with an index of the site's first pages."""
    prefix = f"medaide_test_{uuid4().hex[:12]}_"
    settings.WAGTAILSEARCH_BACKENDS = backends(prefix)
    index.build()
    client = get_search_backend().es
    yield Engine(engines.ELASTICSEARCH)
    for name in client.indices.get(index=f"{prefix}*").body:
        client.indices.delete(index=name)


@pytest.fixture(params=["sqlite", "postgresql", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest, db: None) -> Engine:
    """Each engine in turn."""
    if request.param == "elasticsearch":
        return request.getfixturevalue("elasticsearch")
    if request.param != database_vendor():
        pytest.skip(f"joué quand la suite tourne sur {request.param}")
    return Engine(engines.DATABASE)

"""Elasticsearch as a backend of Wagtail: chosen by SEARCH_URL, built by ``update_index`` like any other.

Readers' searches are asked of it by ``search.engines``. Those of querysets (``Page.objects.search()``, the admin) stay
with the SQL engine, which ranks alike: they hold drafts, and permissions that only the database knows, while
Elasticsearch is given nothing but what everyone may read.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from elasticsearch import Elasticsearch

from search.elastic import rebuild, step
from search.elastic.server import Server, server

from .sql import RebuiltSqlIndex, SqlIndex, SqlRebuilder, SqlSearchBackend


class _LivingIndex(RebuiltSqlIndex):
    """Shows that the rebuild is alive."""

    def add_items(self, model: type[Model], items: Sequence[Any]) -> None:
        super().add_items(model, items)
        step.sign_of_life()


class ElasticsearchRebuilder(SqlRebuilder):
    """The SQL index first, then Elasticsearch's from it."""

    progress: rebuild.Progress = staticmethod(lambda done, total: None)

    def start(self) -> SqlIndex:
        """Raises RebuildInCourseError."""
        step.begin_rebuild()
        return _LivingIndex(self.index.backend)

    def finish(self) -> None:
        """Raises UnavailableError; then the SQL index is built all the same, and answers."""
        try:
            super().finish()
            rebuild.rebuild(self.index.backend.server, self.progress)
        finally:
            step.end_rebuild()
        rebuild.catch_up(self.index.backend.server)


class ElasticsearchBackend(SqlSearchBackend):
    rebuilder_class = ElasticsearchRebuilder

    @property
    def server(self) -> Server:
        """The configured server."""
        known = server()
        if known is None:
            raise LookupError("Elasticsearch must be the default backend.")
        return known

    @property
    def es(self) -> Elasticsearch:
        """Its client, under the name that Wagtail's backends give it."""
        return self.server.client


SearchBackend = ElasticsearchBackend

"""A whole empty site beside the configured one, for measures: its database and its index live as long as the block."""

import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from elasticsearch import ApiError, TransportError
from wagtail.search.backends import get_search_backend

from cms.remembered import memory

from . import spelling


class ScratchError(Exception):
    """No scratch site can be made here; the message, in French, is one line."""


@contextmanager
def scratch_site() -> Iterator[None]:
    """Point Django at a new, migrated database of the configured kind, and at an index of its own.

    SQLite: a file in a temporary folder. PostgreSQL: a database made for the occasion on the same server.
    Elasticsearch: the same server, another index prefix. All are deleted when the block ends, Ctrl+C and SIGTERM
    included. Nothing of the configured site is read or changed. Only for a process of its own, with one thread.

    Raises ScratchError when the database cannot be made, or the search server does not answer.
    """
    with ExitStack() as stack:
        stack.enter_context(_termination_unwinds())
        name = f"medaide_evaluation_{uuid4().hex}"
        if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="medaide-evaluation-"))
            database = str(Path(folder) / f"{name}.sqlite3")
        else:
            database = stack.enter_context(_postgresql_database(name))
        stack.enter_context(connected_to(database))
        stack.enter_context(_index_of_its_own(name))
        call_command("migrate", verbosity=0, interactive=False)
        yield


@contextmanager
def _termination_unwinds() -> Iterator[None]:
    """Make SIGTERM leave through the same doors as Ctrl+C: by itself it kills without cleaning."""
    usual = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, usual)


@contextmanager
def _postgresql_database(name: str) -> Iterator[str]:
    """An empty database on the configured server."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    except DatabaseError as error:
        reason = str(error).strip().partition("\n")[0]
        raise ScratchError(f"Impossible de créer une base temporaire : {reason}") from error
    try:
        yield name
    finally:
        # Not the connection of before the block: it may have been closed by its server meanwhile.
        connection.close_if_unusable_or_obsolete()
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def connected_to(database: str) -> Iterator[None]:
    """Make the default connection one to this database. The usual one stays open: one in memory dies with it."""
    usual_settings = connections.settings[DEFAULT_DB_ALIAS]
    usual_connection = connections[DEFAULT_DB_ALIAS]
    connections.settings[DEFAULT_DB_ALIAS] = {**usual_settings, "NAME": database}
    scratch = connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
    _forget()
    try:
        yield
    finally:
        scratch.close()
        connections.settings[DEFAULT_DB_ALIAS] = usual_settings
        connections[DEFAULT_DB_ALIAS] = usual_connection
        _forget()


def _forget() -> None:
    """Empty what this process remembers of one database before it meets another (the cache is its own memory)."""
    ContentType.objects.clear_cache()
    cache.clear()
    spelling.forget()
    memory.forget()


@contextmanager
def _index_of_its_own(name: str) -> Iterator[None]:
    """Give every search engine a prefix of its own, and update none while pages are added: the index is built whole."""
    usual = settings.WAGTAILSEARCH_BACKENDS
    own: dict[str, dict[str, Any]] = {
        alias: {**options, "AUTO_UPDATE": False, **({"INDEX_PREFIX": f"{name}_"} if "URLS" in options else {})}
        for alias, options in usual.items()
    }
    prefixes = {alias: options["INDEX_PREFIX"] for alias, options in own.items() if "URLS" in options}
    settings.WAGTAILSEARCH_BACKENDS = own
    try:
        for alias, prefix in prefixes.items():
            _indexes(alias, prefix)  # an answer, before anything is built
        try:
            yield
        finally:
            for alias, prefix in prefixes.items():
                for index in _indexes(alias, prefix):
                    get_search_backend(alias).es.indices.delete(index=index)
    finally:
        settings.WAGTAILSEARCH_BACKENDS = usual


def _indexes(alias: str, prefix: str) -> list[str]:
    """Names of the indexes under a prefix. Raises ScratchError when the server does not say."""
    try:
        return list(get_search_backend(alias).es.indices.get(index=f"{prefix}*"))
    except (ApiError, TransportError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ScratchError(f"Le serveur de recherche ne répond pas : {reason}") from error

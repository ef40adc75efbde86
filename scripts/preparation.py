"""From an empty database to a site ready to be served. Each step does nothing when it was done before.

Imported once Django is loaded.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import PageLogEntry, Site
from wagtail.search.backends import get_search_backend

from demo import accounts
from demo.ledger import Ledger
from demo.models import DemoObject
from demo.seed import Seeder
from search import index
from search.elastic.options import configured

from .console import RefusalError, first_line, say

LOOPBACK = {"localhost", "127.0.0.1", "::1", "[::1]"}
# Which database and which engine the index was last built for: after a move, an old index must not pass for a new one.
INDEX_STAMP = "index-de-recherche"
SEARCH_TIMEOUT = 3


def check_database() -> None:
    """Raises RefusalError when the database does not answer; the password stays out of the message."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        config = connection.settings_dict
        where = str(config["NAME"])
        if config["HOST"]:
            where += f" sur {config['HOST']}:{config['PORT'] or 5432}"
        reason = _hide(first_line(error), config["PASSWORD"])
        raise RefusalError(f"La base de données ne répond pas ({where}) : vérifiez DATABASE_URL. {reason}") from None


def check_search(urls: list[str]) -> None:
    """Say it when the search server does not answer: the database searches in its place, and the site starts.

    Nothing to check when the database searches alone.
    """
    if not urls:
        return
    logging.disable(logging.WARNING)
    try:
        get_search_backend().es.options(request_timeout=SEARCH_TIMEOUT, max_retries=0).info()
    except Exception as error:  # the client has errors of four families, and any of them means the same here
        hosts = ", ".join(url.rpartition("@")[2] for url in urls)  # no password here either
        say(
            f"Elasticsearch ne répond pas ({hosts}, {type(error).__name__}) : la base de données cherche à sa place. "
            "Vérifiez SEARCH_URL."
        )
    finally:
        logging.disable(logging.NOTSET)


def _hide(text: str, secret: str | None) -> str:
    return text.replace(secret, "***") if secret else text


def migrate() -> None:
    """Apply the migrations that are missing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Préparation de la base de données…")
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def seed() -> bool:
    """Seed the demo on a site where nothing was ever done; returns whether it did.

    A site whose demo was removed keeps the history of that, and stays without.
    """
    if DemoObject.objects.exists():
        accounts.create(Ledger())
        return False
    if PageLogEntry.objects.exists():
        return False
    say("Installation du contenu de démonstration…")
    with _index_left_alone():
        Seeder().run()
        accounts.create(Ledger())
    return True


@contextmanager
def _index_left_alone() -> Iterator[None]:
    """Saved pages are not indexed one by one: the whole index is built afterwards."""
    backends: list[dict[str, Any]] = list(settings.WAGTAILSEARCH_BACKENDS.values())
    before = [backend.get("AUTO_UPDATE", True) for backend in backends]
    for backend in backends:
        backend["AUTO_UPDATE"] = False
    try:
        yield
    finally:
        for backend, value in zip(backends, before, strict=True):
            backend["AUTO_UPDATE"] = value


def build_index(data_dir: Path, search_urls: list[str], force: bool) -> None:
    """Build the search index when it is missing, when it is another database's, or when asked to."""
    stamp = data_dir / INDEX_STAMP
    expected = _index_identity(search_urls)
    known = stamp.read_text() if stamp.exists() else ""
    if force or known != expected or not index.is_built():
        say("Construction de l'index de recherche…")
        if _build():
            stamp.write_text(expected)


def _build() -> bool:
    """Whether every engine has its index; the database has it in any case."""
    if not configured():
        index.build()
        return True
    from search.elastic.server import UnavailableError  # noqa: PLC0415 - loads the client

    try:
        index.build()
    except UnavailableError as error:
        say(f"L'index d'Elasticsearch n'est pas construit ({error}) : lancez plus tard manage.py rebuild_index.")
        return False
    return True


def _index_identity(search_urls: list[str]) -> str:
    config = connection.settings_dict
    parts = [config["ENGINE"], config["HOST"], config["PORT"], config["NAME"], *sorted(search_urls)]
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def match_site(base_url: str) -> None:
    """Give the default site this server's address, as long as both are of this machine."""
    address = urlsplit(base_url)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or site.hostname not in LOOPBACK or address.hostname not in LOOPBACK:
        return
    if (site.hostname, site.port) != (address.hostname, port):
        site.hostname, site.port = address.hostname, port
        site.save()

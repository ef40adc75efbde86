"""Everything between an empty folder and a site ready to be served. Each step does nothing when it was done before."""

import hashlib
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .console import Refusal, first_line, say

DEFAULT_PORT = 8000
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}
# Which database and which engine the index was last built for: after a move, an old index must not pass for a new one.
INDEX_STAMP = "index-de-recherche"


def read_port() -> int:
    """PORT from the environment. Raises Refusal when it is not a port."""
    text = os.environ.get("PORT", "").strip() or str(DEFAULT_PORT)
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT={text} n'est pas un numéro de port (1 à 65535).")
    return int(text)


def reserve_port(port: int) -> socket.socket:
    """Bind the port now, so that nobody takes it during the preparation. Raises Refusal when it is not free."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen()
    except OSError as error:
        listener.close()
        if isinstance(error, PermissionError):
            raise Refusal(f"Le port {port} est réservé au système : choisissez-en un autre (PORT=8080 make run).") from None
        raise Refusal(f"Le port {port} est déjà pris : choisissez-en un autre (PORT={port + 1} make run).") from None
    return listener


def check_data_dir(folder: Path) -> None:
    """Create the data folder. Raises Refusal when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Refusal(
            f"Impossible d'écrire dans {folder} ({error.strerror}) : changez ses droits, ou DATA_DIR=/autre/dossier."
        ) from None


def check_database() -> None:
    """Raises Refusal when the database does not answer; the password stays out of the message."""
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        settings = connection.settings_dict
        where = settings["NAME"]
        if settings["HOST"]:
            where = f"{settings['NAME']} sur {settings['HOST']}:{settings['PORT'] or 5432}"
        reason = _without(first_line(error), settings["PASSWORD"])
        raise Refusal(f"La base de données ne répond pas ({where}) : vérifiez DATABASE_URL. {reason}") from None


def check_search(urls: list[str]) -> None:
    """Raises Refusal when the search server does not answer. Nothing to check when the database does the search."""
    if not urls:
        return
    from wagtail.search.backends import get_search_backend

    try:
        get_search_backend().es.options(request_timeout=3, max_retries=0).info()
    except Exception as error:  # the client has errors of four families, and any of them means the same here
        hosts = ", ".join(_without_credentials(url) for url in urls)
        raise Refusal(
            f"Elasticsearch ne répond pas ({hosts}) : vérifiez SEARCH_URL, ou retirez-la pour chercher avec la base de "
            f"données. {type(error).__name__}"
        ) from None


def _without(text: str, secret: str | None) -> str:
    return text.replace(secret, "***") if secret else text


def _without_credentials(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def migrate() -> None:
    """Apply the migrations that are missing."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Préparation de la base de données…")
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def seed() -> bool:
    """Seed the demo on a site where nothing was ever done; returns whether it did.

    A site whose demo was removed keeps the history of that, and stays without.
    """
    from demo import accounts
    from demo.ledger import Ledger
    from demo.models import DemoObject
    from demo.seed import Seeder
    from wagtail.models import PageLogEntry

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
    from django.conf import settings

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
    from search import index

    stamp = data_dir / INDEX_STAMP
    expected = _index_identity(search_urls)
    known = stamp.read_text() if stamp.exists() else ""
    if force or known != expected or not index.is_built():
        say("Construction de l'index de recherche…")
        index.build()
        stamp.write_text(expected)


def _index_identity(search_urls: list[str]) -> str:
    from django.db import connection

    settings = connection.settings_dict
    parts = [settings["ENGINE"], settings["HOST"], settings["PORT"], settings["NAME"], *sorted(search_urls)]
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def match_site(base_url: str) -> None:
    """Give the default site this server's address, as long as it still is one of this machine."""
    from wagtail.models import Site

    address = urlsplit(base_url)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or site.hostname not in LOOPBACK or address.hostname not in LOOPBACK:
        return
    if (site.hostname, site.port) != (address.hostname, port):
        site.hostname, site.port = address.hostname, port
        site.save()

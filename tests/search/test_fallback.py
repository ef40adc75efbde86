"""Readers and editors notice nothing when Elasticsearch is slow or gone, and nothing is lost. Against a real server."""

import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from search import engines, worker
from search.elastic import step
from search.elastic.server import Server, server
from search.models import Outbox, Synonym
from search.service import search
from tests.factories import PlainPageFactory
from tests.search.conftest import Engine

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def known() -> Server:
    found = server()
    assert found is not None
    return found


class Proxy:
    """A way to the real server that can be cut (connections refused), blocked (nothing answers) or opened again."""

    def __init__(self, target: str) -> None:
        self.host, _, port = target.rpartition("/")[2].rpartition("@")[2].partition(":")
        self.target = (self.host, int(port))
        self.port = 0
        self._blocked = threading.Event()
        self._sockets: list[socket.socket] = []
        self.open()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        self._blocked.clear()
        self.listener = socket.create_server(("127.0.0.1", self.port), reuse_port=True)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=[self.listener], daemon=True).start()

    def cut(self) -> None:
        # shutdown() wakes the thread that accepts: close() alone would leave the port listening.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self._close_all()

    def block(self) -> None:
        self._blocked.set()
        self._close_all()

    def _close_all(self) -> None:
        for one in self._sockets:
            with closing(one):
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
        self._sockets.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            self._sockets.append(client)
            if not self._blocked.is_set():
                real = socket.create_connection(self.target)
                self._sockets.append(real)
                for pair in ((client, real), (real, client)):
                    threading.Thread(target=self._copy, args=pair, daemon=True).start()

    def _copy(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        finally:
            source.close()
            target.close()


@pytest.fixture
def proxy(elasticsearch: Engine, settings: Any) -> Iterator[Proxy]:
    """Elasticsearch behind a proxy, with a breaker that tries again quickly; nothing waits."""
    backends = settings.WAGTAILSEARCH_BACKENDS["default"]
    made = Proxy(backends["URLS"][0])
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**backends, "URLS": [made.url]}}
    PlainPageFactory(title="Le sommeil du médecin")
    elasticsearch.settle()
    assert search("sommeil").engine == engines.ELASTICSEARCH
    yield made
    settings.WAGTAILSEARCH_BACKENDS = {"default": backends}
    made.cut()


def _rest_is_over() -> None:
    """The while after which it is tried again has passed."""
    known().breaker._next_trial = time.monotonic()


@pytest.mark.parametrize("trouble", ["cut", "block"])
def test_the_database_answers_within_a_second(proxy: Proxy, trouble: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    getattr(proxy, trouble)()
    for _ in range(3):
        begin = time.perf_counter()
        results = search("sommeil")
        assert time.perf_counter() - begin < 1
        assert results.engine == engines.DATABASE
        assert [hit.object.title for hit in results.hits] == ["Le sommeil du médecin"]
    assert [(record.name, record.levelname) for record in caplog.records] == [("search", "WARNING")]
    assert "sommeil" not in caplog.text

    if trouble == "cut":
        proxy.open()
    else:
        proxy._blocked.clear()
        proxy._close_all()
    assert search("sommeil").engine == engines.DATABASE, "it is left alone for a while"
    _rest_is_over()
    assert search("sommeil").engine == engines.ELASTICSEARCH
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_while_it_is_silent_only_one_reader_in_a_while_waits(proxy: Proxy) -> None:
    proxy.block()
    search("sommeil")
    begin = time.perf_counter()
    for _ in range(20):
        assert known().breaker.is_resting()
        search("sommeil")
    assert time.perf_counter() - begin < 2


def test_what_is_published_meanwhile_is_found_then_and_afterwards(proxy: Proxy) -> None:
    proxy.cut()
    begin = time.perf_counter()
    page = PlainPageFactory(title="Sommeil publié pendant la panne")
    worker.kick()  # raises nothing
    assert time.perf_counter() - begin < 2
    assert Outbox.objects.filter(object_id=page.pk).exists()
    assert search("sommeil").total == 2
    with pytest.raises(CommandError, match="Elasticsearch ne répond pas"):
        call_command("index_pending")

    proxy.open()
    call_command("index_pending", verbosity=0)

    assert not Outbox.objects.exists()
    results = search("sommeil")
    assert (results.total, results.engine) == (2, engines.ELASTICSEARCH)


def test_a_synonym_saved_meanwhile_waits_too(proxy: Proxy) -> None:
    proxy.cut()
    Synonym.objects.create(expressions="sommeil, repos")
    assert not worker.attempt()
    assert search("repos").total == 1

    proxy.open()
    assert worker.attempt()
    results = search("repos")
    assert (results.total, results.engine) == (1, engines.ELASTICSEARCH)


def test_what_is_published_is_found_at_once_even_before_it_is_told(elasticsearch: Engine) -> None:
    page = PlainPageFactory(title="Sommeil")
    assert (search("sommeil").total, search("sommeil").engine) == (1, engines.DATABASE)
    elasticsearch.settle()

    page.delete()

    assert (search("sommeil").total, search("sommeil").engine) == (0, engines.DATABASE)
    elasticsearch.settle()
    assert search("sommeil").total == 0


def test_a_lost_index_is_built_again(elasticsearch: Engine) -> None:
    PlainPageFactory(title="Sommeil")
    elasticsearch.settle()
    for name in known().client.indices.get_alias(name=known().alias).body:
        known().client.indices.delete(index=name)

    assert (search("sommeil").total, search("sommeil").engine) == (1, engines.DATABASE)
    call_command("index_pending", verbosity=0)

    results = search("sommeil")
    assert (results.total, results.engine) == (1, engines.ELASTICSEARCH)


def test_what_is_written_while_it_is_not_configured_makes_its_index_worthless(
    elasticsearch: Engine, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    elasticsearch.settle()
    with_it = settings.WAGTAILSEARCH_BACKENDS
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends.sql"}}
    PlainPageFactory(title="Sommeil")
    settings.WAGTAILSEARCH_BACKENDS = with_it

    assert not step.in_step()
    assert (search("sommeil").total, search("sommeil").engine) == (1, engines.DATABASE)
    assert caplog.text.count("search_index_missing") == 1


def test_an_older_reading_never_replaces_a_newer_one(elasticsearch: Engine) -> None:
    """Two processes tell the same entry: the one that read it first comes last."""
    from search.elastic import delivery  # noqa: PLC0415

    page = PlainPageFactory(title="Sommeil")
    late = delivery._next()
    assert late is not None
    page.title = "Gardes"
    page.save()
    elasticsearch.settle()

    delivery.send(known().client, known().alias, late)

    assert (search("gardes").total, search("gardes").engine) == (1, engines.ELASTICSEARCH)
    assert search("sommeil").total == 0


def test_an_entry_that_is_refused_is_kept_and_named(elasticsearch: Engine, caplog: pytest.LogCaptureFixture) -> None:
    known().client.indices.put_settings(index=known().alias, settings={"index.blocks.write": True})
    page = PlainPageFactory(title="Sommeil")

    assert not worker.attempt()

    assert f"-{page.pk} reason=cluster_block_exception" in caplog.text
    assert Outbox.objects.filter(object_id=page.pk).exists()
    known().client.indices.put_settings(index=known().alias, settings={"index.blocks.write": False})
    elasticsearch.settle()

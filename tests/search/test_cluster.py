"""Three real nodes, one of them killed while people search: nobody gets an error, and the cluster goes on answering."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from scripts import servers
from search import engines
from search.elastic.server import server
from search.models import Outbox
from search.service import search
from tests.factories import PlainPageFactory
from tests.search.conftest import configured

pytestmark = [
    pytest.mark.elasticsearch,
    pytest.mark.skipif(
        not os.environ.get("ELASTICSEARCH_HOME"), reason="pas d'Elasticsearch à lancer trois fois (ELASTICSEARCH_HOME)"
    ),
]

READERS = 4
BEFORE, AFTER = 2.0, 8.0  # seconds of searches
WARM = 20  # answers in a row, each in time, of machines that have just started


@pytest.fixture
def nodes() -> Iterator[list[servers.Node]]:
    with servers.elasticsearch_cluster(Path(os.environ["ELASTICSEARCH_HOME"])) as started:
        yield started


class Readers:
    """Threads that search without a pause, and remember who answered, when, and in how long."""

    def __init__(self) -> None:
        self.answers: list[tuple[float, str, int, float]] = []
        self.errors: list[BaseException] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._search) for _ in range(READERS)]

    def __enter__(self) -> "Readers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _search(self) -> None:
        try:
            while not self._stop.is_set():
                begin = time.perf_counter()
                results = search("sommeil")
                seconds = time.perf_counter() - begin
                self.answers.append((time.monotonic(), results.engine, results.total, seconds))
        except BaseException as error:
            self.errors.append(error)
        finally:
            connection.close()


def test_a_node_killed_under_load_costs_readers_nothing(
    nodes: list[servers.Node], committed: None, settings: Any
) -> None:
    with configured(settings, ",".join(node.url for node in nodes)):
        for number in range(3):
            PlainPageFactory(title=f"Sommeil {number}")
        _tell()
        known = server()
        assert known is not None
        known.client.cluster.health(index=known.alias, wait_for_status="green", timeout="30s")
        holder = known.client.cat.shards(index=known.alias, h="node,prirep", format="json")
        primary = next(one["node"] for one in holder if one["prirep"] == "p")
        victim = nodes[int(primary.rpartition("-")[2])]  # the one that hurts most

        known.breaker.retry_seconds = 1  # the machine is shared with three servers: one answer may come late
        _warm_up()

        with Readers() as readers:
            time.sleep(BEFORE)
            killed = time.monotonic()
            victim.kill()
            time.sleep(AFTER)

        assert readers.errors == []
        assert {total for _, _, total, _ in readers.answers} == {3}
        before, after, last = (
            [engine for when, engine, *_ in readers.answers if begin < when < end]
            for begin, end in ((0, killed), (killed, killed + 2 * AFTER), (killed + AFTER - 2, killed + 2 * AFTER))
        )
        assert engines.ELASTICSEARCH in before
        assert engines.ELASTICSEARCH in last
        assert after.count(engines.ELASTICSEARCH) > len(after) / 2, "the database is for emergencies"
        assert max(seconds for *_, seconds in readers.answers) < 2  # the limit of one, and a busy machine

        PlainPageFactory(title="Sommeil publié sur deux nœuds")
        _tell()
        results = search("sommeil")
        assert (results.total, results.engine) == (4, engines.ELASTICSEARCH)


def _warm_up() -> None:
    row, limit = 0, time.monotonic() + 30
    while row < WARM:
        assert time.monotonic() < limit
        row = row + 1 if search("sommeil").engine == engines.ELASTICSEARCH else 0


def _tell() -> None:
    """By whatever means, as cron would: a new primary may take a moment."""
    from search import worker  # noqa: PLC0415 - after the settings

    limit = time.monotonic() + 30
    while not (worker.attempt() and not Outbox.objects.exists()):
        assert time.monotonic() < limit
        time.sleep(0.5)

"""What happens in other threads, with real transactions: nobody waits, and readers never meet an empty index."""

import threading
import time
from typing import Any

import pytest
from django.core.management import call_command

from search import engines
from search.elastic.server import server
from search.french import stem
from search.models import Outbox
from search.service import search
from tests.factories import PlainPageFactory
from tests.search.conftest import configured

pytestmark = pytest.mark.elasticsearch

PATIENCE = 30  # seconds


def _settled() -> None:
    limit = time.monotonic() + PATIENCE
    while Outbox.objects.exists():
        assert time.monotonic() < limit, "nothing was told"
        time.sleep(0.05)


def test_the_process_tells_it_by_itself_after_the_commit(committed: None, settings: Any) -> None:
    with configured(settings):
        settings.SEARCH_BACKGROUND = True
        page = PlainPageFactory(title="Sommeil")
        _settled()
        assert (search("sommeil").total, search("sommeil").engine) == (1, engines.ELASTICSEARCH)

        page.unpublish()
        assert search("sommeil").total == 0
        _settled()
        assert search("sommeil").total == 0


def test_the_process_tries_again_until_it_is_told(committed: None, settings: Any) -> None:
    """The index refuses for a while, as a server that has no place left."""
    with configured(settings):
        known = server()
        assert known is not None
        settings.SEARCH_BACKGROUND = True
        known.client.indices.put_settings(index=known.alias, settings={"index.blocks.write": True})
        PlainPageFactory(title="Sommeil")
        time.sleep(0.5)
        assert Outbox.objects.exists()
        assert search("sommeil").total == 1

        known.client.indices.put_settings(index=known.alias, settings={"index.blocks.write": False})
        _settled()
        assert search("sommeil").total == 1


def test_no_search_meets_an_empty_or_missing_index_during_rebuilds(committed: None, settings: Any) -> None:
    """Asked of Elasticsearch itself, whose alias moves, while the database answers readers."""
    with configured(settings):
        for number in range(3):
            PlainPageFactory(title=f"Sommeil {number}")
        call_command("index_pending", verbosity=0)
        known = server()
        assert known is not None
        body = {"query": {"term": {"title": stem("sommeil")}}, "size": 0, "track_total_hits": True}
        stop, found = threading.Event(), []

        def ask() -> None:
            while not stop.is_set():
                answer = known.client.search(index=known.alias, **body)
                found.append(answer["hits"]["total"]["value"])

        asking = [threading.Thread(target=ask) for _ in range(2)]
        for thread in asking:
            thread.start()
        for _ in range(3):
            call_command("rebuild_index", verbosity=0)
        stop.set()
        for thread in asking:
            thread.join()

        assert len(found) > 10
        assert set(found) == {3}

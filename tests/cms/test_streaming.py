"""Ten people listen to a long recording at once, and somebody jumps to its end: a real server bears it."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F

from cms.models import Media
from scripts.bench_floor import ranges
from scripts.bench_floor.served_site import scratch_environment, start, wait
from tests.conftest import SiteCopy

SHARE = 4  # of the 200 MB, each reader takes a quarter: the suite stays short


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="la mémoire d'un processus se lit sur Linux")
def test_a_long_recording_is_sent_without_being_loaded(
    site_copy: Callable[[], SiteCopy], django_db_blocker: Any
) -> None:
    site = site_copy()
    path = ranges.lengthen(site.media)
    with django_db_blocker.unblock(), site.in_use():
        Media.objects.update(prepared_file=F("file"))  # no encoder at work meanwhile
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = start(listener, scratch_environment(site.folder, address))
        try:
            wait(server, address)
            cost = ranges.of_recording(address, path, server.pid, ranges.LONG_BYTES // SHARE)
        finally:
            server.terminate()
            server.wait(timeout=30)
    assert cost.growth < ranges.MAX_GROWTH
    assert cost.ratio < 3 * ranges.MAX_RATIO  # make bench holds it to 2, on a machine that does nothing else

"""Leaves a server that fails alone for a while, says so once, and tries again with a single request."""

import logging
import threading
import time
from collections.abc import Callable

logger = logging.getLogger("search")

RETRY_SECONDS = 15.0


class Breaker:
    """Of one server, in one process; shared by its threads."""

    def __init__(self, retry_seconds: float = RETRY_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self.retry_seconds = retry_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._next_trial: float | None = None  # None: the server is well

    @property
    def is_open(self) -> bool:
        """Whether the server failed last time."""
        return self._next_trial is not None

    def is_resting(self) -> bool:
        """Whether it is too early to try again."""
        trial = self._next_trial
        return trial is not None and self._clock() < trial

    def allows(self) -> bool:
        """Whether to send a request now. Of all that ask while the server is lost, one in a while is told yes."""
        with self._lock:
            if self._next_trial is None:
                return True
            now = self._clock()
            if now < self._next_trial:
                return False
            self._next_trial = now + self.retry_seconds
            return True

    def failed(self, reason: str) -> None:
        with self._lock:
            known = self._next_trial is not None
            self._next_trial = self._clock() + self.retry_seconds
        if not known:
            logger.warning("search_engine_lost engine=elasticsearch reason=%s answering=database", reason)

    def succeeded(self) -> None:
        if self._next_trial is None:
            return
        with self._lock:
            known, self._next_trial = self._next_trial is not None, None
        if known:
            logger.info("search_engine_back engine=elasticsearch")

"""What editors need not wait for: new synonyms, and what Elasticsearch has to be told.

No broker: a thread of the process that saved. What it leaves undone stands in the database, for any process.
"""

import logging
import os
import threading
import time

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from . import synonyms
from .elastic.options import configured

logger = logging.getLogger("search")
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0  # seconds between two trials


def in_background() -> bool:
    return bool(settings.SEARCH_BACKGROUND)


def kick() -> None:
    """Have the work done, by the thread that is at it or by a new one; with ``SEARCH_BACKGROUND = False``, at once.

    Never raises because of Elasticsearch.
    """
    if in_background():
        _worker.kick()
    else:
        attempt()


def attempt() -> bool:
    """Do all that waits; returns whether nothing is left for want of Elasticsearch."""
    for synonym in synonyms.write_pending():
        logger.info("synonym_written id=%s", synonym.pk)
    return _tell_elasticsearch() if configured() is not None else True


def _tell_elasticsearch() -> bool:
    from .elastic import delivery, server, step  # noqa: PLC0415 - loads the client

    known = server.server()
    if known is None or not step.has_work():
        return True
    try:
        sent = delivery.deliver(known)
    except server.UnavailableError as error:
        if isinstance(error, server.MissingIndexError):
            step.forget_index()
        known.breaker.failed(str(error))
        return False
    known.breaker.succeeded()
    logger.info("search_entries_sent count=%s", sent)
    return True


class _Worker:
    """One thread at most in each process. It tries again, less and less often, for as long as the process lives."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """After a fork: the thread stayed with the parent."""
        self._lock = threading.Lock()
        self._asked = False
        self._thread: threading.Thread | None = None

    def kick(self) -> None:
        with self._lock:
            self._asked = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="search-worker", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while self._goes_on():
            if self._done():
                pause = FIRST_PAUSE
            else:
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                self._asked = True

    def _goes_on(self) -> bool:
        with self._lock:
            if not self._asked:
                self._thread = None
            wanted, self._asked = self._asked, False
            return wanted

    def _done(self) -> bool:
        """Whether the work is done, or will not be done by trying again."""
        try:
            close_old_connections()
            return attempt()
        except DatabaseError:
            logger.exception("search_worker_failed")
            return False
        except Exception:
            logger.exception("search_worker_failed")
            return True
        finally:
            connection.close()


_worker = _Worker()
os.register_at_fork(after_in_child=_worker.forget)

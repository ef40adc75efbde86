"""What is written in the background: new synonyms. No broker: a thread of the process that saved."""

import logging
import threading

from django.conf import settings
from django.db import connection

from . import synonyms

logger = logging.getLogger("search")
_lock = threading.Lock()


def kick() -> None:
    """Start the work if nobody is at it; with ``SEARCH_BACKGROUND = False``, do it at once."""
    if settings.SEARCH_BACKGROUND:
        threading.Thread(target=_work, name="search-worker", daemon=True).start()
    else:
        work()


def work() -> None:
    """Do all that waits."""
    for synonym in synonyms.write_pending():
        logger.info("synonym_written id=%s", synonym.pk)


def _work() -> None:
    with _lock:
        try:
            work()
        except Exception:
            logger.exception("search_worker_failed")
        finally:
            connection.close()

"""What editors need not wait for: new synonyms, and what Elasticsearch has to be told.

No broker: a thread of the process that saved. What it leaves undone stands in the database, for any process.
"""

import logging

from django.conf import settings

from cms.background import Worker

from . import synonyms
from .elastic.options import configured

logger = logging.getLogger("search")


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


_worker = Worker("search", attempt)

"""Asks Elasticsearch, when it is there, in step and well."""

import logging
from typing import Any

from search.ranking import Answer, Question

from . import step
from .requests import answer_of, request_for
from .server import MissingIndexError, RefusedError, Server, UnavailableError, server

logger = logging.getLogger("search")


def find(question: Question) -> Answer | None:
    """The answer of Elasticsearch; None when the database has to give it. Never raises because of Elasticsearch."""
    known = server()
    if known is None or known.breaker.is_resting():
        return None
    if not step.in_step():
        _hasten(known)
        return None
    body = request_for(question)
    if body is None or not known.breaker.allows():
        return None
    return _asked(known, body, question)


def _asked(known: Server, body: dict[str, Any], question: Question) -> Answer | None:
    try:
        found = known.ask(body)
        known.breaker.succeeded()
        return answer_of(found, question)
    except RefusedError as error:
        logger.error("search_request_refused engine=elasticsearch reason=%s answering=database", error)
    except UnavailableError as error:
        if isinstance(error, MissingIndexError):
            step.forget_index()
        known.breaker.failed(str(error))
    return None


def _hasten(known: Server) -> None:
    """What waits may have been left by a process that is gone; an index that is missing is the operator's to build."""
    from search import worker  # noqa: PLC0415 - the worker needs the engine

    if step.has_work():
        if worker.in_background():
            worker.kick()
    elif not known.reported_missing and not step.is_built():
        known.reported_missing = True
        logger.warning("search_index_missing engine=elasticsearch answering=database remedy=rebuild_index")

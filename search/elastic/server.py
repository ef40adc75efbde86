"""The Elasticsearch that is configured, if any: one client, one breaker, one limit of time."""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from elastic_transport.client_utils import url_to_node_config
from elasticsearch import (
    ApiError,
    BadRequestError,
    Elasticsearch,
    NotFoundError,
    TransportError,
    UnsupportedProductError,
)

from .breaker import Breaker
from .options import Options, configured

# Readers wait so long at most, name resolution included; then the database answers, within the second.
ANSWER_SECONDS = 0.6
WRITE_SECONDS = 20.0
_THREADS = 16


class UnavailableError(Exception):
    """Elasticsearch cannot do what is asked; the message is the kind of the failure, without any text of a query."""


class RefusedError(UnavailableError):
    """Elasticsearch is well but does not want this request."""


class MissingIndexError(UnavailableError):
    """Elasticsearch lost its index, or is another one: it is to be built anew."""


@contextmanager
def failures() -> Iterator[None]:
    """Any failure of the client as one of the above."""
    try:
        yield
    except TooLate as error:
        raise UnavailableError("Timeout") from error
    except BadRequestError as error:
        raise RefusedError(error.error) from error
    except NotFoundError as error:
        raise MissingIndexError(error.error) from error
    except (ApiError, TransportError, UnsupportedProductError, OSError) as error:
        raise UnavailableError(type(error).__name__) from error


class Server:
    """Requests to one cluster. A node that fails is left aside by the client, which asks the next one."""

    def __init__(self, options: Options) -> None:
        self.alias = f"{options.prefix}entries"
        self.breaker = Breaker()
        self.reported_missing = False  # the log says once that there is no index
        several = len(options.urls) > 1
        nodes = [url_to_node_config(url, use_default_ports_for_scheme=True) for url in options.urls]
        self.client = Elasticsearch(nodes, request_timeout=WRITE_SECONDS, max_retries=len(nodes) - 1)
        # With several nodes, a silent one is given less than half of the time: another one has the rest.
        self._reading = self.client.options(
            request_timeout=ANSWER_SECONDS * (0.4 if several else 0.9), retry_on_timeout=several
        )
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="elasticsearch")

    def ask(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Search. Raises RefusedError, or UnavailableError after ANSWER_SECONDS at most.

        In a thread of its own: neither a name server nor an answer that comes drop by drop heeds a socket's timeout.
        """
        future = self._threads.submit(self._search, body)
        with failures():
            return future.result(ANSWER_SECONDS)

    def _search(self, body: Mapping[str, Any]) -> dict[str, Any]:
        # Half of an answer is no answer.
        found = self._reading.search(index=self.alias, allow_partial_search_results=False, **body)
        return dict(found.body)


@lru_cache(maxsize=4)
def _server(options: Options, process: int) -> Server:
    return Server(options)


def server() -> Server | None:
    """The configured server, as this process knows it: neither threads nor connections survive a fork."""
    options = configured()
    return _server(options, os.getpid()) if options else None

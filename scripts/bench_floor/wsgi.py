"""The production application behind a stand-in for its proxy, which ends TLS and says so."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from config.wsgi import application as production

logging.getLogger("django.request").setLevel(logging.ERROR)  # the page that does not exist is asked on purpose


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as if the reader had come by https."""
    environ["HTTP_X_FORWARDED_PROTO"] = "https"
    return production(environ, start_response)

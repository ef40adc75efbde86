"""Processor time of whole requests, in whatever project this process was started for.

Reads one JSON line ``{"path": …, "count": …}`` at a time; answers with the processor seconds of each request, or with a
text that says why there are none. The request goes through the project's own WSGI application, middleware and all,
with a browser's usual headers; the answer is read to its end. The same file measures our project and the bare one.
"""

import io
import json
import logging
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import django
from django.conf import settings


def main() -> None:
    """Load the application named by WSGI_APPLICATION of the settings, then answer until the input ends."""
    django.setup()
    module, name = settings.WSGI_APPLICATION.rsplit(".", 1)
    application = getattr(import_module(module), name)
    logging.getLogger("django.request").setLevel(logging.ERROR)  # the page that does not exist is asked on purpose
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    sys.stdout = sys.stderr  # nothing else may write among the answers
    for line in sys.stdin:
        order = json.loads(line)
        answers.write(json.dumps(_ask(application, **order)) + "\n")
        answers.flush()


def _ask(application: Callable[..., Any], path: str, count: int) -> list[float] | str:
    try:
        return [request(application, path) for _ in range(count)]
    except Exception as error:  # whatever it is, the other pages can be measured
        return f"{type(error).__name__} : {error}"


def request(application: Callable[..., Any], url: str) -> float:
    """Ask for one page; returns the processor seconds it took. Raises RuntimeError when it is not a page."""
    path, _, query = url.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_ACCEPT": "text/html,application/xhtml+xml,*/*;q=0.8",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd",
        "HTTP_ACCEPT_LANGUAGE": "fr-FR,fr;q=0.9",
        "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    statuses: list[str] = []
    before = time.process_time()
    response = application(environ, lambda status, _headers, _error=None: statuses.append(status))
    size = sum(len(part) for part in response)
    response.close()
    spent = time.process_time() - before
    if not statuses[0].startswith(("200", "404")) or not size:
        raise RuntimeError(f"réponse {statuses[0]}")
    return spent


if __name__ == "__main__":
    main()

"""What every page needs and editors rarely change, read once for each state of the content instead of once a page.

The state is a token that the database writes anew with each change (``cms.watching``). Every process asks for it at each
request: none of them serves what was true before, and a change that is rolled back takes its token with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponse

from .watching import fingerprint

T = TypeVar("T")


class Memory:
    """What one process remembers: by name, the last value read and the state it was read in."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[str, Any]] = {}

    def recall(self, name: str, state: str, read: Callable[[], T]) -> T:
        """The value of this state; ``read`` gives it the first time, or each time when there is no state."""
        found = self._values.get(name)
        if found is not None and found[0] == state:
            return found[1]  # type: ignore[no-any-return]
        value = read()
        if state:
            self._values[name] = (state, value)
        return value

    def forget(self) -> None:
        """Drop everything."""
        self._values.clear()


memory = Memory()


def remembered(name: str, read: Callable[[], T]) -> T:
    """What ``read`` gives in the present state of the content.

    ``read`` may only read what is watched. All requests share the value: nobody may change it. The names are few, and
    each one holds a single value at a time.
    """
    return memory.recall(name, _state(), read)


def content_state() -> str:
    """The state of what is watched; an empty text when nobody watches. A GET request keeps the one it met first."""
    return _state()


class _Reading:
    """Work that only reads, and the state it met first."""

    state: str | None = None


_reading: ContextVar[_Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Work that only reads: the state of the content is asked for once. Inside another such work, nothing more."""
    if _reading.get() is not None:
        yield
        return
    before = _reading.set(_Reading())
    try:
        yield
    finally:
        _reading.reset(before)


def _state() -> str:
    """The token of the content, asked for once in work that only reads; each time in any other."""
    reading = _reading.get()
    if reading is None:
        return _token()
    if reading.state is None:
        reading.state = _token()
    return reading.state


def _token() -> str:
    """The token of the database; an empty text while nobody watches what this code remembers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM cms_contentstate WHERE watched = %s", [fingerprint()])
        row = cursor.fetchone()
    return row[0] if row else ""


class ReadingMiddleware:
    """Lets a request that changes nothing ask for the state of the content once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with reading():
            return self.get_response(request)

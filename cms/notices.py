"""What a form has to tell the editor beside its errors: the views of wagtailmedia give it no request."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def say(sentence: str) -> None:
    """Show this sentence on the editor's next page; nothing outside a view that ``heard`` wraps."""
    if (request := _request.get()) is not None:
        messages.warning(request, sentence)


def heard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same view, whose forms may ``say`` something."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = _request.set(request)
        try:
            return view(request, *args, **kwargs)
        finally:
            _request.reset(before)

    return wrapped

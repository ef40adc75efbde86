"""A cached answer stays true: what says who answers expires when that changes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import http_date

from .answering import WhoAnswers, who_answers

# Pages whose subject is something else: what editors publish there is seen within a minute.
PAGE_SECONDS = 60
# The answer itself while nothing is to change: a number that editors correct is read within the hour.
ANSWER_SECONDS = 3600


def shown(request: HttpRequest) -> WhoAnswers:
    """Who answers now, for a page that says so: its response will expire in time."""
    answer = who_answers()
    request.answer_shown = answer  # type: ignore[attr-defined]
    return answer


def context(request: HttpRequest) -> dict[str, object]:
    """Context processor: ``who_answers``, read only if a template asks for it."""
    return {"who_answers": SimpleLazyObject(lambda: shown(request))}


def expire_with(response: HttpResponse, next_change: datetime | None, ceiling: int | None = None) -> None:
    """Let caches keep a response until the next change of state, exactly; for ``ceiling`` seconds at most, if given.

    While no change is to come they keep it ``ANSWER_SECONDS``.
    """
    now = timezone.now()
    until = next_change or now + timedelta(seconds=ANSWER_SECONDS)
    if ceiling is not None:
        until = min(until, now + timedelta(seconds=ceiling))
    seconds = max(0, int((until - now).total_seconds()))
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Expires"] = http_date(int(until.timestamp()))


class FreshnessMiddleware:
    """Gives its expiry to every response that says who answers; what an account sees is kept by nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        answer: WhoAnswers | None = getattr(request, "answer_shown", None)
        if answer is None or request.method not in {"GET", "HEAD"}:
            return response
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response["Cache-Control"] = "private, no-cache"
            del response["Expires"]
        elif not response.has_header("Cache-Control"):
            expire_with(response, answer.next_change, ceiling=PAGE_SECONDS)
        return response

"""A cached answer stays true: what says who answers expires when that changes, and is asked for again before that."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.functional import SimpleLazyObject
from django.utils.http import http_date

from .answering import WhoAnswers, who_answers
from .hours import PARIS

# While nothing is to change.
ANSWER_SECONDS = 3600


def shown(request: HttpRequest) -> WhoAnswers:
    """Who answers now, for a page that says so: its response will expire in time."""
    answer = who_answers()
    request.answer_shown = answer  # type: ignore[attr-defined]
    return answer


def context(request: HttpRequest) -> dict[str, object]:
    """Context processor: ``who_answers``, read only if a template asks for it."""
    return {"who_answers": SimpleLazyObject(lambda: shown(request))}


def expire_with(response: HttpResponse, next_change: datetime | None) -> None:
    """Let caches keep a response until the next change of state, exactly.

    While no change is to come they keep it ``ANSWER_SECONDS``. They ask each time whether it is still true before they
    show it: editors may have published meanwhile.
    """
    now = timezone.now()
    until = next_change or now + timedelta(seconds=ANSWER_SECONDS)
    seconds = max(0, int((until - now).total_seconds()))
    response["Cache-Control"] = f"public, no-cache, max-age={seconds}"
    response["Expires"] = http_date(int(until.timestamp()))


def next_midnight(moment: datetime) -> datetime:
    """The end of the day of a moment (aware), in Paris."""
    tomorrow = moment.astimezone(PARIS).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=PARIS)


def _change_of_pages(answer: WhoAnswers) -> datetime | None:
    """The next change of who answers, or midnight before it: a referent starts or ends, a meeting is over."""
    midnight = next_midnight(answer.moment)
    if answer.next_change:
        return min(answer.next_change, midnight)
    return midnight if midnight - answer.moment < timedelta(seconds=ANSWER_SECONDS) else None


class FreshnessMiddleware:
    """Gives its expiry to every response that says who answers; what an account sees is kept by nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        answer: WhoAnswers | None = getattr(request, "answer_shown", None)
        if answer is None or request.method not in {"GET", "HEAD"}:
            return response
        asked = response.get("Cache-Control", "")
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            if not asked or "public" in asked:
                response["Cache-Control"] = "private, no-cache"
                del response["Expires"]
            return response
        if not asked:
            expire_with(response, _change_of_pages(answer))
        return _unless_known(request, response)


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response; only « 304 Not Modified » for a cache that holds the same."""
    if response.status_code != HTTPStatus.OK or response.streaming:
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response

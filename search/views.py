"""The results page and the suggestions of the search field. What is typed is written nowhere."""

from dataclasses import replace
from html import unescape
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.typography import french

from . import asking, service
from .query import MAX_QUERY_LENGTH
from .results import Hit

MIN_TYPED = 2  # letters before something is suggested


@require_safe
@cache_control(private=True)
def results(request: HttpRequest) -> HttpResponse:
    """``/recherche/?q=…&genre=…&page=…``: whatever is typed, the answer is a page."""
    asked = asking.Asked.read(request.GET)
    found = asked.results(request)
    response = render(
        request,
        "search/results.html",
        {
            "results": found,
            "query_string": asked.query_string,
            "groups": asking.groups(asked, found.facets),
            "chosen": asking.chosen(asked, found.facets),
            "sorts": asking.sorts(asked) if found.total > 1 else [],
            "by_date": asked.sort == service.NEWEST,
            "literal": asked.literal,
            "literal_address": replace(asked, literal=True).address,
            "corrected_address": replace(asked, literal=False).address,
            "unfiltered_address": replace(asked, filters={}).address,
        },
    )
    response["Referrer-Policy"] = "no-referrer"  # the pages read next need not know what was searched
    return response


@require_safe
@cache_control(private=True, no_store=True)
def suggestions(request: HttpRequest) -> JsonResponse:
    """``/recherche/suggestions/?q=…``: at most six pages whose title may be what is being typed."""
    typed = request.GET.get("q", "")[:MAX_QUERY_LENGTH]
    hits = service.complete(typed, request) if len(typed.strip()) >= MIN_TYPED else []
    response = JsonResponse(
        {"suggestions": [_suggestion(hit) for hit in hits]}, json_dumps_params={"ensure_ascii": False}
    )
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _suggestion(hit: Hit) -> dict[str, Any]:
    return {"title": french(unescape(strip_tags(hit.title))), "kind": french(hit.kind), "url": hit.url}

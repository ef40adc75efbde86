from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .service import search


def results(request: HttpRequest) -> HttpResponse:
    """``/recherche/?q=…&page=…``: whatever is typed, the answer is a page."""
    found = search(request.GET.get("q", ""), request.GET.get("page", 1))
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "search/results.html",
        {"results": found, "query_string": query.urlencode()},
    )

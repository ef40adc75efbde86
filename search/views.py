from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import registry, service


def results(request: HttpRequest) -> HttpResponse:
    """``/recherche/?q=…&genre=…&page=…``: whatever is typed, the answer is a page."""
    found = service.search(
        request.GET.get("q", ""),
        {name: request.GET.getlist(name) for name in registry.facet_titles()},
        request.GET.get("page", 1),
        sort=request.GET.get("tri", ""),
        literal="tel-quel" in request.GET,
        request=request,
    )
    query = request.GET.copy()
    query.pop("page", None)
    return render(request, "search/results.html", {"results": found, "query_string": query.urlencode()})

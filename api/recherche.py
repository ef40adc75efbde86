"""The site's own search as JSON: the same words, facets and help as on its results page."""

from html import unescape
from typing import Any

from django.http import Http404
from django.urls import path
from django.utils.html import strip_tags
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError

from cms.api import PublicEndpoint
from cms.structured_data import absolute_url
from home.site import SiteFrame
from search import registry
from search.asking import LITERAL, SORTS, Asked
from search.models import Entry
from search.results import FacetChoice, Hit, Link, SearchResults


class SearchEndpoint(PublicEndpoint):
    """One address: ``?q=``, the facets, ``tri``, ``page`` and ``tel-quel``, as on the results page."""

    name = "recherche"
    model = Entry  # it has no address of its own

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        return [path("", cls.as_view({"get": "listing_view"}), name="listing")]

    def listing_view(self, request: Any) -> Response:
        self._check()
        results = Asked.read(request.GET).results(request._request)
        response = Response(self._body(results))
        response["Cache-Control"] = "private"  # shared caches need not know what was searched
        return response

    def detail_view(self, request: Any, pk: Any) -> Response:
        raise Http404("not found")

    def _check(self) -> None:
        parameters = self.request.GET
        known = {"q", "tri", "page", LITERAL, "format", "_", *registry.facet_titles()}
        if unknown := sorted(set(parameters) - known):
            raise BadRequestError(f"unknown query parameters: {', '.join(unknown)[:200]}")
        sort, page = parameters.get("tri", ""), parameters.get("page", "1")
        if sort and sort not in SORTS:
            raise BadRequestError(f"tri must be one of: {', '.join(SORTS)}")
        if not (page.isascii() and page.isdigit() and page.strip("0")):
            raise BadRequestError("page must be a whole number, 1 or more")

    def _body(self, results: SearchResults) -> dict[str, Any]:
        page = results.page
        return {
            "meta": {
                "total_count": results.total,
                "page": page.number if page else 1,
                "page_count": page.paginator.num_pages if page else 1,
                "sort": results.sort,
            },
            "query": results.typed,
            "suggestion": results.suggestion,
            "crisis": self._crisis() if results.crisis else None,
            "facets": [_facet(facet) for facet in results.facets],
            "promoted": [self._item(hit) for hit in results.promoted],
            "items": [self._item(hit) for hit in results.hits],
        }

    def _crisis(self) -> dict[str, Any]:
        """Whom to call: the numbers of the bar that is on every page."""
        return {"numeros": [numero.as_dict() for numero in SiteFrame.for_request(self.request._request).crisis_numeros]}

    def _item(self, hit: Hit) -> dict[str, Any]:
        return {
            "kind": hit.kind,
            "title": unescape(strip_tags(hit.title)),
            "title_html": hit.title,
            "extract": unescape(strip_tags(hit.extract)),
            "extract_html": hit.extract,
            "html_url": absolute_url(self.request._request, hit.url),
            "date": hit.date,
            "passage": self._passage(hit.passage) if hit.passage else None,
        }

    def _passage(self, link: Link) -> dict[str, str]:
        """Where the words of the extract stand."""
        return {"label": link.label, "html_url": absolute_url(self.request._request, link.url)}


def _facet(facet: FacetChoice) -> dict[str, Any]:
    return {
        "name": facet.name,
        "title": facet.title,
        "values": [
            {"value": value.value, "label": value.label, "count": value.count, "selected": value.selected}
            for value in facet.values
        ],
    }

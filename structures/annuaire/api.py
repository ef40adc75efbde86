"""The directory as JSON."""

from typing import Any

from django.urls import path
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet

from cms.api import PublicEndpoint
from structures.models import StructurePage

from .asked import Asked
from .counts import Facet, counts
from .listing import find
from .vocabulary import ON, SWITCHES, TITLES, vocabulary


class StructuresEndpoint(PublicEndpoint, PagesAPIViewSet):
    """The directory: the same filters, order and counts as on its page. One structure is read among the pages."""

    name = "structures"
    model = StructurePage
    filter_backends: list[Any] = []
    known_query_parameters = frozenset({*TITLES, *SWITCHES, "limit", "offset", "fields", "format", "_"})
    meta_fields = [field for field in PagesAPIViewSet.meta_fields if field != "alias_of"]
    listing_default_fields = [
        *PagesAPIViewSet.listing_default_fields,
        "summary",
        "scope",
        "departements",
        "needs",
        "audiences",
        "numeros",
        "to_confirm",
    ]

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        return [path("", cls.as_view({"get": "listing_view"}), name="listing")]

    def check_query_parameters(self, queryset: Any) -> None:
        """Fields of the model are no filters here: the list is that of the page."""
        if unknown := sorted(set(self.request.GET) - self.known_query_parameters):
            raise BadRequestError(f"unknown query parameters: {', '.join(unknown)[:200]}")
        super().check_query_parameters(queryset)

    def get_queryset(self) -> Any:
        return StructurePage.objects.select_related("content_type").prefetch_related(*_LISTED)

    def filter_queryset(self, queryset: Any) -> Any:
        return find(self._asked(), queryset)

    def listing_view(self, request: Any) -> Response:
        response = super().listing_view(request)
        response.data["facets"] = _facets(counts(self._asked()))
        return response

    def _asked(self) -> Asked:
        """What is asked. Raises BadRequestError where the page would only say that it ignores a value."""
        asked = Asked.read(self.request.GET)
        if asked.unknown:
            name, _word = asked.unknown[0]
            words = [ON] if name in SWITCHES else vocabulary()[name]
            raise BadRequestError(f"{name} must be one of: {', '.join(words)}")
        return asked


_LISTED = ("departements", "needs", "audiences", "contacts", "numero_links", "fiche_links", "logo")


def _facets(facets: list[Facet]) -> list[dict[str, Any]]:
    return [
        {
            "title": facet.title,
            "values": [
                {
                    "name": value.name,
                    "value": value.word,
                    "label": value.label,
                    "count": value.count,
                    "selected": value.selected,
                }
                for value in facet.values
            ],
        }
        for facet in facets
    ]

"""Search inside the JSON API."""

from types import SimpleNamespace
from typing import Any

from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.utils import BadRequestError

from .query import parse


class CleanSearchFilter(SearchFilter):
    """Wagtail's ``?search=``: a text without a word finds nothing, an unknown operator is refused."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        if "search" not in request.GET:
            return queryset
        if request.GET.get("search_operator", "and") not in {"and", "or"}:
            raise BadRequestError("search_operator must be 'and' or 'or'")
        query = parse(request.GET["search"])
        if not query:
            return queryset.none()
        parameters = request.GET.copy()
        parameters["search"] = query.text
        return super().filter_queryset(SimpleNamespace(GET=parameters), queryset, view)

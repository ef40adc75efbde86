"""What every endpoint of the JSON API refuses with a clear 400 or 404, where Wagtail's would fail."""

from typing import Any

from django.http import Http404
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet

# Databases count in 64 bits at most; no list of this site comes near.
MAX_NUMBER = 1_000_000


class PublicEndpoint(BaseAPIViewSet):
    """Base of our endpoints, read by anybody. Reading as an editor shows no more than reading as a visitor."""

    def check_query_parameters(self, queryset: Any) -> None:
        super().check_query_parameters(queryset)
        for name in ("limit", "offset"):
            value = self.request.GET.get(name, "0")
            if value.isdecimal() and int(value) > MAX_NUMBER:
                raise BadRequestError(f"{name} must be at most {MAX_NUMBER}")

    def find_object(self, queryset: Any, request: Any) -> Any:
        try:
            return super().find_object(queryset, request)
        except (ValueError, OverflowError) as error:
            raise Http404("not found") from error

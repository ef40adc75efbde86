"""Policies that differ between the public site and the admin."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse


class AdminPolicyMiddleware:
    """Allows inline script and style on the admin alone, where Wagtail's dialogs and inline panels need them.

    Everything else of the policy stays: no other origin, no eval. The admin is never cached by a proxy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_replace = {  # type: ignore[attr-defined]
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
                "media-src": [SELF, "blob:"],  # a recording is listened to before it is sent
                "frame-src": [SELF],
            }
            response.setdefault("Cache-Control", "private, no-store")
        return response


class PagesGZipMiddleware(GZipMiddleware):
    """Compresses pages, never uploaded files: bytes 100 to 199 are those of the file, not of an archive of it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.has_header("Accept-Ranges") or response.has_header("X-Accel-Redirect"):
            return response
        return super().process_response(request, response)

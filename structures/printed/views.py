"""The addresses of the printed documents. Each answer is what the register says at that moment."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from cms.remembered import remembered
from cms.sites import site_for
from cms.structured_data import absolute_url

from .affiche import affiche_pdf
from .carte import carte_pdf, planche_pdf
from .content import PrintedContent

DOCUMENTS: dict[str, Callable[[PrintedContent], bytes]] = {
    "carte": carte_pdf,
    "planche": planche_pdf,
    "affiche": affiche_pdf,
}


def content_for(request: HttpRequest) -> PrintedContent:
    """What the documents of this request's site say today. Raises Http404 without a site."""
    site = site_for(request)
    if site is None:
        raise Http404
    return PrintedContent.of_register(
        service=site.site_name or site.hostname,
        address=absolute_url(request, reverse("aide")),
        day=timezone.localdate(),
    )


def _etag(request: HttpRequest, name: str) -> str:
    return f'"{name}-{content_for(request).fingerprint}"'


@require_safe
@cache_control(public=True, no_cache=True)
@condition(etag_func=_etag)
def printed(request: HttpRequest, name: str) -> HttpResponse:
    """``/aide/carte.pdf``, ``/aide/planche.pdf`` and ``/aide/affiche.pdf``, drawn once for each state and day."""
    content = content_for(request)
    drawn: dict[tuple[str, str], bytes] = remembered("printed documents", dict)
    key = name, content.fingerprint
    document = drawn.get(key)
    if document is None:
        document = DOCUMENTS[name](content)
        if len(drawn) >= len(DOCUMENTS):
            drawn.clear()
        drawn[key] = document
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-medaide.pdf"'
    return response

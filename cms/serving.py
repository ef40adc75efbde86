"""Finds the page of an address in the directory, reads it in one query, then lets Wagtail serve it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from .directory import PageEntry, directory
from .sites import site_for


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, given the route that it would find with two queries for each part of the address."""
    route(request, [component for component in path.split("/") if component])
    return wagtail_serve(request, path)


def route(request: HttpRequest, components: list[str]) -> None:
    """Leave the result where Wagtail looks for it first (``Page.route_for_request``)."""
    site = site_for(request)
    root = directory().get(site.root_page_id) if site else None
    if root is None or hasattr(request, "_wagtail_route_for_request"):
        return
    chain = directory().chain(root, components)
    try:
        page = _specific(chain[-1])
        page.loaded_ancestors = chain[:-1]
        request._wagtail_route_for_request = page.route(request, components[len(chain) - 1 :])  # type: ignore[attr-defined]
    except Http404:
        request._wagtail_route_for_request = None  # type: ignore[attr-defined]


def _specific(entry: PageEntry) -> Page:
    """The page as its own type, with what its template always reads (``for_detail`` of its queryset).

    Raises Http404 when it was deleted since the directory was read.
    """
    model = entry.specific_class or Page
    pages = model._default_manager.all()
    if hasattr(pages, "for_detail"):
        pages = pages.for_detail()
    return get_object_or_404(pages, pk=entry.pk)

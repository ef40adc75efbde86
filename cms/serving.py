"""Finds the page of an address in a constant number of queries, then lets Wagtail serve it."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page, Site
from wagtail.views import serve as wagtail_serve


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, given the route that it would find with two queries for each part of the address."""
    route(request, [component for component in path.split("/") if component])
    return wagtail_serve(request, path)


def route(request: HttpRequest, components: list[str]) -> None:
    """Leave the result where Wagtail looks for it first (``Page.route_for_request``)."""
    site = Site.find_for_request(request)
    if site is None or hasattr(request, "_wagtail_route_for_request"):
        return
    chain = _chain(site.root_page, components)
    page = _specific(chain[-1])
    page.loaded_ancestors = chain[:-1]
    try:
        request._wagtail_route_for_request = page.route(request, components[len(chain) - 1 :])  # type: ignore[attr-defined]
    except Http404:
        request._wagtail_route_for_request = None  # type: ignore[attr-defined]


def _chain(root: Page, components: list[str]) -> list[Page]:
    """Pages from the site's root along the address, as far as they exist. One query."""
    chain = [root]
    if not components:
        return chain
    depths = range(root.depth + 1, root.depth + 1 + len(components))
    candidates = Page.objects.filter(path__startswith=root.path, slug__in=components, depth__in=depths)
    by_place = {(page.path[: -Page.steplen], page.slug): page for page in candidates}
    for component in components:
        page = by_place.get((chain[-1].path, component))
        if page is None:
            break
        chain.append(page)
    return chain


def _specific(page: Page) -> Page:
    """The page as its own type, with what its template always reads (``for_detail`` of its queryset)."""
    model = page.specific_class
    if model is None:
        return page.specific
    pages = model._default_manager.all()
    if hasattr(pages, "for_detail"):
        pages = pages.for_detail()
    return pages.get(pk=page.pk)

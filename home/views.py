"""What stands at the door besides pages: the map of the site, and what browsers and robots ask for."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.sites import site_for
from cms.structured_data import absolute_url

from .models import HomePage
from .plan import site_plan
from .settings import SiteSettings

# Colours of the tokens --paper and --night in the style sheet.
PAPER = "#fbf8f3"
NIGHT = "#10222b"
ICONS = (
    ("img/icone.svg", "any", "image/svg+xml", "any"),
    ("img/icone-192.png", "192x192", "image/png", "any"),
    ("img/icone-512.png", "512x512", "image/png", "any"),
    ("img/icone-maskable-512.png", "512x512", "image/png", "maskable"),
)
MAX_AGE_SECONDS = 24 * 3600


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """``/plan-du-site/``: every public page, for visitors."""
    site = site_for(request)
    home = get_object_or_404(HomePage, pk=site.root_page_id if site else None)
    return render(
        request,
        "home/plan.html",
        {
            "entries": site_plan(home, request),
            "breadcrumb": [home],
            "breadcrumb_title": "Plan du site",
            "canonical_url": absolute_url(request, reverse("plan")),
            "meta_description": "Toutes les pages du site, sur une seule.",
        },
    )


@require_safe
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def robots(request: HttpRequest) -> HttpResponse:
    """``/robots.txt``: all may be read but the admin and the results of searches."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        f"Disallow: {reverse('recherche')}?",
        "",
        f"Sitemap: {absolute_url(request, reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def manifest(request: HttpRequest) -> JsonResponse:
    """``/manifest.webmanifest``. It opens in the browser: nothing is installed that a relative could find."""
    settings = SiteSettings.for_request(request)
    return JsonResponse(
        {
            "id": "/",
            "name": f"{settings.service_name} – {settings.tagline}" if settings.tagline else settings.service_name,
            "short_name": settings.service_name,
            "description": settings.description,
            "lang": "fr",
            "dir": "ltr",
            "start_url": "/",
            "scope": "/",
            "display": "browser",
            "background_color": PAPER,
            "theme_color": NIGHT,
            "icons": [
                {"src": static(path), "sizes": sizes, "type": kind, "purpose": purpose}
                for path, sizes, kind, purpose in ICONS
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def icon(request: HttpRequest, path: str) -> HttpResponseRedirect:
    """Where browsers look for an icon without being told; the file itself is among the static ones."""
    return HttpResponseRedirect(static(path))

"""All the addresses of the site."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from api.router import router as api_router
from cms.media_files import serve_media
from cms.serving import serve
from cms.views import health
from home.design import design

handler404 = "cms.views.page_not_found"
handler500 = "cms.views.server_error"

urlpatterns = [
    path("admin/", include("cms.quiet_lists")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    path("recherche/", include("search.urls")),
    path("enregistrements/", include("cms.recordings.urls")),
    path("", include("structures.urls")),
    path("sante/", health, name="health"),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", serve_media, name="media"),
    path("", include("home.urls")),
    path("", include("fiches.urls")),
    path("", include("reseau.urls")),
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]

if settings.DESIGN_PAGE:
    urlpatterns.insert(0, path("design/", design, name="design"))

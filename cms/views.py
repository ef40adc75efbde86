"""Error pages and the health check."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A French 404 with the search and the crisis bar; JSON for other programs."""
    if request.path.startswith("/api/"):
        return JsonResponse({"message": "Cette adresse n'existe pas."}, status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A page that needs neither database nor template: it must work when they do not."""
    page = (Path(settings.BASE_DIR) / "templates" / "500.html").read_text(encoding="utf-8")
    with suppress(Exception):  # without its style sheet the page still says whom to call
        page = page.replace("/static/css/site.css", static("css/site.css"))
    return HttpResponseServerError(page)


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, for whatever watches the service."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})

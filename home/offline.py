"""What stays on the device of a visitor who has no network: one page, whom to call, and what it is shown with.

The worker's text changes with what the register says, so that the next visit, whatever its page, saves a true copy.
"""

import hashlib
import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from cms.remembered import remembered
from structures.hours import Opening
from structures.models import Numero

from .site import SiteFrame

FILES = ("css/site.css", "js/site.js", "img/icone.svg")
# Changes when the template of the kept page does.
LAYOUT = "1"


def is_kept(request: HttpRequest) -> bool:
    """Whether the webmaster lets devices keep the page."""
    return SiteFrame.for_request(request).settings.keeps_help_offline


def kept_numeros() -> list[Numero]:
    """Every number that readers may dial: those of an emergency, then those that answer at any hour, then the others."""
    numeros = [numero for numero in Numero.register().values() if numero.is_answering]
    return sorted(numeros, key=lambda numero: (not numero.is_emergency, numero.opening != Opening.ALWAYS))


def version(request: HttpRequest) -> str:
    """Another one as soon as a number, the frame of the page or one of its files changes."""
    frame = SiteFrame.for_request(request).settings
    said = [numero.as_dict() for numero in kept_numeros()]
    files = [static(path) for path in FILES]
    text = json.dumps([LAYOUT, files, said, frame.service_name, frame.footer_text, frame.exit_url], default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _etag(request: HttpRequest) -> str:
    return f'"{_version(request)}"' if is_kept(request) else '"off"'


def _version(request: HttpRequest) -> str:
    host = request.get_host()
    versions: dict[str, str] = remembered("versions of the page kept offline", dict)
    if host not in versions:
        versions.clear()
        versions[host] = version(request)
    return versions[host]


@require_safe
@cache_control(no_cache=True)
@condition(etag_func=_etag)
def service_worker(request: HttpRequest) -> HttpResponse:
    """``/sw.js``: keeps the page; once switched off, a worker that forgets everything and goes."""
    if not is_kept(request):
        return render(request, "home/sw_off.js", content_type="text/javascript; charset=utf-8")
    page = reverse("offline")
    kept = {
        "cache": f"aide-{_version(request)}",
        "page": page,
        "files": [static(path) for path in FILES],
        "admin": reverse("wagtailadmin_home"),
    }
    return render(request, "home/sw.js", {"kept": json.dumps(kept)}, content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(no_store=True)
def offline(request: HttpRequest) -> HttpResponse:
    """The page that devices keep: every number with its hours, and the moment at which this was true."""
    if not is_kept(request):
        raise Http404
    numeros = kept_numeros()
    response = render(
        request,
        "home/offline.html",
        {
            "emergency": [numero for numero in numeros if numero.is_emergency],
            "numeros": [numero for numero in numeros if not numero.is_emergency],
            "saved_at": timezone.localtime(),
            "who_answers": None,  # the bar of every page must not say it hours later
        },
    )
    response["X-Robots-Tag"] = "noindex"
    return response

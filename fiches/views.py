"""References as files: all that readers may see, a selection of them, or one."""

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cms.querysets import readable
from fiches.bibliography.export import export_response
from fiches.models import ReferencePage
from fiches.selection import Asked, Selection


@require_safe
def references_file(request: HttpRequest, extension: str) -> StreamingHttpResponse:
    """``/references.bib?theme=…``: what the same choices select in the bibliography; all of it without any."""
    keys = Selection(Asked.read(request.GET)).keys
    return export_response(ReferencePage.objects.filter(pk__in=keys).order_by("path"), extension, "bibliographie")


@require_safe
def reference_file(request: HttpRequest, pk: int, extension: str) -> StreamingHttpResponse:
    """``/references/12.ris``: one reference; a draft or a private one is not found."""
    page = get_object_or_404(readable(ReferencePage.objects.all()), pk=pk)
    return export_response(ReferencePage.objects.filter(pk=page.pk), extension, page.slug)

"""Uploaded images and recordings, as readers receive them."""

import mimetypes
import posixpath
from pathlib import Path
from wsgiref.util import FileWrapper

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils._os import safe_join
from django.views.decorators.http import require_safe
from wagtail.models import CollectionViewRestriction
from whitenoise.responders import StaticFile

from cms.models import Media

# Folders of MEDIA_ROOT that readers may ask for. Documents are not here: Wagtail serves them after its own checks.
IMAGE_FOLDERS = ("images", "original_images")
RECORDING_FOLDERS = ("media", "media_thumbnails")
MAX_AGE_SECONDS = 3600
CHUNK_BYTES = 64 * 1024
MAX_NAME_BYTES = 255  # of one file name, on the file systems that servers use


@require_safe
def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """An uploaded image or recording, with byte ranges, if readers may have it; else Http404."""
    name = posixpath.normpath(name).lstrip("/")
    if "\0" in name or any(len(part.encode()) > MAX_NAME_BYTES for part in name.split("/")):
        raise Http404
    folder = name.split("/", 1)[0]
    if folder in RECORDING_FOLDERS:
        _refuse_private_recording(name)
    elif folder not in IMAGE_FOLDERS:
        raise Http404
    try:
        path = safe_join(settings.MEDIA_ROOT, name)
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    if not Path(path).is_file():
        raise Http404
    content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    headers = [
        ("Content-Type", content_type),
        ("Cache-Control", f"public, max-age={MAX_AGE_SECONDS}"),
    ]
    answer = StaticFile(path, headers).get_response(request.method, request.META)
    response: HttpResponseBase
    if answer.file is None:
        response = HttpResponse(status=answer.status)
    else:
        response = StreamingHttpResponse(FileWrapper(answer.file, CHUNK_BYTES), status=answer.status)
    for key, value in answer.headers:
        response[key] = value
    response.setdefault("Accept-Ranges", "bytes")
    return response


def _refuse_private_recording(name: str) -> None:
    recording = Media.objects.filter(file=name).first() or Media.objects.filter(thumbnail=name).first()
    if recording is None:
        raise Http404
    collections = recording.collection.get_ancestors(inclusive=True)
    if CollectionViewRestriction.objects.filter(collection__in=collections).exists():
        raise Http404

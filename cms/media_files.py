"""Uploaded images and recordings, as readers receive them."""

import mimetypes
import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils._os import safe_join
from django.utils.cache import get_conditional_response
from django.utils.crypto import get_random_string
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from cms import byte_ranges
from cms.models import Encoding, Media
from cms.recordings import preparation
from cms.recordings.access import is_public, may_change

# Folders of MEDIA_ROOT that readers may ask for. Documents are not here: Wagtail serves them after its own checks.
IMAGE_FOLDERS = ("images", "original_images")
RECORDING_FOLDERS = ("media", "media_thumbnails", "media_encodings")
PUBLIC = "public, max-age=3600"
PRIVATE = "private, no-store"
MAX_NAME_BYTES = 255  # of one file name, on the file systems that servers use


@require_safe
def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """An uploaded image or recording, with byte ranges, if this visitor may have it; else Http404."""
    name = posixpath.normpath(name).lstrip("/")
    if "\0" in name or any(len(part.encode()) > MAX_NAME_BYTES for part in name.split("/")):
        raise Http404
    folder = name.split("/", 1)[0]
    if folder in RECORDING_FOLDERS:
        content_type, caching = _recording_file(request, name)
    elif folder in IMAGE_FOLDERS:
        content_type, caching = mimetypes.guess_type(name)[0] or "application/octet-stream", PUBLIC
    else:
        raise Http404
    path = _path(name)
    response = _handed_over(name) if settings.MEDIA_ACCEL_REDIRECT else _answer(request, path, content_type)
    response.setdefault("Content-Type", content_type)
    response["Cache-Control"] = caching
    return response


def _path(name: str) -> Path:
    try:
        path = Path(safe_join(settings.MEDIA_ROOT, name))
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    if not path.is_file():
        raise Http404
    return path


def _recording_file(request: HttpRequest, name: str) -> tuple[str, str]:
    """MIME type and caching of a file of a recording that this visitor may have; else Http404."""
    preparation.kick_once()
    recordings = Media.objects.all()
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if recording := recordings.filter(file=name).first():
        content_type = recording.mime_type or content_type
    elif encoding := Encoding.objects.select_related("media").filter(file=name).first():
        recording, content_type = encoding.media, encoding.mime_type
    else:
        recording = recordings.filter(thumbnail=name).first()
    if recording is not None and is_public(recording):
        return content_type, PUBLIC
    # The account is asked for last: a public file depends on no cookie.
    if recording is not None and may_change(request.user, recording):
        return content_type, PRIVATE
    raise Http404


def _handed_over(name: str) -> HttpResponse:
    """The front server sends the file itself, with its ranges: nginx's ``X-Accel-Redirect``."""
    response = HttpResponse()
    del response["Content-Type"]
    response["X-Accel-Redirect"] = settings.MEDIA_ACCEL_REDIRECT + quote(name)
    return response


def _answer(request: HttpRequest, path: Path, content_type: str) -> HttpResponseBase:
    """The whole file, the pieces asked for, or nothing when the visitor has it already."""
    stat = path.stat()
    size, modified = stat.st_size, int(stat.st_mtime)
    etag = f'"{stat.st_mtime_ns:x}-{size:x}"'
    response: HttpResponseBase
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    if unchanged is not None:
        response = unchanged
    else:
        response = _content(request, path, size, content_type, _asked(request, size, etag, modified))
    if not isinstance(response, HttpResponseNotModified):
        response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    return response


def _asked(request: HttpRequest, size: int, etag: str, modified: int) -> list[byte_ranges.Piece] | None:
    """Pieces asked for: none when the whole file is; None when no byte of them exists."""
    header = request.headers.get("Range", "")
    condition = request.headers.get("If-Range", "").strip()
    same = not condition or condition == etag or parse_http_date_safe(condition) == modified
    if not header or request.method != "GET" or not same:
        return []  # section 14.2: a Range is meant for GET alone
    try:
        return byte_ranges.pieces(header, size)
    except byte_ranges.UnsatisfiableError:
        return None


def _content(
    request: HttpRequest, path: Path, size: int, content_type: str, asked: list[byte_ranges.Piece] | None
) -> HttpResponseBase:
    if asked is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {"Content-Type": content_type}
    length = size
    body: Iterator[bytes] = byte_ranges.read(path, asked or [byte_ranges.Piece(0, size - 1)])
    if len(asked) == 1:
        length = asked[0].length
        headers["Content-Range"] = asked[0].content_range(size)
    elif asked:
        multipart = byte_ranges.Multipart(asked, size, content_type, get_random_string(24))
        length, body = multipart.length, multipart.read(path)
        headers["Content-Type"] = f"multipart/byteranges; boundary={multipart.boundary}"
    headers["Content-Length"] = str(length)
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    return StreamingHttpResponse(body, status=206 if asked else 200, headers=headers)

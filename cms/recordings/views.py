"""The texts of a recording: captions, transcript, chapters. Readers have them when they may have its sound."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from cms.models import Media

from .access import may_have
from .writing import as_captions, as_chapters, as_text, as_webvtt

VTT = "text/vtt; charset=utf-8"
TXT = "text/plain; charset=utf-8"


def _recording(request: HttpRequest, pk: int) -> Media:
    recording = get_object_or_404(Media, pk=pk)
    if not may_have(request.user, recording):
        raise Http404
    return recording


def _given(text: str, content_type: str, filename: str = "") -> HttpResponse:
    """``filename`` makes it a download."""
    response = HttpResponse(text, content_type=content_type, headers={"X-Robots-Tag": "noindex"})
    if filename:
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


@require_safe
def captions(request: HttpRequest, pk: int) -> HttpResponse:
    recording = _recording(request, pk)
    if recording.type != "video" or not recording.transcript:
        raise Http404
    return _given(as_captions(recording.segments), VTT)


@require_safe
def transcript_vtt(request: HttpRequest, pk: int) -> HttpResponse:
    recording = _recording(request, pk)
    if not recording.transcript:
        raise Http404
    return _given(as_webvtt(recording.segments), VTT, f"{slugify(recording.title)}.vtt")


@require_safe
def transcript_txt(request: HttpRequest, pk: int) -> HttpResponse:
    recording = _recording(request, pk)
    if not recording.transcript:
        raise Http404
    return _given(f"{recording.title}\n\n{as_text(recording.segments)}", TXT, f"{slugify(recording.title)}.txt")


@require_safe
def chapters(request: HttpRequest, pk: int) -> HttpResponse:
    recording = _recording(request, pk)
    if not recording.chapters:
        raise Http404
    return _given(as_chapters(recording.moments, recording.duration), VTT)

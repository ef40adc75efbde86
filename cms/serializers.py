"""Fields of the JSON API shared by the apps. They show what readers may see, and nothing else."""

from typing import Any

from rest_framework.fields import Field
from wagtail.models import Page

from cms.models import Media
from cms.querysets import readable
from cms.structured_data import absolute_url


class LinkedPagesField(Field):
    """Pages a page points to, as ``{id, title, html_url}``: those that are published and public."""

    def get_attribute(self, instance: Any) -> Any:
        pages = getattr(instance, self.source)
        return pages.all() if hasattr(pages, "all") else pages

    def to_representation(self, pages: Any) -> list[dict[str, Any]]:
        visible = readable(Page.objects.filter(pk__in=[page.pk for page in pages])).order_by("title", "pk")
        return [{"id": page.pk, "title": page.title, "html_url": page.full_url} for page in visible]


class RecordingField(Field):
    """A recording: its encodings (best first), how long it lasts (seconds), and whether a machine speaks."""

    def to_representation(self, recording: Media) -> dict[str, Any]:
        request = self.context["request"]._request
        return {
            "title": recording.title,
            "url": absolute_url(request, recording.widely_played_source().url),
            "sources": [
                {"url": absolute_url(request, one.url), "type": one.mime_type, "bytes": one.bytes}
                for one in recording.playable_sources()
            ],
            "duration": recording.duration,
            "language": recording.language,
            "is_synthetic": recording.is_synthetic,
        }


class FilmField(RecordingField):
    """A film: the same, with its poster, its captions (WebVTT) and all that is said in it."""

    def to_representation(self, recording: Media) -> dict[str, Any]:
        request = self.context["request"]._request
        return {
            **super().to_representation(recording),
            "width": recording.width,
            "height": recording.height,
            "poster": absolute_url(request, recording.poster_url) if recording.thumbnail else None,
            "captions": absolute_url(request, recording.captions_url) if recording.captions_url else None,
            "transcript": [segment.as_dict() for segment in recording.segments],
            "chapters": [chapter.as_dict() for chapter in recording.moments],
        }


class TermsField(Field):
    """Words of a vocabulary, as ``{slug, name}``."""

    def get_attribute(self, instance: Any) -> Any:
        return getattr(instance, self.source).all()

    def to_representation(self, terms: Any) -> list[dict[str, str]]:
        return [{"slug": term.slug, "name": term.name} for term in terms]


class TermField(Field):
    """One word of a vocabulary, as ``{slug, name}``."""

    def to_representation(self, term: Any) -> dict[str, str]:
        return {"slug": term.slug, "name": term.name}

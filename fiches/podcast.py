"""The testimonies as a podcast.

Formats: RSS 2.0; Apple's podcast tags (https://podcasters.apple.com/support/823-podcast-requirements); the podcast
namespace (https://podcastindex.org/namespace/1.0), whose chapters are a JSON file of their own.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.http import Http404, HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from cms.feeds import Channel, SectionRss
from cms.models import Media
from cms.querysets import readable
from cms.structured_data import absolute_url
from cms.typography import french

from .models import TemoignageIndexPage, TemoignagePage

MAX_EPISODES = 50
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
CATEGORY = ("Health & Fitness", "Mental Health")  # Apple's own words
COVER = "img/podcast.png"  # Apple: a square of 1400 to 3000 pixels, without transparency
CHAPTERS_TYPE = "application/json+chapters"


@dataclass(frozen=True)
class Owner:
    """Who answers for the podcast. Directories write to ``email``: empty, it is left out."""

    name: str
    email: str


@dataclass(frozen=True)
class PodcastChannel(Channel):
    """A channel with what directories of podcasts ask for."""

    owner: Owner
    cover: str


_owner: Callable[[HttpRequest], Owner] | None = None


def register_owner(reader: Callable[[HttpRequest], Owner]) -> None:
    """Say who answers for the podcast. Called when the apps are ready, by the room that keeps the settings."""
    global _owner  # noqa: PLW0603 - set once, when the apps are ready
    _owner = reader


class PodcastFeed(Rss201rev2Feed):
    """RSS with what podcast readers ask for besides."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:itunes": ITUNES, "xmlns:podcast": PODCAST}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author_name"])
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:image", attrs={"href": self.feed["cover"]})
        handler.startElement("itunes:category", {"text": CATEGORY[0]})
        handler.addQuickElement("itunes:category", attrs={"text": CATEGORY[1]})
        handler.endElement("itunes:category")
        owner: Owner = self.feed["owner"]
        handler.startElement("itunes:owner", {})
        handler.addQuickElement("itunes:name", owner.name)
        if owner.email:
            handler.addQuickElement("itunes:email", owner.email)
        handler.endElement("itunes:owner")

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:title", item["title"])
        handler.addQuickElement("itunes:duration", str(item["duration"]))
        handler.addQuickElement("itunes:explicit", "false")
        if item["transcript"]:
            attributes = {"url": item["transcript"], "type": "text/vtt", "language": item["language"]}
            handler.addQuickElement("podcast:transcript", attrs=attributes)
        if item["chapters"]:
            handler.addQuickElement("podcast:chapters", attrs={"url": item["chapters"], "type": CHAPTERS_TYPE})


class TemoignagesRss(SectionRss):
    """``/temoignages.rss``: the testimonies that everyone may hear, the latest first."""

    feed_type = PodcastFeed
    section = TemoignageIndexPage
    address = "temoignages_rss"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> PodcastChannel:
        channel = super().get_object(request, *args, **kwargs)
        owner = _owner(request) if _owner else Owner(channel.publisher, "")
        return PodcastChannel(**vars(channel), owner=owner, cover=absolute_url(request, static(COVER)))

    def feed_extra_kwargs(self, channel: PodcastChannel) -> dict[str, Any]:
        return {"owner": channel.owner, "cover": channel.cover}

    def items(self) -> list[TemoignagePage]:
        return list(readable(TemoignagePage.objects.all()).for_feeds()[:MAX_EPISODES])

    def item_description(self, item: Any) -> str:
        """What is heard, what may move, and that a machine speaks when it does."""
        synthetic = "Voix de synthèse : personne n'a parlé." if item.audio.is_synthetic else ""
        told = " ".join(part for part in (item.summary, item.content_note, synthetic) if part)
        return escape(french(told))

    def item_pubdate(self, item: Any) -> datetime.datetime | None:
        return item.first_published_at

    def item_enclosures(self, item: Any) -> list[Enclosure]:
        source = item.audio.widely_played_source()
        return [Enclosure(_absolute(item, source.url), str(source.bytes), source.mime_type)]

    def item_extra_kwargs(self, item: Any) -> dict[str, Any]:
        recording: Media = item.audio
        chapters = reverse("temoignage_chapters", args=[item.translation_key]) if recording.chapters else ""
        return {
            "duration": round(recording.duration),
            "language": recording.language,
            "transcript": _absolute(item, recording.transcript_vtt_url),
            "chapters": _absolute(item, chapters),
        }


def _absolute(page: Any, path: str) -> str:
    """The address of one of its files, on its own site: a feed has no request when it writes its items."""
    parts = page.get_url_parts()
    return urljoin(f"{parts[1]}/", path) if parts and path else path


@require_safe
def chapters(request: HttpRequest, key: Any) -> JsonResponse:
    """The key moments of a published testimony, as podcast readers read them."""
    page = readable(TemoignagePage.objects.filter(translation_key=key)).for_feeds().first()
    if page is None or not page.audio.chapters:
        raise Http404
    moments = [{"startTime": chapter.start, "title": chapter.title} for chapter in page.audio.moments]
    return JsonResponse({"version": "1.2.0", "chapters": moments}, content_type=CHAPTERS_TYPE)

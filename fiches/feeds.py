"""The latest fiches, for feed readers; and what every feed of a section says."""

import datetime
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from wagtail.models import Site

from cms.models import BasePage
from cms.querysets import readable
from cms.structured_data import absolute_url
from cms.typography import french

from .models import FicheIndexPage, FichePage

MAX_FICHES = 20


@dataclass(frozen=True)
class Channel:
    """What a feed is about: the section of the fiches, on the site that was asked."""

    title: str
    link: str
    description: str
    feed_url: str
    publisher: str


class SectionRss(Feed):
    """What is common to the feeds of sections. A subclass says of which section, and under which name it is found."""

    feed_type: type[SyndicationFeed] = Rss201rev2Feed
    language = "fr"
    section: ClassVar[type[BasePage]]
    address: ClassVar[str]
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Channel:
        section = readable(self.section._default_manager.all()).get()  # its absence is a 404
        site = Site.find_for_request(request)
        name = site.site_name if site and site.site_name else request.get_host()
        return Channel(
            title=french(f"{name} : {section.title.lower()}"),
            link=section.get_full_url(request) or "",
            description=french(section.lead or section.title),
            feed_url=absolute_url(request, reverse(self.address)),
            publisher=french(name),
        )

    def title(self, channel: Channel) -> str:
        return channel.title

    def link(self, channel: Channel) -> str:
        return channel.link

    def description(self, channel: Channel) -> str:
        return channel.description

    def feed_url(self, channel: Channel) -> str:
        return channel.feed_url

    def author_name(self, channel: Channel) -> str:
        return channel.publisher

    def item_title(self, item: Any) -> str:
        return french(item.title)

    def item_description(self, item: Any) -> str:
        """Both formats read it as HTML."""
        return escape(french(item.summary))

    def item_link(self, item: Any) -> str:
        return item.full_url or ""

    def item_guid(self, item: Any) -> str:
        """The same whatever the address becomes."""
        return f"urn:uuid:{item.translation_key}"


class FichesRss(SectionRss):
    """``/fiches.rss``: the fiches that were last published or reviewed."""

    section = FicheIndexPage
    address = "fiches_rss"

    def items(self) -> list[FichePage]:
        fiches = readable(FichePage.objects.all()).newest_first()
        return list(fiches.select_related("theme").defer("body", "key_points", "first_steps")[:MAX_FICHES])

    def item_author_name(self, item: FichePage) -> str | None:
        return french(", ".join(author.value["name"] for author in item.authors)) or None

    def item_categories(self, item: FichePage) -> list[str]:
        return [item.get_part_display(), *([item.theme.name] if item.theme else [])]

    def item_pubdate(self, item: FichePage) -> datetime.datetime:
        return item.first_published_at or changed_at(item)

    def item_updateddate(self, item: FichePage) -> datetime.datetime:
        return changed_at(item)


class FichesAtom(FichesRss):
    """``/fiches.atom``: the same in Atom."""

    feed_type = Atom1Feed
    address = "fiches_atom"

    def subtitle(self, channel: Channel) -> str:
        return channel.description


def changed_at(fiche: FichePage) -> datetime.datetime:
    """The last publication, or the day of the last review if it is later."""
    moments = [fiche.last_published_at] if fiche.last_published_at else []
    if fiche.reviewed_on:
        moments.append(timezone.make_aware(datetime.datetime.combine(fiche.reviewed_on, datetime.time())))
    return max(moments)

"""What every feed of a section says, whatever it carries."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from wagtail.models import Site

from .models import BasePage
from .querysets import readable
from .structured_data import absolute_url
from .typography import french


@dataclass(frozen=True)
class Channel:
    """What a feed is about: a section, on the site that was asked."""

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

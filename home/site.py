"""The frame around every page, whatever app renders it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from cms.page_links import PageLinks, page_ids_in_stream, register
from structures.models import Numero

from .settings import SiteSettings


@dataclass(frozen=True)
class Link:
    """An entry of the menu or of the footer."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class SiteFrame:
    """What surrounds a page: who we are, the menu, the footer, whom to call in danger."""

    settings: SiteSettings
    menu: list[Link]
    footer: list[Link]
    crisis_numeros: list[Numero]

    @classmethod
    def for_request(cls, request: HttpRequest) -> "SiteFrame":
        """Read once a request: settings, menu pages, footer pages, numbers."""
        site = Site.find_for_request(request)
        settings = SiteSettings.for_request(request) if site else SiteSettings()
        return cls(
            settings=settings,
            menu=_links(settings.menu, request),
            footer=_links(settings.footer, request),
            crisis_numeros=settings.numeros if site else [],
        )


@register
def frame_page_ids(request: HttpRequest) -> set[int]:
    """Pages of the menu and of the footer, which every response links to."""
    if Site.find_for_request(request) is None:
        return set()
    settings = SiteSettings.for_request(request)
    return page_ids_in_stream(settings.menu) | page_ids_in_stream(settings.footer)


def _links(stream: Any, request: HttpRequest) -> list[Link]:
    """Entries whose page is published, in the webmaster's order."""
    links = []
    for block in stream:
        label, url = block.value["label"], block.value["url"]
        if block.value["page"]:
            page = PageLinks.for_request(request).get(block.value["page"])
            if page is None:
                continue
            label, url = label or page.title, page.get_url(request)
        if url:
            links.append(Link(label=label, url=url, current=_is_current(url, request.path)))
    return links


def _is_current(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))

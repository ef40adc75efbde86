"""The frame around every page, whatever app renders it."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from cms.directory import directory
from cms.remembered import remembered
from cms.sites import site_for
from cms.watching import watch
from fiches.models import FichePage
from fiches.podcast import Owner
from structures.models import Numero

from .settings import TO_CONFIRM, SiteSettings, SiteSettingsNumero

watch(SiteSettings)
watch(SiteSettingsNumero)


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
    featured: list[Link]  # the fiches that editors put forward on the home page; read when a template asks

    @classmethod
    def for_request(cls, request: HttpRequest) -> "SiteFrame":
        """The frame of this request's site, remembered, where the current page's links are marked."""
        site = site_for(request)
        if site is None:
            return cls(SiteSettings(), [], [], [], [])
        frame = remembered(f"frame of site {site.pk}", lambda: cls._read(site, request))
        featured: Any = SimpleLazyObject(
            lambda: remembered(f"featured on site {site.pk}", lambda: _featured(site, request))
        )
        return replace(frame, menu=_here(frame.menu, request), footer=_here(frame.footer, request), featured=featured)

    @classmethod
    def _read(cls, site: Site, request: HttpRequest) -> "SiteFrame":
        settings = _settings().get(site.pk) or SiteSettings.for_site(site)
        return cls(
            settings=settings,
            menu=_links(settings.menu, request),
            footer=_links(settings.footer, request),
            crisis_numeros=settings.numeros,
            featured=[],
        )


def _settings() -> dict[int, SiteSettings]:
    """Those of every site, by its key: one query for each state of the content."""
    rows = SiteSettings.base_queryset().select_related("site")
    return remembered("settings of sites", lambda: {settings.site_id: settings for settings in rows})


def service_line() -> int | None:
    """The key of the service's own line."""
    of_default = (settings for settings in _settings().values() if settings.site.is_default_site)
    return next((settings.main_numero_id for settings in of_default), None)


def podcast_owner(request: HttpRequest) -> Owner:
    """Who answers for the podcast, as the settings say; a placeholder while nobody has said it."""
    settings = SiteFrame.for_request(request).settings
    return Owner(name=settings.publisher or TO_CONFIRM, email=settings.contact_email)


def _featured(site: Site, request: HttpRequest) -> list[Link]:
    fiches = FichePage.objects.filter(home_links__page=site.root_page_id).order_by("home_links__sort_order")
    chosen = fiches.values_list("pk", flat=True)
    pages = [page for page in map(directory().readable, chosen) if page]
    return [Link(label=page.title, url=page.get_url(request) or "", current=False) for page in pages]


def _links(stream: Any, request: HttpRequest) -> list[Link]:
    """Entries whose page is published, in the webmaster's order."""
    links = []
    for block in stream:
        label, url = block.value["label"], block.value["url"]
        if block.value["page"]:
            page = directory().readable(block.value["page"])
            if page is None:
                continue
            label, url = label or page.title, page.get_url(request)
        if url:
            links.append(Link(label=label, url=url, current=False))
    return links


def _here(links: list[Link], request: HttpRequest) -> list[Link]:
    return [replace(link, current=_is_current(link.url, request.path)) for link in links]


def _is_current(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))

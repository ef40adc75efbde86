"""What the head of a page says to search engines and to those who share its address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString

from cms import structured_data as jsonld
from cms.models import BasePage
from cms.sites import site_for

register = template.Library()


@dataclass(frozen=True)
class Sharing:
    """A page as another site would show it."""

    url: str
    title: str
    description: str
    kind: str
    root_url: str


@register.simple_tag(takes_context=True)
def sharing(context: Context) -> Sharing | None:
    """How the current page is to be shared; None for what has no lasting address (errors, results, previews).

    A view whose content is not the page itself gives ``canonical_url``, ``breadcrumb_title`` and, if it can,
    ``meta_description``; a list gives ``canonical_query``, the choice that changes what it shows.
    """
    request = context.get("request")
    page = _page(context)
    site = site_for(request)
    if site is None:
        return None
    if own_url := context.get("canonical_url"):
        title, description = context.get("breadcrumb_title") or "", context.get("meta_description") or ""
        return Sharing(own_url, title, description, "website", site.root_url)
    if page is None or not (url := _page_url(page, context)):
        return None
    return Sharing(url, page.share_title, page.lead, page.share_type, site.root_url)


def _page(context: Context) -> BasePage | None:
    page = context.get("page")
    return page if isinstance(page, BasePage) else None


def _page_url(page: BasePage, context: Context) -> str:
    """The page's address, with what makes a list show something else: a choice, then the number of its page."""
    url = page.get_full_url(context.get("request"))
    query = dict(context.get("canonical_query") or {})
    if (page_obj := context.get("page_obj")) and page_obj.number > 1:
        query["page"] = page_obj.number
    return f"{url}?{urlencode(query, doseq=True)}" if url and query else url or ""


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """The current page as JSON-LD, its breadcrumb included. No query: all it needs has been read for the page."""
    request: HttpRequest | None = context.get("request")
    page = _page(context)
    if request is None:
        return SafeString("")
    data = context.get("structured_data") or (page.structured_data(request) if page else None)
    if not data:
        return SafeString("")
    if ancestors := context.get("breadcrumb"):
        data = {**data, "breadcrumb": jsonld.breadcrumb_list(request, ancestors)}
    return jsonld.as_script(data)

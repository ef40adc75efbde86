"""What the search may show of the foundation's own models: pages."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from cms.querysets import readable

from .registry import Source


def public_pages() -> QuerySet:
    """Pages that everyone may read, the root of the tree left out."""
    return readable(Page.objects.exclude(depth=1))


def load_pages(keys: list[int]) -> Mapping[int, Any]:
    """Public pages by key, without the columns of their own types: what is shown of them is in the index."""
    return public_pages().filter(pk__in=keys).order_by().in_bulk()


def page_address(page: Page, request: HttpRequest | None) -> str:
    return page.get_url(request) or ""


def page_kind(page: Page) -> str:
    return getattr(page.specific_class, "search_kind", "") or "Page"


PAGES = Source(model=Page, public=public_pages, load=load_pages, address=page_address, kind=page_kind)

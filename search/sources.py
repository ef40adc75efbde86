"""What the search may show of the foundation's own models: pages."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from cms.querysets import readable

from .registry import Source


def public_pages() -> QuerySet:
    """Pages that everyone may read, the root of the tree left out."""
    return readable(Page.objects.exclude(depth=1))


def load_pages(keys: list[int]) -> Mapping[int, Any]:
    """Public pages by key, as their own types, without their long texts: one query a type."""
    by_type: dict[int, list[int]] = {}
    for key, content_type in public_pages().filter(pk__in=keys).order_by().values_list("pk", "content_type"):
        by_type.setdefault(content_type, []).append(key)
    found: dict[int, Any] = {}
    for content_type, ids in by_type.items():
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        if getattr(model, "search_kind", None):
            found |= model._default_manager.filter(pk__in=ids).order_by().defer_streamfields().in_bulk()
    return found


def page_address(page: Page, request: HttpRequest | None) -> str:
    return page.get_url(request) or ""


PAGES = Source(model=Page, public=public_pages, load=load_pages, address=page_address)

"""The pages that one response links to, read in one query whatever their number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from wagtail.blocks import StreamValue
from wagtail.models import Page

from .querysets import readable

# Beyond it, no database has a key.
MAX_KEY = 2**63 - 1
_RICH_TEXT_LINK = re.compile(r'linktype="page"[^>]*?\bid="(\d+)"|\bid="(\d+)"[^>]*?linktype="page"')

Provider = Callable[[HttpRequest], Iterable[int]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Let an app name pages that every response links to, such as the menu's."""
    _providers.append(provider)
    return provider


class PageLinks:
    """Published, public pages by primary key. What is wanted before the first look-up costs one query in all."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request
        self._wanted: set[int] = set()
        self._pages: dict[int, Page] = {}
        self._known: set[int] = set()

    @classmethod
    def for_request(cls, request: HttpRequest | None) -> PageLinks:
        """The one of this request, where the registered apps have already named their pages; a new one outside any."""
        if request is None:
            return cls(None)
        if not hasattr(request, "_page_links"):
            links = request._page_links = cls(request)  # type: ignore[attr-defined]
            for provider in _providers:
                links.want(provider(request))
        return request._page_links  # type: ignore[attr-defined, no-any-return]

    def want(self, keys: Iterable[int]) -> None:
        """Announce pages that will be looked up."""
        self._wanted.update(keys)

    def get(self, key: int) -> Page | None:
        """A page that readers may see, or None."""
        if key not in self._known:
            missing = (self._wanted | {key}) - self._known
            self._pages.update(readable(Page.objects.filter(pk__in=missing)).in_bulk())
            self._known |= missing
        return self._pages.get(key)

    def url(self, key: int) -> str | None:
        """The address of a page that readers may see, or None."""
        page = self.get(key)
        return page.get_url(self.request) if page else None


def page_ids_in_rich_text(source: str) -> set[int]:
    """Primary keys of the pages that a rich text links to."""
    keys = {int(first or second) for first, second in _RICH_TEXT_LINK.findall(source)}
    return {key for key in keys if key <= MAX_KEY}


def page_ids_in_stream(stream: StreamValue) -> set[int]:
    """Primary keys of the pages that a stream links to, in its rich texts and page choosers, without loading any."""
    found: set[int] = set()

    def walk(value: Any, name: str = "") -> None:
        if isinstance(value, dict):
            for key, child in value.items():
                walk(child, key if key != "value" else name)
        elif isinstance(value, list | tuple):
            for child in value:
                walk(child, name)
        elif isinstance(value, str):
            found.update(page_ids_in_rich_text(value))
        elif isinstance(value, int) and not isinstance(value, bool) and name in {"page", "pages"}:
            found.add(value)

    for block in stream.raw_data:
        walk(block["value"], block["type"])
    return found

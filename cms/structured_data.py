"""What search engines read of a page: schema.org's words, written as JSON-LD.

A page says what it is in ``structured_data(request)``; ``{% structured_data %}`` adds the breadcrumb and writes it all.
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from .directory import PageEntry
from .sites import site_for

CONTEXT = "https://schema.org"
# What would end the script element, or be read as markup by a careless reader. Same table as Django's json_script.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def web_page(request: HttpRequest, kind: str | list[str], **properties: Any) -> dict[str, Any]:
    """A page of this site, with the site and its publisher."""
    return {
        "@type": kind,
        **properties,
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "publisher": publisher(request),
    }


def publisher(request: HttpRequest) -> dict[str, Any]:
    """The service behind the site."""
    site = site_for(request)
    if site is None:
        return {}
    return {"@type": "Organization", "name": site.site_name or site.hostname, "url": f"{site.root_url}/"}


def absolute_url(request: HttpRequest, path: str) -> str:
    """The public address of a file or of a view of this site."""
    site = site_for(request)
    return urljoin(f"{site.root_url}/", path) if site else path


def breadcrumb_list(request: HttpRequest, ancestors: Iterable[Page | PageEntry]) -> dict[str, Any]:
    """The breadcrumb, from the home page to the parent."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": page.title, "item": page.get_full_url(request)}
            for position, page in enumerate(ancestors, start=1)
        ],
    }


def as_script(data: dict[str, Any]) -> SafeString:
    """The data in an element that browsers neither run nor subject to the script policy."""
    text = json.dumps(
        {"@context": CONTEXT, **without_blanks(data)},
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return mark_safe(f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>')


def without_blanks(value: Any) -> Any:
    """The same data less what is unknown: None, empty texts, lists and objects."""
    if isinstance(value, dict):
        kept = {key: without_blanks(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if not _is_blank(item)}
    if isinstance(value, list | tuple):
        return [item for item in map(without_blanks, value) if not _is_blank(item)]
    return value


def _is_blank(value: Any) -> bool:
    return value is None or value in ("", [], {})

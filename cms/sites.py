"""The site of a request, without a query once the process knows its address."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest
from wagtail.models import Site

from .remembered import remembered
from .watching import watch

# Anyone may ask under any name: beyond this many, the names that lead to a site are asked for again.
MAX_ADDRESSES = 100
FIELDS = [field.attname for field in Site._meta.concrete_fields]
watch(Site)


def site_for(request: HttpRequest | None) -> Site | None:
    """The same site as ``Site.find_for_request``, left on the request where Wagtail looks for it."""
    if request is None or hasattr(request, "_wagtail_site"):
        return Site.find_for_request(request)
    known: dict[tuple[str, str], tuple[Any, ...]] = remembered("sites", dict)
    address = request._get_raw_host(), request.get_port()  # type: ignore[attr-defined]
    values = known.get(address)
    if values is None:
        site = Site.find_for_request(request)
        if len(known) >= MAX_ADDRESSES:
            known.clear()
        known[address] = tuple(getattr(site, name) for name in FIELDS) if site else ()
        return site
    # Each request has a site of its own: Wagtail hangs things on it.
    site = request._wagtail_site = Site.from_db(DEFAULT_DB_ALIAS, FIELDS, values) if values else None  # type: ignore[attr-defined]
    return site

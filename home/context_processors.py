"""What every template needs of the site's settings."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .site import SiteFrame


def site(request: HttpRequest) -> dict[str, Any]:
    """Adds ``site_frame``: identity, menu, footer and crisis numbers, read only if a template asks for them."""
    return {"site_frame": SimpleLazyObject(lambda: SiteFrame.for_request(request))}

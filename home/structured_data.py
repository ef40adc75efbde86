"""The site and the service, in the words of schema.org."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

from cms.structured_data import absolute_url, publisher

from .site import SiteFrame


def website(request: HttpRequest) -> dict[str, Any]:
    """What the home page adds to an ordinary page: the service, how to reach it, how to search the site."""
    settings = SiteFrame.for_request(request).settings
    numero = settings.main_numero
    return {
        "name": settings.service_name,
        "description": settings.description,
        "publisher": {
            **publisher(request),
            "name": settings.service_name,
            "slogan": settings.tagline,
            "logo": absolute_url(request, static("img/icone-512.png")),
            "email": settings.contact_email,
            "telephone": numero.number if numero and numero.is_answering and not numero.to_confirm else "",
        },
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute_url(request, reverse("recherche")) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }

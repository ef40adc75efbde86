"""A structure in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from cms.structured_data import absolute_url

if TYPE_CHECKING:
    from structures.models import Numero, StructurePage

FRANCE = {"@type": "Country", "name": "France"}


def organisation(page: StructurePage, request: HttpRequest) -> dict[str, Any]:
    """The structure itself. What is still to confirm is left out: a machine would not say so."""
    sure = [numero for numero in page.numeros if not numero.to_confirm]
    served = areas_served(page)
    return {
        "@type": "Organization",
        "name": page.title,
        "description": page.summary,
        "url": page.website,
        "logo": _logo(page, request),
        "telephone": [numero.number for numero in sure if numero.channel == numero.Channel.CALL],
        "address": [contact.structured_data() for contact in page.contacts.all() if not contact.to_confirm],
        "areaServed": served,
        "contactPoint": [contact_point(numero, served) for numero in sure],
    }


def areas_served(page: StructurePage) -> list[dict[str, str]]:
    """Its departments; the country for a structure that helps everywhere."""
    departements = [
        {"@type": "AdministrativeArea", "name": departement.name} for departement in page.departements.all()
    ]
    return departements or ([FRANCE] if page.scope == page.Scope.NATIONAL else [])


def contact_point(numero: Numero, served: list[dict[str, str]]) -> dict[str, Any]:
    """A number as a ContactPoint, with its hours when the register knows them."""
    return {
        "@type": "ContactPoint",
        "name": numero.label,
        "contactType": "assistance",
        "telephone": numero.number,
        "areaServed": served,
    }


def _logo(page: StructurePage, request: HttpRequest) -> dict[str, Any] | None:
    copy = page.logo_copy
    if copy is None:
        return None
    return {
        "@type": "ImageObject",
        "url": absolute_url(request, copy.url),
        "caption": page.logo_alt,
        "width": copy.width,
        "height": copy.height,
    }

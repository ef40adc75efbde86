"""Referents and meeting reports as JSON: those that readers may see."""

from typing import Any

from wagtail.api.v2.filters import FieldsFilter, OrderingFilter

from cms.api import PublicEndpoint

from .models import CompteRendu, Referent


class ReferentsEndpoint(PublicEndpoint):
    """Referents who agreed to be shown, and vacant posts."""

    name = "referents"
    model = Referent
    filter_backends = [FieldsFilter, OrderingFilter]
    listing_default_fields = [
        *PublicEndpoint.listing_default_fields,
        "title",
        "vacant",
        "role",
        "departements",
    ]

    def get_queryset(self) -> Any:
        return Referent.objects.public().prefetch_related("departements").order_by("role", "pk")


class ComptesRendusEndpoint(PublicEndpoint):
    """Public meeting reports, newest meeting first."""

    name = "comptes-rendus"
    model = CompteRendu
    filter_backends = [FieldsFilter, OrderingFilter]
    listing_default_fields = [
        *PublicEndpoint.listing_default_fields,
        "title",
        "slug",
        "date",
        "place",
        "departement_code",
    ]

    def get_queryset(self) -> Any:
        return CompteRendu.objects.public().select_related("departement").order_by("-date", "pk")

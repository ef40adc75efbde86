"""Departments and numbers as JSON."""

from typing import Any

from wagtail.api.v2.filters import FieldsFilter, OrderingFilter

from cms.api import PublicEndpoint

from .models import Departement, Numero


class DepartementsEndpoint(PublicEndpoint):
    """The departments that the service covers."""

    name = "departements"
    model = Departement
    filter_backends = [FieldsFilter, OrderingFilter]
    listing_default_fields = [*PublicEndpoint.listing_default_fields, "code", "name"]

    def get_queryset(self) -> Any:
        return Departement.objects.filter(live=True).order_by("code")


class NumerosEndpoint(PublicEndpoint):
    """The register of numbers: those that may be dialled, never a withdrawn one."""

    name = "numeros"
    model = Numero
    filter_backends = [FieldsFilter, OrderingFilter]
    listing_default_fields = [
        *PublicEndpoint.listing_default_fields,
        "label",
        "display",
        "uri",
        "availability",
        "to_confirm",
    ]

    def get_queryset(self) -> Any:
        return Numero.objects.answering().whole().order_by("order", "label")

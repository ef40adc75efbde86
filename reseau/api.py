"""Referents, meetings and their reports as JSON: those that readers may see."""

from typing import Any

from wagtail.api.v2.filters import FieldsFilter, OrderingFilter

from cms.api import PublicEndpoint

from .agenda import meetings_to_come
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
        return Referent.objects.public().for_lists().prefetch_related("departements")


class ComptesRendusEndpoint(PublicEndpoint):
    """Public reports of meetings, newest meeting first."""

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
        reports = CompteRendu.objects.public().written() if self.action == "listing_view" else self._all()
        return reports.for_detail().order_by("-date", "pk")

    @staticmethod
    def _all() -> Any:
        """One of them may be a meeting to come: it has a single address, before and after."""
        return CompteRendu.objects.findable()


class ReunionsEndpoint(ComptesRendusEndpoint):
    """Public meetings to come, next first: what the pages and ``/reunions.ics`` announce."""

    name = "reunions"
    listing_default_fields = [*ComptesRendusEndpoint.listing_default_fields, "starts_at", "ends_at", "open_to_all"]

    def get_queryset(self) -> Any:
        return meetings_to_come().defer(None).for_detail()

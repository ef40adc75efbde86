"""The directory as a table, for editors."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from structures.models import StructurePage

from .asked import Asked
from .listing import in_order, matching

HEADINGS = (
    "Nom",
    "Étendue",
    "Départements",
    "Besoins",
    "Publics",
    "En deux phrases",
    "Numéros",
    "Contacts postaux",
    "Premier contact",
    "Confidentialité",
    "Coût",
    "Site",
    "À confirmer",
    "Vérifié le",
    "En ligne",
    "Adresse de la page",
)
YES, NO = "oui", "non"


def rows(asked: Asked) -> Iterator[list[Any]]:
    """One line for each structure that the filters keep, drafts included, in the order of the directory."""
    for page in _whole(in_order(matching(StructurePage.objects.all(), asked), asked)):
        yield [
            page.title,
            page.get_scope_display(),
            _joined(departement.code for departement in page.departements.all()),
            _joined(need.name for need in page.needs.all()),
            _joined(audience.name for audience in page.audiences.all()),
            page.summary,
            _joined(f"{numero.display} ({numero.label})" for numero in page.numeros),
            _joined(page.contacts.all()),
            page.first_contact,
            page.confidentiality,
            page.cost,
            page.website,
            YES if page.to_confirm else NO,
            f"{page.verified_on:%d/%m/%Y}" if page.verified_on else "",
            YES if page.live else NO,
            page.full_url or "",
        ]


def _whole(pages: QuerySet) -> QuerySet:
    return pages.defer_streamfields().prefetch_related(  # type: ignore[attr-defined]
        "departements", "needs", "audiences", "numero_links", "contacts"
    )


def _joined(values: Any) -> str:
    return " | ".join(map(str, values))

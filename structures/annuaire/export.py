"""The directory as a table, for editors."""

from collections.abc import Iterator
from typing import Any

from structures.models import StructurePage

from .asked import Asked
from .listing import find

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
    whole = StructurePage.objects.defer_streamfields().prefetch_related(
        "departements", "needs", "audiences", "numero_links", "contacts"
    )
    for page in find(asked, whole, drafts=True)[:]:
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
            f"{page.reviewed_on:%d/%m/%Y}" if page.reviewed_on else "",
            YES if page.live else NO,
            page.full_url or "",
        ]


def _joined(values: Any) -> str:
    return " | ".join(map(str, values))

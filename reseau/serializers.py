"""Fields of the JSON API about a department: what its page gathers, and nothing more."""

from collections.abc import Iterable
from typing import Any

from rest_framework.fields import Field

from structures.models import Departement, StructurePage

from .nearby import Nearby


class DepartementField(Field):
    """One department, as ``{code, name}``."""

    def to_representation(self, departement: Departement) -> dict[str, str]:
        return {"code": departement.code, "name": departement.name}


class NearbyField(Field):
    """Who can help there: referents, the Ordre's commission, structures, public meeting reports."""

    def to_representation(self, nearby: Nearby) -> dict[str, Any]:
        return {
            "answers_here": nearby.answers_here,
            "referents": [
                {"id": referent.pk, "name": referent.name, "role": referent.role, "contact": referent.public_contact}
                for referent in nearby.referents
            ],
            "commission": _structure(nearby.commission) if nearby.commission else None,
            "local": _structures(nearby.local),
            "national": _structures(nearby.national),
            "reports": [
                {"id": report.pk, "title": report.title, "date": report.date, "html_url": nearby.report_url(report)}
                for report in nearby.reports
            ],
        }


def _structures(structures: Iterable[StructurePage]) -> list[dict[str, Any]]:
    return [_structure(structure) for structure in structures]


def _structure(structure: StructurePage) -> dict[str, Any]:
    return {
        "id": structure.pk,
        "title": structure.title,
        "html_url": structure.full_url,
        "numeros": [numero.as_dict() for numero in structure.numeros],
    }

"""Fields of the JSON API about the network: what its pages show, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field

from cms.structured_data import absolute_url

if TYPE_CHECKING:
    from structures.models import Departement, StructurePage

    from .models import CompteRendu, Referent
    from .nearby import Nearby


class ContactField(Field):
    """How readers reach somebody; see ``Contact.as_dict``."""

    def to_representation(self, contact: Any) -> dict[str, object]:
        return contact.as_dict()  # type: ignore[no-any-return]


class PhotoField(Field):
    """A photograph that its person agreed to show, as ``{url, width, height}``; null otherwise."""

    def get_attribute(self, instance: Referent) -> Any:
        return instance

    def to_representation(self, referent: Referent) -> dict[str, Any] | None:
        copy = referent.shown_photo
        return {"url": copy.full_url, "width": copy.width, "height": copy.height} if copy else None


class RegistrationField(Field):
    """How to ask for a place at a meeting to come; null when none is needed, and once it is over."""

    def get_attribute(self, instance: CompteRendu) -> Any:
        return instance

    def to_representation(self, report: CompteRendu) -> dict[str, object] | None:
        contact = report.register_by if report.is_to_come else None
        return contact.as_dict() if contact else None


class EvaluationField(Field):
    """Figures, as ``{label, value, out_of}``."""

    def get_attribute(self, instance: CompteRendu) -> Any:
        return instance.evaluation.all()

    def to_representation(self, rows: Any) -> list[dict[str, Any]]:
        return [row.as_dict() for row in rows]


class DocumentsField(Field):
    """Documents that everyone may open, as ``{id, title, url}``."""

    def get_attribute(self, instance: CompteRendu) -> Any:
        return instance.shown_documents

    def to_representation(self, documents: Any) -> list[dict[str, Any]]:
        request = self.context["request"]._request
        return [
            {"id": document.pk, "title": document.title, "url": absolute_url(request, document.url)}
            for document in documents
        ]


class DepartementField(Field):
    """One department, as ``{code, name}``."""

    def to_representation(self, departement: Departement) -> dict[str, str]:
        return {"code": departement.code, "name": departement.name}


class NearbyField(Field):
    """Who can help there: referents, the Ordre's commission, structures, meetings to come, reports."""

    def to_representation(self, nearby: Nearby) -> dict[str, Any]:
        return {
            "answers_here": nearby.answers_here,
            "referents": [
                {
                    "id": referent.pk,
                    "name": referent.name,
                    "role": referent.role,
                    "contact": referent.contact.as_dict(),
                }
                for referent in nearby.referents
            ],
            "commission": _structure(nearby.commission) if nearby.commission else None,
            "local": _structures(nearby.local),
            "national": _structures(nearby.national),
            "meetings": [
                {
                    "id": meeting.pk,
                    "title": meeting.title,
                    "date": meeting.date,
                    "html_url": nearby.report_url(meeting),
                }
                for meeting in nearby.meetings
            ],
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

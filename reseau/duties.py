"""What awaits the people of the network: next steps that fall due, meetings that nobody has told yet."""

from datetime import date
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.models import WorkflowState

from cms.duties import SHOWN, Awaiting, Due, Duty
from cms.edit_urls import edit_url
from cms.models import User
from cms.roles import COORDINATION, REDACTION

from .models import CompteRendu, ProchaineEtape

WRITERS = (COORDINATION, REDACTION)


def _first(objects: QuerySet, due: Any) -> Awaiting:
    """The count and the first lines, in two queries at most."""
    first = [due(one) for one in objects[:SHOWN]]
    count = objects.count() if len(first) == SHOWN else len(first)
    return Awaiting(count=count, first=first, list_url=reverse(CompteRendu.snippet_viewset.get_url_name("list")))  # type: ignore[attr-defined]


def steps_due(user: User, day: date) -> Awaiting:
    """The next steps of an account whose day has come."""

    def due(step: ProchaineEtape) -> Due:
        report = step.compte_rendu
        return Due(
            title=step.text,
            url=f"{edit_url(CompteRendu, report.pk)}#panel-etapes",
            since=step.due_on,
            detail=report.title,
        )

    return _first(ProchaineEtape.objects.due(day).filter(owner=user), due)


def reports_to_write(day: date) -> QuerySet:
    """Meetings that are over, whose report is neither written nor awaiting approval; the oldest first."""
    submitted = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type__app_label="reseau",
        base_content_type__model="compterendu",
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    over = CompteRendu.objects.filter(date__lt=day, is_written=False).exclude(Exists(submitted))
    return over.defer("body").order_by("date", "pk")


def to_write(user: User, day: date) -> Awaiting:
    """Whoever writes, the same meetings."""

    def due(report: CompteRendu) -> Due:
        return Due(title=report.title, url=edit_url(CompteRendu, report.pk), since=report.date, detail=report.place)

    return _first(reports_to_write(day), due)


def _writes(user: User) -> bool:
    return bool(user.is_superuser or user.groups.filter(name__in=WRITERS).exists())


DUTIES = (
    Duty(
        name="prochaines-etapes",
        heading="Prochaines étapes",
        concerns=lambda user: user.has_perm("reseau.change_compterendu"),
        awaiting=steps_due,
        order=30,
        is_mailed=True,
    ),
    Duty(
        name="comptes-rendus-a-ecrire",
        heading="Comptes rendus à écrire",
        concerns=_writes,
        awaiting=to_write,
        order=40,
        is_mailed=True,
    ),
)

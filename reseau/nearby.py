"""Who can help in a department: one answer for its page, for programs, for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest

from cms.directory import directory
from cms.querysets import readable
from structures.annuaire.vocabulary import DEPARTEMENT
from structures.answering import Line, who_answers
from structures.models import Departement, StructureIndexPage, StructurePage

from .models.compte_rendu import CompteRendu
from .models.referent import Referent

if TYPE_CHECKING:
    from .models.page import ReseauPage

MOST_STRUCTURES = 40  # the directory pages through the others


@dataclass(frozen=True)
class Nearby:
    """What readers may know."""

    referents: Sequence[Referent]  # persons: a vacant post helps nobody
    commission: StructurePage | None  # of the Ordre
    local: Sequence[StructurePage]  # of the department, the commission aside
    national: Sequence[StructurePage]
    meetings: Sequence[CompteRendu]  # to come, next first
    reports: Sequence[CompteRendu]  # of public meetings, newest first
    network: ReseauPage | None  # the page that shows the reports

    def report_url(self, report: CompteRendu) -> str:
        """The full address of one of the reports."""
        return self.network.report_url(report) if self.network else ""

    @property
    def answers_here(self) -> bool:
        """Whether somebody of the department can be called: a person of the group, or a line of a local structure."""
        local = [self.commission, *self.local] if self.commission else self.local
        return bool(self.referents) or any(structure.numeros for structure in local)


def nearby(departement: Departement, commission_id: int | None) -> Nearby:
    """In a constant number of queries: structures, their departments and numbers, referents, reports, their page."""
    structures = sorted(_structures(departement, commission_id), key=lambda structure: not structure.numeros)
    local = [structure for structure in structures if structure.scope == StructurePage.Scope.DEPARTMENTAL]
    referents = Referent.objects.persons().filter(departements=departement).for_lists()
    network = _network()
    public = CompteRendu.objects.findable().for_lists().filter(departement=departement)
    told = list(public) if network else []
    return Nearby(
        referents=list(referents),
        commission=next((structure for structure in local if structure.pk == commission_id), None),
        local=[structure for structure in local if structure.pk != commission_id],
        national=[structure for structure in structures if structure.scope == StructurePage.Scope.NATIONAL],
        meetings=[meeting for meeting in reversed(told) if not meeting.is_written],
        reports=[report for report in told if report.is_written],
        network=network,
    )


def _structures(departement: Departement, commission_id: int | None) -> QuerySet:
    """The commission, the structures of the department, then national ones, in the editors' order."""
    links = StructurePage.departements.through._default_manager
    here = Exists(links.filter(structurepage=OuterRef("pk"), departement=departement))
    place = Case(
        When(pk=commission_id or 0, then=Value(0)),
        When(scope=StructurePage.Scope.DEPARTMENTAL, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    pages = readable(StructurePage.objects.filter(here | Q(scope=StructurePage.Scope.NATIONAL)))
    return pages.for_lists().annotate(place=place).order_by("place", "path")[:MOST_STRUCTURES]


@dataclass(frozen=True)
class HereAndNow:
    """Who answers now to somebody of a department. Emergency lines are in the bar of every page."""

    open: Sequence[Line]
    next_to_open: Line | None
    service: Line | None  # the service's own line, open or not
    moment: datetime


def who_answers_in(departement: Departement, moment: datetime | None = None) -> HereAndNow:
    """What the register says of this department at a moment (aware); now, when none is given. It makes no query."""
    answers = who_answers(moment)
    closed = (line for line in answers.closed if line.numero.covers(departement.code))
    return HereAndNow(
        open=[line for line in answers.listening if line.numero.covers(departement.code)],
        next_to_open=next((line for line in closed if line.opens_at), None),
        service=answers.service,
        moment=answers.moment,
    )


def _network() -> ReseauPage | None:
    from .models.page import ReseauPage  # noqa: PLC0415 - models of pages ask for this function

    return readable(ReseauPage.objects.all()).first()


def directory_address(departement: Departement, request: HttpRequest) -> str:
    """The directory of structures, already narrowed to the department; empty when readers have none."""
    pages = (page for page in directory().readable_under("") if page.specific_class is StructureIndexPage)
    index = next(pages, None)
    return f"{index.get_url(request)}?{urlencode({DEPARTEMENT: departement.code})}" if index else ""

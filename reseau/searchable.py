"""What the search may show of the network: meetings and their reports, and persons who agreed to be named."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, QuerySet
from django.http import HttpRequest

from cms.querysets import readable
from search.registry import Source

from .models import CompteRendu, Referent, ReseauPage


def _page() -> QuerySet:
    """The page that shows them, if everyone may read it: without it, nothing of them is public."""
    return readable(ReseauPage.objects.all())


def public_reports() -> QuerySet:
    return CompteRendu.objects.findable().filter(Exists(_page()))


def public_referents() -> QuerySet:
    """Persons only: a vacant post has nothing to find."""
    return Referent.objects.persons().filter(Exists(_page()))


def load_reports(keys: list[int]) -> Mapping[int, Any]:
    return _shown(public_reports().filter(pk__in=keys).defer("body"))


def load_referents(keys: list[int]) -> Mapping[int, Any]:
    return _shown(public_referents().filter(pk__in=keys))


def _shown(objects: QuerySet) -> Mapping[int, Any]:
    """By key, each with the page that shows it. Two queries."""
    found, page = objects.in_bulk(), _page().first()
    for obj in found.values():
        obj.shown_on = page
    return found


def report_kind(report: Any) -> str:
    return CompteRendu.search_kind if report.is_written else "Réunion"


def report_address(report: Any, request: HttpRequest | None) -> str:
    return f"{report.shown_on.get_url(request)}{report.shown_on.report_path(report)}"


def referent_address(referent: Any, request: HttpRequest | None) -> str:
    return f"{referent.shown_on.get_url(request)}#referents"


SOURCES = (
    Source(CompteRendu, public_reports, load_reports, report_address, report_kind),
    Source(Referent, public_referents, load_referents, referent_address, lambda _: Referent.search_kind),
)

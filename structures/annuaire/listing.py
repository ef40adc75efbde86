"""The structures that an address asks for, in SQL: filtered, in the order in which they are read, page by page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from cms.querysets import readable
from structures.models.numero import Numero
from structures.models.structure import StructurePage
from structures.models.structure_links import StructurePageNumero

from .answering import answering
from .asked import Asked
from .vocabulary import AUDIENCE, DEPARTEMENT, FREE, NEED, OPEN

PER_PAGE = 24
AT_ANY_HOUR = 0


def structures() -> QuerySet:
    """Every structure that readers may see."""
    return readable(StructurePage.objects.all())


def matching(pages: QuerySet, asked: Asked) -> QuerySet:
    """Those of these structures that pass all the filters. Values of one filter add up; filters narrow each other."""
    for name, condition in _CONDITIONS.items():
        if name in asked.values or name in asked.switches:
            pages = pages.filter(condition(asked))
    return pages


def in_order(pages: QuerySet, asked: Asked) -> QuerySet:
    """What answers at any hour first; then near before far when a department is asked, far before near otherwise.

    Within each, those that have a number, then the order that editors gave.
    """
    scopes = (When(scope=scope, then=Value(place)) for place, scope in enumerate(_scopes(asked), start=1))
    place = Case(When(_gives(answering().at_any_hour), then=Value(AT_ANY_HOUR)), *scopes, output_field=IntegerField())
    silent = Case(When(_answers(), then=Value(0)), default=Value(1), output_field=IntegerField())
    return pages.annotate(place=place, silent=silent).order_by("place", "silent", "path")


def _scopes(asked: Asked) -> list[StructurePage.Scope]:
    """Scopes in the order in which they are read."""
    far, near, elsewhere = StructurePage.Scope
    return [near, far, elsewhere] if DEPARTEMENT in asked.values else [far, near, elsewhere]


class KeysPaginator(Paginator):
    """Sorts and cuts keys, then reads whole rows for one page only."""

    def page(self, number: int | str) -> Page:
        page = super().page(number)
        places = dict(page.object_list)
        rows = StructurePage.objects.for_lists().in_bulk(places)
        page.object_list = [_placed(rows[key], place) for key, place in places.items() if key in rows]
        return page


def _placed(page: Any, place: int) -> Any:
    page.place = place
    return page


def paginator(asked: Asked, total: int | None = None) -> KeysPaginator:
    """The pages of a list. ``total`` spares a query to whoever knows it."""
    keys = in_order(matching(structures(), asked), asked).values_list("pk", "place")
    found = KeysPaginator(keys, PER_PAGE)
    if total is not None:
        found.count = total
    return found


def groups(page: Page, asked: Asked) -> list[tuple[str, list[StructurePage]]]:
    """The structures of one page under their headings."""
    headings = ["À toute heure", *(scope.label for scope in _scopes(asked))]
    found: dict[str, list[StructurePage]] = {heading: [] for heading in headings}
    for structure in page.object_list:
        found[headings[structure.place]].append(structure)
    return [(heading, listed) for heading, listed in found.items() if listed]


# Conditions: each asks a table of links for keys, which both engines read once for the whole query


def _linked(name: str, column: str, keys: list[int]) -> Q:
    through = getattr(StructurePage, name).through
    return Q(pk__in=through.objects.filter(**{f"{column}__in": keys}).values("structurepage_id"))


def _gives(numeros: Any) -> Q:
    """Structures that give one of these numbers."""
    return Q(pk__in=StructurePageNumero.objects.filter(numero__in=numeros).values("page_id"))


def _answers() -> Q:
    return Q(pk__in=StructurePageNumero.objects.filter(numero__in=Numero.objects.answering()).values("page_id"))


def is_free() -> Q:
    """The structure says that its help is free, or says nothing while one of its calls is."""
    return Q(is_free=True) | (Q(is_free__isnull=True) & _gives(Numero.objects.answering().filter(is_free=True)))


def is_open_now() -> Q:
    return _gives(answering().now)


def serves(asked: Asked) -> Q:
    """Structures of these departments, and those that help everywhere."""
    everywhere = Q(scope=StructurePage.Scope.NATIONAL)
    return everywhere | _linked("departements", "departement", asked.keys(DEPARTEMENT))


_CONDITIONS = {
    NEED: lambda asked: _linked("needs", "besoin", asked.keys(NEED)),
    DEPARTEMENT: serves,
    AUDIENCE: lambda asked: _linked("audiences", "audience", asked.keys(AUDIENCE)),
    FREE: lambda asked: is_free(),
    OPEN: lambda asked: is_open_now(),
}

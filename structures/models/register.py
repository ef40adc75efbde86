"""The whole register, each number with all that hangs on it: six queries, quick with thousands of them.

Django's own prefetching asks for the rows of five thousand numbers by naming each number, and makes a queryset for each
one and each relation: five times slower, and all of it is read anew after each change of the content.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from .numero import Numero

CHILDREN = ("hours", "exceptions", "relays")
TERMS = ("audiences", "departements")
NONE: Any = ()


def read_register(model: type[Numero]) -> dict[int, Numero]:
    """Every number by key, in order. They are to be read only: saving one would write its rows again."""
    numeros = {numero.pk: numero for numero in model.objects.order_by("order", "label", "pk")}
    related: dict[str, dict[int, list]] = {name: _children(model, name) for name in CHILDREN}
    related |= {name: _terms(model, name) for name in TERMS}
    for key, numero in numeros.items():
        # Where modelcluster looks before it asks the database.
        numero._cluster_related_objects = {name: rows.get(key, NONE) for name, rows in related.items()}
    return numeros


def _children(model: type[Numero], name: str) -> dict[int, list]:
    """Rows by the key of their number."""
    relation: Any = model._meta.get_field(name)
    rows = defaultdict(list)
    for row in relation.related_model._default_manager.order_by("sort_order", "pk"):
        rows[getattr(row, relation.field.attname)].append(row)
    return rows


def _terms(model: type[Numero], name: str) -> dict[int, list]:
    """Terms by the key of the number that has them."""
    field: Any = model._meta.get_field(name)
    links: type[models.Model] = field.remote_field.through
    owner, term = f"{field.m2m_field_name()}_id", field.m2m_reverse_field_name()
    order = [f"{term}__{part}" for part in (*field.related_model._meta.ordering, "pk")]
    terms = defaultdict(list)
    for link in links._default_manager.select_related(term).order_by(*order):
        terms[getattr(link, owner)].append(getattr(link, term))
    return terms

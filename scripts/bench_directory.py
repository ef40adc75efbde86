"""The directory of structures with few of them and with many: SQL queries and time. Imported once Django is loaded."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, models, transaction
from wagtail.models import Locale, Page

from structures.models import (
    Audience,
    Besoin,
    Departement,
    Numero,
    NumeroHours,
    StructureIndexPage,
    StructurePage,
    StructurePageNumero,
)

from .bench_pages import count_queries, duration

FEW, MANY = 50, 5000
QUERIES_TARGET = 12
SLOWER_TARGET = 2.0  # times the time with FEW
REPEATS = 15
CHUNK = 500  # rows in one INSERT
SEED = 20261127
# Three filters, then all five.
ADDRESSES = {
    "trois filtres": "?besoin=ecoute&departement=83&public=medecins-liberaux",
    "besoin, gratuit, ouvert": "?besoin=ecoute&gratuit=1&ouvert=1",
    "cinq filtres": "?besoin=ecoute&besoin=soin&departement=83&public=medecins-liberaux&gratuit=1&ouvert=1",
    "sans filtre": "",
}


@dataclass
class Measure:
    """What one list costs, with FEW structures then with MANY."""

    name: str
    queries: tuple[int, int]
    milliseconds: tuple[float, float]

    @property
    def slower(self) -> float:
        """How many times slower with MANY."""
        return self.milliseconds[1] / self.milliseconds[0]

    @property
    def good(self) -> bool:
        return max(self.queries) <= QUERIES_TARGET and self.slower <= SLOWER_TARGET


def measure_all() -> list[Measure]:
    """Measure every list twice."""
    populate(FEW)
    few = dict(_measures())
    populate(MANY)
    return [
        Measure(name, (few[name][0], queries), (few[name][1], milliseconds))
        for name, (queries, milliseconds) in _measures()
    ]


def _measures() -> Iterator[tuple[str, tuple[int, float]]]:
    home = StructureIndexPage.objects.get().url
    for name, query in ADDRESSES.items():
        queries = count_queries(f"{home}{query}")
        yield name, (queries, median(duration(f"{home}{query}") for _ in range(REPEATS)) * 1000)


@transaction.atomic
def populate(count: int) -> None:
    """Add structures, each with a number of its own, until there are ``count``. The same ones at each run."""
    parent = StructureIndexPage.objects.get()
    first = StructurePage.objects.count()
    chance = random.Random(SEED)  # noqa: S311 - nothing is secret here
    pages = _pages(parent, range(first, count), chance)
    numeros = _numeros(range(first, count), chance)
    links = [
        StructurePageNumero(page=page, numero=numero, sort_order=0) for page, numero in zip(pages, numeros, strict=True)
    ]
    StructurePageNumero.objects.bulk_create(links, CHUNK)
    near = [page for page in pages if page.scope == StructurePage.Scope.DEPARTMENTAL]
    _link(StructurePage.departements, near, list(Departement.objects.order_by("code")), 1, chance)
    _link(StructurePage.needs, pages, list(Besoin.objects.order_by("slug")), 3, chance)
    _link(StructurePage.audiences, pages, list(Audience.objects.order_by("slug")), 2, chance)


def _pages(parent: StructureIndexPage, numbers: Sequence[int], chance: random.Random) -> list[StructurePage]:
    """Rows of both tables, without the signals that a page sends one by one."""
    last = parent.get_children().order_by("path").last()
    taken = Page._str2int(last.path[-Page.steplen :]) if last else 0
    kind, locale = ContentType.objects.get_for_model(StructurePage), Locale.get_default()
    pages = []
    for step, number in enumerate(numbers, start=taken + 1):
        slug = f"structure-{number}"
        pages.append(
            StructurePage(
                title=f"Structure numéro {number}",
                slug=slug,
                path=Page._get_path(parent.path, parent.depth + 1, step),
                depth=parent.depth + 1,
                url_path=f"{parent.url_path}{slug}/",
                content_type=kind,
                locale=locale,
                live=True,
                draft_title=slug,
                summary="Qui aide, et pour qui. " * 8,
                scope=chance.choices(["departemental", "national"], [4, 1])[0],
                is_free=chance.choice([True, False, None]),
            )
        )
    for model in (Page, StructurePage):
        _insert(model, pages)
    StructureIndexPage.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))
    return pages


def _insert(model: type[models.Model], pages: list[StructurePage]) -> None:
    """One table of a page type. Django's ``bulk_create`` refuses those that share their key with another table."""
    fields = [field for field in model._meta.local_concrete_fields if not field.auto_created or field.remote_field]
    returning = [] if model is StructurePage else [model._meta.pk]
    for start in range(0, len(pages), CHUNK):
        chunk = pages[start : start + CHUNK]
        keys = model._base_manager._insert(  # type: ignore[attr-defined]
            chunk, fields=fields, returning_fields=returning, using=DEFAULT_DB_ALIAS
        )
        if model is Page:
            for page, (key,) in zip(chunk, keys, strict=True):
                page.pk = page.page_ptr_id = key


def _numeros(numbers: Sequence[int], chance: random.Random) -> list[Numero]:
    """One line in ten answers day and night, four in ten have hours, nobody knows those of the others."""
    numeros = [
        Numero(
            slug=f"ligne-{number}",
            label=f"Ligne {number}",
            number=f"+3346500{number:04d}",
            state=Numero.State.ACTIVE,
            opening=chance.choices(["always", "weekly", "unknown"], [1, 4, 5])[0],
            is_free=chance.choice([True, False, None]),
            live=True,
        )
        for number in numbers
    ]
    numeros = Numero.objects.bulk_create(numeros, CHUNK)
    NumeroHours.objects.bulk_create(
        [
            NumeroHours(numero=numero, first_day=0, last_day=6, opens=opens, closes="23:59", sort_order=0)
            for numero, opens in ((numero, f"0{chance.randrange(10)}:00") for numero in numeros)
            if numero.opening == "weekly"
        ],
        CHUNK,
    )
    return numeros


def _link(relation: Any, pages: list[StructurePage], terms: list[Any], most: int, chance: random.Random) -> None:
    """Each page gets one to ``most`` of these terms."""
    through = relation.through
    column = f"{type(terms[0])._meta.model_name}_id"
    rows = [
        through(structurepage_id=page.pk, **{column: term.pk})
        for page in pages
        for term in chance.sample(terms, chance.randint(1, most))
    ]
    through.objects.bulk_create(rows, CHUNK)

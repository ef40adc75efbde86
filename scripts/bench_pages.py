"""SQL queries of each kind of page, with few fiches and with many. Imported once Django is loaded."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from fiches.models import (
    BibliographiePage,
    FicheIndexPage,
    FichePage,
    ReferencePage,
    TemoignageIndexPage,
    TemoignagePage,
)
from home.models import HomePage, PlainPage
from reseau.models import DepartementIndexPage, DepartementPage, ReseauPage
from search import index
from structures.models import StructureIndexPage, StructurePage

from .console import RefusalError

FEW = 10
MANY = 1000
TARGET = 12
REPEATS = 5
PAGES: dict[str, type[Page]] = {
    "Accueil": HomePage,
    "Fiches (liste)": FicheIndexPage,
    "Fiche": FichePage,
    "Témoignages (liste)": TemoignageIndexPage,
    "Témoignage": TemoignagePage,
    "Bibliographie": BibliographiePage,
    "Référence": ReferencePage,
    "Structures (liste)": StructureIndexPage,
    "Structure": StructurePage,
    "Réseau": ReseauPage,
    "Départements": DepartementIndexPage,
    "Département": DepartementPage,
    "Page simple": PlainPage,
}


@dataclass
class Measure:
    """What one address costs."""

    name: str
    few: int
    many: int = 0
    milliseconds: float = 0


def check_database_is_in(folder: Path) -> None:
    """Raises RefusalError unless the database is a scratch one: fiches are about to be deleted."""
    if folder.resolve() not in Path(connection.settings_dict["NAME"]).resolve().parents:
        raise RefusalError("La mesure refuse de toucher à une autre base que la sienne.")


def measure_all() -> list[Measure]:
    """Measure every page with FEW fiches, then with MANY."""
    for backend in settings.WAGTAILSEARCH_BACKENDS.values():
        backend["AUTO_UPDATE"] = False  # the index is built twice, whole
    _keep(FEW)
    index.build()
    addresses = dict(_addresses())
    measures = {name: Measure(name, few=count_queries(address)) for name, address in addresses.items()}
    _multiply(MANY)
    index.build()
    for name, address in addresses.items():
        measures[name].many = count_queries(address)
        measures[name].milliseconds = median(duration(address) for _ in range(REPEATS)) * 1000
    return list(measures.values())


def _addresses() -> Iterator[tuple[str, str]]:
    for name, model in PAGES.items():
        page = model.objects.live().public().order_by("path").first()
        if page is not None:
            yield name, page.url
    yield "Qui répond", reverse("aide")
    yield "Recherche", f"{reverse('recherche')}?q=cabinet"


@transaction.atomic
def _keep(count: int) -> None:
    """Delete all fiches but the first ones, those that the home page shows before any other."""
    shown = list(FichePage.objects.filter(home_links__isnull=False).distinct().values_list("pk", flat=True))
    others = list(FichePage.objects.exclude(pk__in=shown).order_by("path").values_list("pk", flat=True))
    for page in FichePage.objects.filter(pk__in=[*shown, *others][count:]):
        page.delete()


@transaction.atomic
def _multiply(count: int) -> None:
    """Add copies of the existing fiches until there are enough."""
    models = list(FichePage.objects.order_by("path"))
    parent = FicheIndexPage.objects.get()
    for number in range(len(models), count):
        page = FichePage.objects.get(pk=models[number % len(models)].pk)
        page.pk = page.id = page.page_ptr_id = None
        page._state.adding = True
        page.translation_key = page._meta.get_field("translation_key").get_default()
        page.title, page.slug = f"{page.title} ({number})", f"{page.slug}-{number}"
        parent.add_child(instance=page)


def count_queries(address: str) -> int:
    """Queries of one request, once the process is warm and its cache empty. Raises RefusalError unless it gives 200."""
    client = Client(headers={"host": "127.0.0.1"})
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        response.getvalue() if response.streaming else response.content
    if response.status_code != 200:
        raise RefusalError(f"{address} répond {response.status_code}.")
    return len(queries)


def duration(address: str) -> float:
    """Seconds that one request takes, once its cache is empty."""
    cache.clear()
    begin = time.perf_counter()
    Client(headers={"host": "127.0.0.1"}).get(address)
    return time.perf_counter() - begin

"""``make bench``: what the bibliography costs its readers with fifty references, and with five thousand."""

import time
from statistics import median

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .console import say, verdict

FEW, MANY = 50, 5000
MAX_QUERIES = 10
MAX_RATIO = 1.5
REPEATS = 15
# The list, a filtered and sorted one that fills its page both times, a search for one author.
ADDRESSES = ("", "?type=article-journal&de=1900&a=2100&tri=auteur", "?q=nom40&langue=en")
# A search that every reference answers: the engine ranks them all, so that its time follows their number.
EVERYTHING = "?q=burnout+th%C3%A8me"


def measure() -> None:
    """Fill the bibliography of the scratch site, measure it twice, and leave it as it was."""
    with transaction.atomic():
        _fill(FEW)
        few = {address: _cost(address) for address in ADDRESSES}
        _fill(MANY)
        say(
            f"\nBibliographie, de {FEW} à {MANY} références : au plus {MAX_QUERIES} requêtes et {MAX_RATIO} fois le temps"
        )
        for address in ADDRESSES:
            (_, before), (queries, after) = few[address], _cost(address)
            good = queries <= MAX_QUERIES and after <= before * MAX_RATIO
            say(
                f"  {address or 'toutes':<52}{queries:>4} requêtes{before * 1000:>8.1f} ms{after * 1000:>8.1f} ms"
                f"   × {after / before:.2f}   {verdict(good)}"
            )
        queries, seconds = _cost(EVERYTHING)
        say(f"  {EVERYTHING:<52}{queries:>4} requêtes{'':>11}{seconds * 1000:>8.1f} ms   tout répond, sans objectif")
        transaction.set_rollback(True)


def _fill(count: int) -> None:
    """Import references until there are so many."""
    from fiches.bibliography.importing import import_references  # noqa: PLC0415 - needs Django
    from fiches.models import BibliographiePage, ReferencePage  # noqa: PLC0415

    known = ReferencePage.objects.count()
    entries = "".join(_entry(number) for number in range(known, count))
    import_references(entries.encode(), BibliographiePage.objects.get())
    ReferencePage.objects.update(live=True)


def _entry(number: int) -> str:
    return (
        f"@article{{essai{number}, author={{Nom{number % 900}, Marie and Autre{number % 70}, Jean}},"
        f" title={{{number} : burnout et thème {number % 97}}}, journal={{Revue {number % 40}}},"
        f" year={{{1970 + number % 55}}}, language={{{'en' if number % 3 else 'fr'}}}, doi={{10.1000/essai.{number}}}}}\n"
    )


def _cost(address: str) -> tuple[int, float]:
    """Queries, and seconds to the first byte, once the process is warm."""
    client = Client(headers={"host": "127.0.0.1"})
    path = f"/bibliographie/{address}"
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries), median(_seconds(client, path) for _ in range(REPEATS))


def _seconds(client: Client, path: str) -> float:
    begin = time.perf_counter()
    client.get(path)
    return time.perf_counter() - begin

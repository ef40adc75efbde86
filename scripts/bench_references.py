"""``make bench``: how long an import of references takes, and what it holds in memory."""

import resource
import time
from collections.abc import Iterator
from typing import Any

from .console import say, verdict

COUNT = 5000
FIRST_TARGET, SECOND_TARGET = 60, 15  # seconds, on two cores
MEMORY_TARGET = 60  # MB that five times as many references may add


def bibtex(count: int, first: int = 0) -> str:
    """As many references, each with an abstract, accents in LaTeX and five authors."""
    return "".join(_entries(count, first))


def _entries(count: int, first: int) -> Iterator[str]:
    abstract = "L'{\\'e}puisement des m{\\'e}decins est fr{\\'e}quent ; ses causes sont connues. " * 12
    for number in range(first, first + count):
        people = " and ".join(f"Auteur{{\\'e}}{(number * 7 + rank) % 900}, Marie A." for rank in range(5))
        yield (
            f"@article{{ref{number}, author={{{people}}}, title={{{{\\'E}}tude {number} : burnout et th{{\\`e}}me"
            f" {number % 97}}}, journal={{Revue {number % 40}}}, year={{{1990 + number % 35}}}, volume={{{number % 90}}},"
            f" pages={{{number}--{number + 9}}}, doi={{10.1000/essai.{number}}}, abstract={{{abstract}}},"
            f" keywords={{burnout, mot {number % 300}}}}}\n"
        )


class Writes:
    """Counts the statements that write."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, sql: str, *args: Any) -> Any:
        self.count += sql.startswith(("INSERT", "UPDATE", "DELETE"))
        return execute(sql, *args)


def measure() -> None:
    """Import references twice into the scratch site, and print what it costs."""
    from django.db import connection, transaction  # noqa: PLC0415 - needs Django

    from fiches.bibliography.importing import import_references  # noqa: PLC0415
    from fiches.models import BibliographiePage  # noqa: PLC0415

    bibliography = BibliographiePage.objects.get()
    say(f"\nImport de {COUNT} références (BibTeX)")
    with transaction.atomic():
        import_references(bibtex(COUNT // 5, first=10**6).encode(), bibliography)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        content = bibtex(COUNT).encode()
        for name, target in (("premier", FIRST_TARGET), ("second", SECOND_TARGET)):
            start = time.perf_counter()
            writes = Writes()
            with connection.execute_wrapper(writes):
                import_references(content, bibliography)
            seconds = time.perf_counter() - start
            say(
                f"  {name:8} {seconds:6.1f} s   objectif : {target} s   {verdict(seconds < target)}   ({writes.count} écritures)"
            )
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        say(f"  mémoire  {grown:6.0f} Mo de plus que pour {COUNT // 5}   objectif : {MEMORY_TARGET} Mo")
        transaction.set_rollback(True)

"""How good and how quick the search is, on each engine at hand. ``measure()`` prints it; figures, never a failure.

Each engine has a process of its own, because Django reads its settings once. That process works on scratch sites: the
developer's own is neither read nor changed.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

from search.judged import JudgedSet, JudgedSetError, Query, read

from . import servers
from .console import RefusalError, run, say

ROOT = Path(__file__).resolve().parent.parent
SCRUBBED = ("BASE_URL", "DATABASE_URL", "DEBUG", "REGISTER_KEYS", "SEARCH_URL", "SECRET_KEY")
MANY = 10_000  # fiches
BUDGET = 60  # seconds for one figure: a slow engine is judged on the queries it has had time for
COLUMNS = ("", "accents", "number", "typo")
HEADINGS = ("tels quels", "sans accents", "nombre", "faute", "MRR", "rappel", "vides")


def measure() -> None:
    """Measure every engine at hand and print a table of quality, then one of delays.

    The set of EVAL_DIR comes besides the site's own when it is given. Raises RefusalError when it cannot be read, or
    when an engine fails.
    """
    folder = os.environ.get("EVAL_DIR", "")
    if folder:
        try:
            read(Path(folder))
        except JudgedSetError as error:
            raise RefusalError(f"EVAL_DIR : {error}") from error
    say("\nRecherche" + ("" if folder else " (EVAL_DIR n'est pas donné : seul le jeu jugé du site est mesuré)"))
    measured = []
    for name, begin in ENGINES.items():
        with begin() as (environment, reason):
            if environment is None:
                say(f"  {name} n'est pas mesuré : {reason}")
            else:
                measured.append((name, _measure_apart(name, environment)))
    _print(measured)


def _print(measured: Sequence[tuple[str, dict[str, Any]]]) -> None:
    say("\n  nDCG@10" + " " * 29 + "".join(f"{heading:>13}" for heading in HEADINGS))
    for engine, figures in measured:
        for row in figures["quality"]:
            cells = "".join(f"{value:>13.3f}" for value in row["values"])
            asked = "" if row["asked"] == row["queries"] else f"   ({row['asked']} questions sur {row['queries']})"
            say(f"  {engine:<15}{row['name']:<21}{cells}".replace(".", ",") + asked)
    say(f"\n  Délais à {MANY} fiches, ms{'p50':>17}{'p95':>13}{'suggestions':>13}{'p95':>13}")
    for engine, figures in measured:
        cells = "".join(f"{value * 1000:>13.1f}" for value in figures["delays"])
        say(f"  {engine:<29}{cells}".replace(".", ",") + f"   ({figures['asked']} questions)")


# Engines at hand: each gives (environment, "") or (None, why not).

Offer = tuple[dict[str, str] | None, str]


@contextmanager
def _sqlite() -> Iterator[Offer]:
    yield {}, ""


@contextmanager
def _postgresql() -> Iterator[Offer]:
    if named := os.environ.get("TEST_DATABASE_URL"):
        yield {"DATABASE_URL": named}, ""
    elif binaries := servers.find_postgres():
        with servers.postgres(binaries) as url:
            yield {"DATABASE_URL": url}, ""
    else:
        yield None, "pas de serveur (TEST_DATABASE_URL, ou initdb sur la machine)."


@contextmanager
def _elasticsearch() -> Iterator[Offer]:
    if named := os.environ.get("TEST_SEARCH_URL"):
        yield {"SEARCH_URL": named}, ""
    elif home := os.environ.get("ELASTICSEARCH_HOME"):
        with servers.elasticsearch(Path(home)) as url:
            yield {"SEARCH_URL": url}, ""
    else:
        yield None, "pas de serveur (TEST_SEARCH_URL ou ELASTICSEARCH_HOME)."


ENGINES = {"SQLite": _sqlite, "PostgreSQL": _postgresql, "Elasticsearch": _elasticsearch}


def _measure_apart(name: str, environment: dict[str, str]) -> dict[str, Any]:
    """The figures of one engine, from a process with this environment. Raises RefusalError when it fails."""
    kept = {key: value for key, value in os.environ.items() if key not in SCRUBBED}
    with tempfile.TemporaryDirectory(prefix="medaide-bench-") as scratch:
        output = Path(scratch) / "figures.json"
        own = {"DATA_DIR": scratch, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        command = [sys.executable, "-m", "scripts.bench_search", str(output)]
        say(f"  {name}…")
        done = subprocess.run(
            command, check=False, cwd=ROOT, env={**kept, **own, **environment}, capture_output=True, text=True
        )
        if done.returncode != 0:
            last = next(reversed(done.stderr.strip().splitlines()), "sans message")
            raise RefusalError(f"La mesure de {name} a échoué : {last}")
        figures: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
        return figures


# In the process of one engine.


def measure_here(output: Path) -> None:
    """Measure the configured engine and write its figures."""
    import django  # noqa: PLC0415 - only this process needs it

    django.setup()
    from search.scratch import scratch_site  # noqa: PLC0415 - needs Django

    folder = os.environ.get("EVAL_DIR", "")
    with scratch_site():
        rows, documents, queries = _own_set()
        if not folder:
            delays, asked = _delays(documents, queries)
    if folder:
        judged = read(Path(folder))
        with scratch_site():
            rows += _given_set(judged, Path(folder).name)
            delays, asked = _delays([(item.title, item.text) for item in judged.documents], judged.queries)
    output.write_text(json.dumps({"quality": rows, "delays": delays, "asked": asked}), encoding="utf-8")


def _own_set() -> tuple[list[dict[str, Any]], list[tuple[str, str]], list[Query]]:
    """Quality on the demo content; its fiches as (title, text), and the queries."""
    from demo.seed import Seeder  # noqa: PLC0415
    from fiches.models import FichePage  # noqa: PLC0415
    from search import index  # noqa: PLC0415
    from tests.search.own_set import PARTS, address, own_set  # noqa: PLC0415 - the set lives with the tests

    Seeder().run()
    index.build()
    judged = own_set()
    rows = [_quality(f"jeu du site, {part}", judged.only(part), address) for part in PARTS]
    body: Any = FichePage._meta.get_field("body")
    fiches = [(fiche.title, " ".join(body.get_searchable_content(fiche.body))) for fiche in FichePage.objects.all()]
    return rows, fiches, judged.queries


def _given_set(judged: JudgedSet, name: str) -> list[dict[str, Any]]:
    """Quality on the set of EVAL_DIR."""
    from fiches.corpus import add_fiches  # noqa: PLC0415
    from search import index  # noqa: PLC0415

    keys = add_fiches([(document.title, document.text) for document in judged.documents])
    names = dict(zip(keys, (document.id for document in judged.documents), strict=True))
    index.build()
    return [_quality(name, judged, lambda found: names.get(found.pk))]


def _quality(name: str, judged: JudgedSet, identify: Callable[[Any], str | None]) -> dict[str, Any]:
    from search.evaluation import answers  # noqa: PLC0415
    from search.metrics import scores  # noqa: PLC0415
    from search.perturbations import PERTURBATIONS  # noqa: PLC0415

    found = []
    for column in COLUMNS:
        spoil = PERTURBATIONS.get(column, str)
        found.append(scores(answers(_in_time(judged.queries), identify, spoil), judged.grades))
    plain = found[0]
    return {
        "name": name,
        "values": [*(scored.ndcg for scored in found), plain.reciprocal_rank, plain.recall, plain.empty],
        "asked": min(scored.queries for scored in found),
        "queries": len(judged.queries),
    }


def _delays(documents: list[tuple[str, str]], queries: list[Query]) -> tuple[list[float], int]:
    """p50 and p95 of the service, then of the suggestions, in seconds, among MANY fiches; how many queries had time.

    The fiches are the documents again and again, under other titles, beside what the site holds.
    """
    from django.db import connection  # noqa: PLC0415

    from fiches.corpus import add_fiches  # noqa: PLC0415
    from fiches.models import FichePage  # noqa: PLC0415
    from search import index  # noqa: PLC0415
    from search.evaluation import answers, suggestions  # noqa: PLC0415
    from search.metrics import percentile  # noqa: PLC0415

    missing = MANY - FichePage.objects.count()
    copies = [(f"{title} ({number})", text) for number, (title, text) in _again(documents, missing)]
    add_fiches(copies)
    index.build()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # which the server does by itself, a minute later
    search_delays = [answer.seconds for answer in answers(_in_time(queries), str).values()]
    typing_delays = []
    for query in _in_time(queries):
        begin = perf_counter()
        suggestions(query.text[:5])
        typing_delays.append(perf_counter() - begin)
    figures = [percentile(delays, percent) for delays in (search_delays, typing_delays) for percent in (50, 95)]
    return figures, len(search_delays)


def _again(documents: list[tuple[str, str]], count: int) -> Iterator[tuple[int, tuple[str, str]]]:
    for number in range(count):
        yield number, documents[number % len(documents)]


def _in_time(queries: Sequence[Query]) -> Iterator[Query]:
    """The queries in an order of no meaning, always the same, for as long as the budget lasts; one at least."""
    order = list(queries)
    random.Random(0).shuffle(order)  # noqa: S311 - no secret
    limit = monotonic() + BUDGET
    for number, query in enumerate(order):
        if number and monotonic() > limit:
            return
        yield query


def main() -> None:
    """Without argument, measure every engine; with the path of a file, the configured one, into that file."""
    os.chdir(ROOT)
    if len(sys.argv) > 1:
        measure_here(Path(sys.argv[1]))
    else:
        measure()


if __name__ == "__main__":
    run(main)

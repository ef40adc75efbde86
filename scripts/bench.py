"""``make bench``: what the start, the database, the bytes and the processor cost; how good and how quick the search is.

Figures, never a failure. Everything happens in a scratch folder: the developer's own site is neither read nor changed.
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from . import bench_floor, bench_references, bench_search
from .console import RefusalError, run, say, verdict
from .servers import free_port

ROOT = Path(__file__).resolve().parent.parent
SCRUBBED = (
    *("BASE_URL", "DATABASE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE", "MEDIA_ACCEL_REDIRECT", "SEARCH_URL"),
    "REGISTER_KEYS",
    "SECRET_KEY",
)
COLD_TARGET = 20
WARM_TARGET = 5
START_LIMIT = 300


def main() -> None:
    """Measure and print."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory(prefix="medaide-bench-") as scratch:
        for name in SCRUBBED:
            os.environ.pop(name, None)
        os.environ["DATA_DIR"] = scratch
        say("Démarrage de make run, dépendances installées")
        for name, target in (("à froid", COLD_TARGET), ("à chaud", WARM_TARGET)):
            seconds, computing = start_and_stop()
            say(
                f"  {name} {seconds:6.1f} s   objectif : moins de {target:2} s   {verdict(seconds < target)}"
                f"   (calcul : {computing:.1f} s)"
            )
        _pages(Path(scratch))
        _directory()
    bench_floor.measure()
    bench_search.measure()


def _pages(scratch: Path) -> None:
    """Print the cost of each page, on the site that the start has just seeded."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    import django  # noqa: PLC0415 - only now does the environment name the scratch database

    django.setup()
    from . import bench_bibliography, bench_pages  # noqa: PLC0415 - need Django

    bench_pages.check_database_is_in(scratch)
    few, many = bench_pages.FEW, bench_pages.MANY
    measures = bench_pages.measure_all()
    say(
        f"\nRequêtes SQL par page, visiteur anonyme, caches vides"
        f"\nobjectif : {bench_pages.TARGET} au plus, et autant à {few} qu'à {many} fiches"
    )
    say(f"  {'':<22}{few:>6} fiches{many:>8} fiches{'ms à ' + str(many):>12}")
    for measure in measures:
        good = measure.few == measure.many <= bench_pages.TARGET
        say(f"  {measure.name:<22}{measure.few:>13}{measure.many:>15}{measure.milliseconds:>12.0f}   {verdict(good)}")
    bench_references.measure()
    bench_bibliography.measure()


def _directory() -> None:
    """Print the cost of the directory of structures."""
    from . import bench_directory as bench  # noqa: PLC0415 - needs Django

    say(
        f"\nAnnuaire des structures, {bench.FEW} puis {bench.MANY}"
        f"\nobjectif : {bench.QUERIES_TARGET} requêtes au plus, et moins de {bench.SLOWER_TARGET:.0f} fois le temps"
    )
    for measure in bench.measure_all():
        (few, many), (quick, slow) = measure.queries, measure.milliseconds
        say(
            f"  {measure.name:<26}{few:>4} → {many} requêtes{quick:>8.0f} → {slow:.0f} ms"
            f"   × {measure.slower:.1f}   {verdict(measure.good)}"
        )


def start_and_stop() -> tuple[float, float]:
    """Seconds until a freshly started ``make run`` answers, and its processor time: less than that on a busy machine.

    Raises RefusalError when it does not answer.
    """
    port = free_port()
    used = _children_time()
    environment = {**os.environ, "PORT": str(port)}
    begin = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.serve"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            while not _answers(port):
                if server.poll() is not None or time.monotonic() - begin > START_LIMIT:
                    raise RefusalError("Le site n'a pas démarré.")
                time.sleep(0.05)
            seconds = time.monotonic() - begin
        finally:
            server.send_signal(signal.SIGINT)
    return seconds, _children_time() - used


def _children_time() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=START_LIMIT) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    run(main)

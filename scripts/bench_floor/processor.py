"""Processor time of our uncached pages, against the home page that ``wagtail start`` makes, in the same run."""

import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.console import RefusalError, say, verdict

from .served_site import ROOT, ServedSite

PATIENCE_SECONDS = 30
WARM_UP = 30
# One after the other, so that whatever else the machine does weighs on both alike: 15 rounds of 10 are 150 requests.
ROUNDS = 15
REQUESTS_A_ROUND = 10
HOME_LIMIT = SEARCH_LIMIT = 1.9
DETAIL_LIMIT = 2.2
LISTING_LIMIT = 2.8
LIMITS = {
    "home/home_page": HOME_LIMIT,
    "search/results": SEARCH_LIMIT,
    "404": HOME_LIMIT,
    "fiches/fiche_index_page": LISTING_LIMIT,
    "fiches/bibliographie_page": LISTING_LIMIT,
    "fiches/temoignage_index_page": LISTING_LIMIT,
    "structures/structure_index_page": LISTING_LIMIT,
    "reseau/reseau_page": LISTING_LIMIT,
    "reseau/departement_page": LISTING_LIMIT,
    "home/plan": LISTING_LIMIT,
}
WORKER = Path(__file__).resolve().parent / "worker.py"
FLOOR_LOCAL_SETTINGS = """
SECRET_KEY = {secret!r}
ALLOWED_HOSTS = ["127.0.0.1"]
"""


@dataclass(frozen=True)
class Worker:
    """A process that measures the pages of one project."""

    process: subprocess.Popen[str]

    def ask(self, path: str, count: int) -> float:
        """Median processor time of that many requests, in milliseconds. Raises RefusalError when one fails."""
        print(json.dumps({"path": path, "count": count}), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            code = self.process.wait(timeout=PATIENCE_SECONDS)
            raise RefusalError(f"Le processus qui mesure s'est arrêté à la page {path} (code {code}).")
        spent = json.loads(answer)
        if isinstance(spent, str):
            raise RefusalError(spent)
        return statistics.median(spent) * 1000


def measure(site: ServedSite) -> bool:
    """Print the processor time of every template; returns whether every limit holds."""
    say("Construction du projet de comparaison (wagtail start)…")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="medaide-plancher-")))
        floor = stack.enter_context(_worker(folder, build_floor(folder)))
        ours = stack.enter_context(_worker(ROOT, site.environment))
        floor.ask("/", WARM_UP)
        paths, refused = _warm_up(ours, {template.name: template.typical for template in site.templates})
        times, bare = _alternate(floor, ours, paths)
    say()
    say(f"Temps de processeur d'une page sans cache ; la page nue de wagtail start en prend {bare:.2f} ms")
    say(f"  {'gabarit':<32}{'ms':>8}{'rapport':>10}{'au plus':>10}")
    good = not refused
    for name, reason in refused.items():
        say(f"  {name:<32} non mesuré   FAIL   {reason}")
    for name, (milliseconds, ratio) in times.items():
        limit = LIMITS.get(name, DETAIL_LIMIT)
        good &= ratio <= limit
        say(f"  {name:<32}{milliseconds:>8.2f}{ratio:>9.2f}×{limit:>9}×   {verdict(ratio <= limit)}   {paths[name]}")
    return good


def _warm_up(ours: Worker, paths: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The pages that can be measured, already asked for a few times, and why the others cannot."""
    answering, refused = {}, {}
    for name, path in paths.items():
        try:
            ours.ask(path, WARM_UP)
            answering[name] = path
        except RefusalError as refusal:
            refused[name] = f"{path} : {refusal}"
    return answering, refused


def _alternate(floor: Worker, ours: Worker, paths: dict[str, str]) -> tuple[dict[str, tuple[float, float]], float]:
    """Each page's median time and median ratio, and the bare page's median time.

    A ratio is taken between neighbours in time: the same round, the bare page just before and just after ours.
    """
    spent: dict[str, list[float]] = {name: [] for name in paths}
    ratios: dict[str, list[float]] = {name: [] for name in paths}
    bare = [floor.ask("/", REQUESTS_A_ROUND)]
    for _ in range(ROUNDS):
        for name, path in paths.items():
            spent[name].append(ours.ask(path, REQUESTS_A_ROUND))
            bare.append(floor.ask("/", REQUESTS_A_ROUND))
            ratios[name].append(spent[name][-1] / statistics.mean(bare[-2:]))
    medians = {name: (statistics.median(spent[name]), statistics.median(ratios[name])) for name in paths}
    return medians, statistics.median(bare)


def build_floor(folder: Path) -> dict[str, str]:
    """A project as ``wagtail start`` makes it, migrated, its files collected; returns the environment that runs it."""
    inherited = {key: value for key, value in os.environ.items() if key in {"HOME", "LANG", "PATH", "TMPDIR"}}
    environment = inherited | {"DJANGO_SETTINGS_MODULE": "plancher.settings.production", "PYTHONPATH": str(folder)}
    start = "from wagtail.bin.wagtail import main; main()"
    _run([sys.executable, "-c", start, "start", "plancher", str(folder)], folder, inherited)
    settings = folder / "plancher" / "settings" / "local.py"
    settings.write_text(FLOOR_LOCAL_SETTINGS.format(secret=secrets.token_urlsafe(50)), encoding="utf-8")
    _run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], folder, environment)
    _run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"], folder, environment)
    return environment


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Raises RefusalError, with what the command said, when it fails."""
    done = subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RefusalError(f"Le projet de comparaison n'a pas pu être construit :\n{done.stdout}{done.stderr}")


@contextmanager
def _worker(folder: Path, environment: dict[str, str]) -> Iterator[Worker]:
    """Start a measuring process for the project in this folder, and end it afterwards."""
    command = [sys.executable, "-P", str(WORKER)]  # -P: the modules beside the worker are none of its project's
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment | {"PYTHONPATH": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Worker(process)
    finally:
        process.stdin.close()  # type: ignore[union-attr]
        process.wait(timeout=PATIENCE_SECONDS)

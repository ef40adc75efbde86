"""``manage.py evaluate_search``: how good the configured search is on a judged set, without touching the site.

It lives here because it needs both the search and a type of page to search, and this is the lowest room that may know
the two: ``search`` imports nothing above it.
"""

import logging
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fiches.corpus import add_fiches
from search import index
from search.evaluation import answers, engine
from search.judged import JudgedSet, JudgedSetError, Query, read
from search.metrics import Answer, Scores, scores
from search.perturbations import PERTURBATIONS
from search.progress import progress
from search.scratch import ScratchError, scratch_site

SAMPLE_SEED = "medaide"  # the same N queries each time
INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Mesure la recherche sur un jeu jugé (DOSSIER : corpus.jsonl, queries.jsonl, qrels.tsv), dans une base à part."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DOSSIER", help="le dossier du jeu jugé")
        parser.add_argument(
            "--run", type=Path, metavar="FICHIER", help="écrit les réponses : question, document, rang (tabulations)"
        )
        parser.add_argument(
            "--perturb",
            choices=sorted(PERTURBATIONS),
            help="abîme les questions : typo (une faute de frappe), accents (ôtés), number (singulier et pluriel échangés)",
        )
        parser.add_argument("--sample", type=int, metavar="N", help="N questions seulement, toujours les mêmes")

    def handle(self, *args: Any, **options: Any) -> None:
        # Its warnings say in five English lines what our error says in one.
        logging.getLogger("elastic_transport").setLevel(logging.ERROR)
        try:
            judged = read(options["folder"])
            queries = _sample(judged, options["sample"])
            _check_writable(options["run"])
            with scratch_site():
                self._measure(judged, queries, options["run"], options["perturb"])
        except (JudgedSetError, ScratchError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self.stderr.write("Interrompu : la base et l'index temporaires sont effacés.")
            sys.exit(INTERRUPTED)

    def _measure(self, judged: JudgedSet, queries: list[Query], run: Path | None, perturb: str | None) -> None:
        begin = monotonic()
        keys = add_fiches([(document.title, document.text) for document in judged.documents])
        names = dict(zip(keys, (document.id for document in judged.documents), strict=True))
        added = monotonic()
        index.build()
        built = monotonic()
        given = answers(
            progress(queries, "Questions"),
            lambda page: names.get(page.pk),
            PERTURBATIONS[perturb] if perturb else str,
        )
        if run:
            _write(run, given)
        found = scores(given, judged.grades)
        self.stdout.write(f"Moteur          {engine()}")
        self.stdout.write(
            f"Documents       {len(names)} (posés en {added - begin:.0f} s, indexés en {built - added:.0f} s)"
        )
        self.stdout.write(f"Questions       {found.queries}{f', abîmées : {perturb}' if perturb else ''}")
        self.stdout.write(report(found))


def report(found: Scores) -> str:
    """The figures, as people read them."""
    lines = [
        f"nDCG@10         {found.ndcg:.3f}",
        f"MRR@10          {found.reciprocal_rank:.3f}",
        f"Rappel@10       {found.recall:.3f}",
        f"Sans réponse    {found.empty * 100:.1f} %",
        f"Délai médian    {found.p50 * 1000:.1f} ms",
        f"Délai p95       {found.p95 * 1000:.1f} ms",
    ]
    return "\n".join(line.replace(".", ",") for line in lines)


def _sample(judged: JudgedSet, size: int | None) -> list[Query]:
    """The queries that have a judgement, or some of them in their order. Raises CommandError when none is left."""
    judged_ones = [query for query in judged.queries if any(judged.grades.get(query.id, {}).values())]
    if size is not None and size < 1:
        raise CommandError("--sample demande au moins une question.")
    if not judged_ones:
        raise CommandError("Aucune question n'a de document noté au-dessus de 0.")
    if size is None or size >= len(judged_ones):
        return judged_ones
    chosen = set(random.Random(SAMPLE_SEED).sample([query.id for query in judged_ones], size))  # noqa: S311 - no secret
    return [query for query in judged_ones if query.id in chosen]


def _check_writable(run: Path | None) -> None:
    """Raises CommandError now rather than after minutes of work."""
    if run is None:
        return
    try:
        with run.open("a", encoding="utf-8"):
            pass
    except OSError as error:
        raise CommandError(f"Impossible d'écrire {run} : {error.strerror}.") from error


def _write(run: Path, given: Mapping[str, Answer]) -> None:
    """One line a document found: query, document, rank from 1."""
    lines: Sequence[str] = [
        f"{query}\t{document}\t{rank}\n"
        for query, answer in given.items()
        for rank, document in enumerate(answer.ranking, start=1)
    ]
    run.write_text("".join(lines), encoding="utf-8")

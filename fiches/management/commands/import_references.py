"""``manage.py import_references FICHIER``: the references of a BibTeX, RIS, CSL-JSON or PubMed file."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fiches.bibliography.files import MAX_BYTES, TOO_LARGE, FileError
from fiches.bibliography.importing import Outcome, import_references
from fiches.bibliography.planning import Kind, Step, plan
from fiches.bibliography.wording import left_out_in_words, was, would_be
from fiches.models import BibliographiePage


class Command(BaseCommand):
    help = (
        "Importe des références (BibTeX, RIS, CSL-JSON, PubMed) et les publie ; avec --dry-run, dit ce qui serait fait."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fichier", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="ne rien écrire : dire ce qui serait fait")

    def handle(self, *args: Any, **options: Any) -> None:
        bibliography = BibliographiePage.objects.first()
        if bibliography is None:
            raise CommandError("Créez d'abord la page « Bibliographie ».")
        try:
            content = self._content(options["fichier"])
            if options["dry_run"]:
                self._preview(content, bibliography)
            else:
                self._report(import_references(content, bibliography, progress=self._progress))
        except FileError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Impossible de lire « {options['fichier']} » : {error.strerror}.") from error

    @staticmethod
    def _content(path: Path) -> bytes:
        if path.stat().st_size > MAX_BYTES:
            raise FileError(TOO_LARGE)
        return path.read_bytes()

    def _preview(self, content: bytes, bibliography: BibliographiePage) -> None:
        counts: Counter[Kind] = Counter()
        left_out: Counter[str] = Counter()
        for step in plan(content, bibliography):
            counts[step.kind] += 1
            left_out.update(step.left_out if step.can_be_chosen else ())
            self._say(step)
        self.stdout.write(would_be(counts))
        if left_out:
            self.stdout.write(left_out_in_words(left_out))

    def _say(self, step: Step) -> None:
        """A line for each entry that is not simply new or already there."""
        for change in step.changes:
            self.stdout.write(
                f"ligne {step.line} : {step.title} : {change.variable} : « {change.before} » → « {change.after} »"
            )
        for remark in step.remarks:
            self.stdout.write(f"ligne {step.line} : {step.title} : {remark}")

    def _progress(self, number: int) -> None:
        self.stderr.write(f"{number} entrées traitées", ending="\r")

    def _report(self, outcome: Outcome) -> None:
        for step in outcome.unreadable:
            self._say(step)
        self.stdout.write(was(outcome.done, outcome.left))
        if outcome.not_published:
            self.stdout.write(f"{outcome.not_published} changements attendent dans un brouillon déjà commencé.")

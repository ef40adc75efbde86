"""``manage.py erase_guetteurs``: meant to be run each day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reseau.guetteurs.erasure import erase


class Command(BaseCommand):
    help = (
        "Efface du registre les guetteurs-veilleurs partis depuis douze mois, ou dont l'accord est retiré ; "
        "avec --dry-run, dit combien sans rien effacer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="compte sans rien effacer")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["dry_run"]
        outcome = erase(dry_run=dry_run)
        for line in outcome.lines():
            self.stdout.write(line)
        self.stdout.write(
            f"{'À effacer' if dry_run else 'Effacées'} : {outcome.total} fiche{'s' * (outcome.total > 1)}."
        )

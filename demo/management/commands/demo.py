"""``manage.py demo``: seed the demo content, or remove it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.texts import ContentError
from demo import accounts
from demo.ledger import Ledger
from demo.removal import remove
from demo.seed import Seeder


class Command(BaseCommand):
    help = "Installe le contenu de démonstration (sans rien refaire deux fois), ou le retire avec --remove."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--remove",
            action="store_true",
            help="retire ce que la démonstration a créé, et rien d'autre",
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="avec --remove : aussi ce qui a été modifié depuis",
        )
        parser.add_argument(
            "--comptes",
            action="store_true",
            help="crée aussi les comptes de démonstration (d'office quand DEBUG est actif)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self._remove(options["force"])
        else:
            self._seed(with_accounts=options["comptes"] or settings.DEBUG)

    def _seed(self, with_accounts: bool) -> None:
        try:
            made = Seeder().run()
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Démonstration : {len(made)} éléments créés." if made else "Démonstration : déjà en place.")
        if with_accounts and (names := accounts.create(Ledger())):
            self.stdout.write(f"Comptes créés : {', '.join(names)} (mot de passe : {accounts.PASSWORD}).")

    def _remove(self, force: bool) -> None:
        outcome = remove(force=force)
        self.stdout.write(f"Démonstration : {len(outcome.removed)} éléments retirés.")
        for key, reason in outcome.kept:
            self.stdout.write(f"  gardé : {key} ({reason})")

"""``manage.py check_links``: ask the outside addresses that pages give whether they still answer."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from links.checking import DELAY_SECONDS, KEEP_DAYS, Checker, agent, to_check
from links.fetching import Fetcher
from links.models import LinkCheck


class Command(BaseCommand):
    help = "Vérifie les adresses extérieures que donnent les pages. Relancée, elle reprend où elle s'était arrêtée."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jours", type=int, default=KEEP_DAYS, help="Ne pas revérifier avant tant de jours.")
        parser.add_argument("--limite", type=int, default=None, help="Combien d'adresses au plus, cette fois-ci.")
        parser.add_argument(
            "--delai", type=float, default=DELAY_SECONDS, help="Secondes entre deux questions au même site."
        )
        parser.add_argument("--robots", action="store_true", help="Suivre les fichiers robots.txt.")

    def handle(self, *args: Any, **options: Any) -> None:
        urls = to_check(options["jours"])[: options["limite"]]
        outcomes: Counter[str] = Counter()

        def said(check: LinkCheck) -> None:
            outcomes[check.get_outcome_display()] += 1
            if options["verbosity"] > 1:
                self.stdout.write(f"{check.get_outcome_display()} : {check.url}")

        checker = Checker(Fetcher(agent()), max(0.0, options["delai"]), options["robots"])
        done = checker.run(urls, said)
        self.stdout.write(f"{done} adresses vérifiées sur {len(urls)}.")
        for name, count in outcomes.most_common():
            self.stdout.write(f"  {name} : {count}")

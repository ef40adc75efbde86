"""``manage.py remind``: mail each account what awaits it. Meant to be run each Monday."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.reminding import NotSentError, remind


class Command(BaseCommand):
    help = "Écrit à chaque compte, une fois par semaine au plus, ce qui l'attend dans l'administration."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write("\n".join(remind()))
        except NotSentError as error:
            raise CommandError(str(error)) from error

"""``manage.py remind_checks``: mail the numbers to check to the secretary's office. Meant to be run each Monday."""

from typing import Any

from django.core.management.base import BaseCommand

from structures.checking import remind


class Command(BaseCommand):
    help = "Envoie au secrétariat, une fois par semaine au plus, la liste des numéros à vérifier."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(remind())

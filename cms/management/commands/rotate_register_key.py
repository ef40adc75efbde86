"""``manage.py rotate_register_key``: after a new key was put first in ``REGISTER_KEYS``, use it everywhere."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.encrypted import rotate


class Command(BaseCommand):
    help = "Chiffre de nouveau, avec la première clé de REGISTER_KEYS, tout ce que la base garde chiffré."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rotate()
        self.stdout.write(f"{count} fiche{'s' * (count > 1)} : les autres clés peuvent être retirées de REGISTER_KEYS.")

from typing import Any

from django.core.management.base import BaseCommand

from cms.recordings import encoder, preparation


class Command(BaseCommand):
    help = "Prépare les enregistrements qui attendent : forme d'onde et autres formats (demande ffmpeg)."

    def handle(self, *args: Any, **options: Any) -> None:
        count = preparation.waiting().count()
        preparation.attempt()
        if not encoder.available():
            self.stdout.write(preparation.NO_ENCODER)
        self.stdout.write(f"Enregistrements préparés : {count}.")

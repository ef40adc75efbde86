"""``manage.py index_pending``: what waits to be indexed is, now. The site does it by itself; this is for cron and hands."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from search import index, worker
from search.models import Outbox


class Command(BaseCommand):
    help = "Écrit ce qui attend dans l'index de recherche, et construit l'index s'il manque."

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when Elasticsearch does not answer: what waits goes on waiting."""
        if not index.is_built():
            call_command("rebuild_index", stdout=self.stdout)
        if not worker.attempt():
            raise CommandError(
                f"Elasticsearch ne répond pas : {Outbox.objects.count()} changements attendent. "
                "La base de données répond à sa place."
            )
        self.stdout.write("Rien n'attend.")

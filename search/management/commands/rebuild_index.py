"""``manage.py rebuild_index``: the whole index anew, while readers go on searching."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from modelsearch.index import get_indexed_models
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search.elastic.options import configured
from search.models import Entry
from search.progress import progress

_BATCH = 100


class Command(BaseCommand):
    help = (
        "Reconstruit l'index de recherche. Les lecteurs continuent de chercher, et ce qui est publié entre-temps y est."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when Elasticsearch could not be built, or when a rebuild is in course already."""
        if configured() is None:
            self._rebuild()
            return
        from search.elastic.server import UnavailableError  # noqa: PLC0415 - loads the client
        from search.elastic.step import RebuildInCourseError  # noqa: PLC0415

        try:
            self._rebuild()
        except RebuildInCourseError as error:
            raise CommandError("Une reconstruction est déjà en cours.") from error
        except UnavailableError as error:
            raise CommandError(
                f"Elasticsearch n'a pas pu être reconstruit ({error}). L'index de la base de données est à jour, et "
                "c'est elle qui répond. Relancez cette commande quand Elasticsearch répondra."
            ) from error

    def _rebuild(self) -> None:
        backend = get_search_backend()
        rebuilder = backend.rebuilder_class(backend.get_index_for_model(Page))
        if hasattr(rebuilder, "progress"):
            rebuilder.progress = self._say_progress
        index = rebuilder.start()
        for model in get_indexed_models():
            keys = list(model.get_indexed_objects().order_by("pk").values_list("pk", flat=True))
            batches = [keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH)]
            for batch in progress(batches, f"{model._meta.verbose_name} "):
                index.add_items(model, [model(pk=key) for key in batch])
            if keys:
                self.stdout.write(f"{model._meta.verbose_name} : {len(keys)}")
        rebuilder.finish()
        self.stdout.write(self.style.SUCCESS(f"L'index est reconstruit : {Entry.objects.count()} entrées."))

    def _say_progress(self, done: int, total: int) -> None:
        """On a terminal the line is written over; elsewhere only the last one is."""
        if sys.stdout.isatty() or done == total:
            self.stdout.write(f"\rElasticsearch : {done}/{total}", ending="\n" if done == total else "")
            self.stdout.flush()

"""``manage.py tidy_search``: forget what the search need not keep. Meant to be run each day, at any hour."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from search import indexing
from search.models import MissedSearch, missed

KEPT_DAYS = 365


class Command(BaseCommand):
    help = (
        "Oublie les marques des recherches restées seules, les recherches sans résultat de plus d'un an, "
        "ce qui n'existe plus dans l'index, et les mots qu'aucun texte ne contient plus."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        marks = missed.forget_old_marks()
        limit = timezone.localdate() - timedelta(days=KEPT_DAYS)
        old, _ = MissedSearch.objects.filter(day__lt=limit).delete()
        indexing.remove_unknown_objects()
        indexing.prune_vocabulary()
        self.stdout.write(f"Oubliées : {marks} marques, {old} recherches de plus d'un an.")

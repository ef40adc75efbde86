"""What is said in a recording enters and leaves the search with the privacy of its collection, not at its next save."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from modelsearch.index import insert_or_update_object
from wagtail.models import Collection, CollectionViewRestriction

from .models import TemoignagePage


def connect() -> None:
    """Listen to restrictions and moves of collections; called once the apps are ready."""
    for signal in (post_save, post_delete):
        signal.connect(_restricted, sender=CollectionViewRestriction, dispatch_uid=__name__)
    post_save.connect(_collection_saved, sender=Collection, dispatch_uid=__name__)


def _restricted(instance: CollectionViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        index_anew(instance.collection_id)


def _collection_saved(instance: Collection, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """The admin saves a collection, then moves it, in one transaction; a move alone sends no signal."""
    if not raw and not created:
        transaction.on_commit(partial(index_anew, instance.pk))


def index_anew(collection: int) -> None:
    """Index again the testimonies whose recording is in this collection, or under it."""
    top = Collection.objects.filter(pk=collection).first()
    if top is None:
        return
    for page in TemoignagePage.objects.filter(audio__collection__path__startswith=top.path).order_by("pk"):
        insert_or_update_object(page)

"""Files go with what named them: recordings, posters and encodings that were deleted or replaced leave the disk."""

from contextlib import suppress
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete


def discard(storage: Storage, name: str) -> None:
    """Once the transaction is committed: the file, then the folder that held it alone."""
    if name:
        transaction.on_commit(partial(_remove, storage, name), robust=True)


def _remove(storage: Storage, name: str) -> None:
    storage.delete(name)
    folder = PurePath(name).parent
    if len(folder.parts) > 1:
        with suppress(OSError):  # another file is in it
            storage.delete(str(folder))


def _on_deletion(instance: Model, **kwargs: Any) -> None:
    for field in ("file", "thumbnail"):
        if file := getattr(instance, field, None):
            discard(file.storage, file.name)


def connect() -> None:
    """Listen to deletions; called once the apps are ready."""
    from cms.models import Encoding, Media  # noqa: PLC0415 - models must be loaded first

    for model in (Encoding, Media):
        post_delete.connect(_on_deletion, sender=model, dispatch_uid=f"cms.recordings.leftovers.{model.__name__}")

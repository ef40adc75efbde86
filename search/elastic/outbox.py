"""What Elasticsearch has not been told yet: noted with each change, in its transaction.

Publishing waits for nobody and loses nothing: what cannot be told now stands in the table until it can.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from search.models import Entry, Follower, Outbox

from .options import configured

_BATCH = 300


def note(keys: Iterable[tuple[int, int]], reason: str) -> None:
    """Note that these entries (content type, object) changed; in the transaction that changes them."""
    if configured() is None:
        # Nobody notes for an Elasticsearch that is not there: should it come back, it is to be built anew.
        Follower.objects.exclude(index="").update(index="")
        return
    rows = [Outbox(content_type_id=content_type, object_id=key, reason=reason) for content_type, key in keys]
    if rows:
        Outbox.objects.bulk_create(rows, batch_size=_BATCH)
        tell_after_commit()


def note_entries(entries: Sequence[int], reason: str) -> None:
    """The same, for entries by their own keys."""
    for start in range(0, len(entries), _BATCH):
        some = Entry.objects.filter(pk__in=entries[start : start + _BATCH])
        note(some.values_list("content_type_id", "object_id"), reason)


def tell_after_commit() -> None:
    """Once for a transaction."""
    from search import worker  # noqa: PLC0415 - the worker needs what needs the outbox

    if not any(function is worker.kick for _, function, *_ in connection.run_on_commit):
        transaction.on_commit(worker.kick)

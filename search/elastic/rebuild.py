"""A new index beside the one that readers use, then the alias moved from one to the other in a single step."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from cms.remembered import content_state
from search.models import Entry, Follower, Outbox, Shown, Term
from search.plan import Alternative, Plan
from search.ranking import Question

from . import delivery, documents, step
from .delivery import BATCH, Parcel
from .mapping import MAPPINGS, SETTINGS
from .requests import request_for
from .server import Server, UnavailableError, failures

Progress = Callable[[int, int], None]  # entries done, of how many


def rebuild(server: Server, progress: Progress = lambda done, total: None) -> int:
    """Build the index anew from the entries of the database; returns how many it holds. Raises UnavailableError.

    The caller holds the rebuild (``step.begin_rebuild``). Until the alias moves nothing changes for anyone; what is
    published meanwhile waits in the outbox, and is told to the new index by the next delivery.
    """
    with failures():
        _remove_orphans(server)
        name = f"{server.alias}_{timezone.now():%Y%m%d%H%M%S}_{secrets.token_hex(3)}"
        server.client.indices.create(index=name, settings=SETTINGS, mappings=MAPPINGS)
        try:
            told = list(Outbox.objects.values_list("pk", flat=True))
            state = content_state()
            shown = _fill(server.client, name, progress)
            _warm(server.client, name)
            _move_alias(server, name)
        except BaseException:
            with suppress(ApiError, TransportError):
                server.client.indices.delete(index=name, ignore_unavailable=True)
            raise
        _follow(name, state, shown, told)
        _remove_orphans(server)
    server.breaker.succeeded()
    return len(shown)


def _fill(client: Elasticsearch, index: str, progress: Progress) -> list[int]:
    """Send every entry that everyone may read; returns their keys."""
    keys = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    shown = []
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            version = step.locked().version
            entries = Entry.objects.filter(pk__in=keys[start : start + BATCH])
            found = documents.read(list(entries.values_list("content_type_id", "object_id")))
        delivery.send(client, index, Parcel(version, {key: body for key, (_, body) in found.items()}))
        shown += [pk for pk, _ in found.values()]
        step.sign_of_life()
        progress(min(start + BATCH, len(keys)), len(keys))
    return shown


def _warm(client: Elasticsearch, index: str) -> None:
    """The first search of a server takes it more than a second: it shall not be a reader's."""
    term = Term.objects.order_by("pk").values_list("stem", flat=True).first()
    if term:
        plan = Plan([Alternative(0, term)], units=1, minimum=1)
        client.search(index=index, **(request_for(Question(plan, facets=True)) or {}))


@transaction.atomic
def _follow(index: str, state: str, shown: Sequence[int], told: Sequence[int]) -> None:
    """From now on this index follows; ``state``, ``shown`` and ``told`` are what it has received."""
    step.locked()
    Follower.objects.update(index=index, state=state)
    Shown.objects.all().delete()
    Shown.objects.bulk_create([Shown(entry_id=pk) for pk in shown], batch_size=BATCH)
    for start in range(0, len(told), BATCH):
        Outbox.objects.filter(pk__in=told[start : start + BATCH]).delete()


def _move_alias(server: Server, index: str) -> None:
    """One step for Elasticsearch: no search meets no index, or two."""
    actions = [{"remove": {"index": old, "alias": server.alias}} for old in _current(server)]
    server.client.indices.update_aliases(actions=[*actions, {"add": {"index": index, "alias": server.alias}}])


def _current(server: Server) -> list[str]:
    try:
        return list(server.client.indices.get_alias(name=server.alias).body)
    except NotFoundError:
        return []


def _remove_orphans(server: Server) -> None:
    """Delete the index replaced, and what rebuilds that were killed left behind."""
    current = _current(server)
    for name in server.client.indices.get(index=f"{server.alias}_*", expand_wildcards="all").body:
        if name not in current:
            server.client.indices.delete(index=name, ignore_unavailable=True)


def catch_up(server: Server) -> None:
    """Tell the new index what was published while it was built. What cannot be told now will be."""
    with suppress(UnavailableError):
        delivery.deliver(server)

"""Tells Elasticsearch what waits: what was written or removed, and what everyone may read since or no longer."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from elasticsearch import Elasticsearch

from cms.remembered import content_state
from search import registry
from search.models import Entry, Follower, Outbox, Shown

from . import documents
from .documents import Key, identifier
from .server import MissingIndexError, Server, UnavailableError, failures
from .step import is_rebuilding, locked

logger = logging.getLogger("search")
BATCH = 200  # entries read and sent at once
_CONFLICT = 409


@dataclass(frozen=True)
class Parcel:
    """What is sent at once: the state of some entries, and the rows of the outbox that it settles."""

    version: int
    bodies: Mapping[Key, Mapping[str, Any] | None]  # None: not for everyone to read, or gone
    rows: Sequence[tuple[int, Key]] = ()


def deliver(server: Server) -> int:
    """Tell everything that waits; returns how many entries were sent. Raises UnavailableError when it cannot be done."""
    sent = 0
    while (parcel := _next()) is not None:
        send(server.client, server.alias, parcel, require_alias=True)
        sent += len(parcel.bodies)
    return sent


@transaction.atomic
def _next() -> Parcel | None:
    """The oldest changes, with the entries as they are now. None when nothing waits, or when a rebuild will tell it."""
    follower = locked()
    if not follower.index or is_rebuilding(follower):
        return None
    state = content_state()
    if not state or state != follower.state:
        _compare_visibility(follower, state)
    rows = list(Outbox.objects.order_by("pk").values_list("pk", "content_type_id", "object_id")[:BATCH])
    if not rows:
        return None
    keys = {(content_type, object_id) for _, content_type, object_id in rows}
    found = documents.read(keys)
    for content_type in {content_type for content_type, _ in keys}:
        ids = [key for kind, key in keys if kind == content_type]
        Shown.objects.filter(entry__content_type=content_type, entry__object_id__in=ids).delete()
    Shown.objects.bulk_create([Shown(entry_id=pk) for pk, _ in found.values()])
    bodies = {key: found[key][1] if key in found else None for key in keys}
    return Parcel(follower.version, bodies, [(pk, (content_type, key)) for pk, content_type, key in rows])


def _compare_visibility(follower: Follower, state: str) -> None:
    """Note the entries that everyone may read since the last comparison, or no longer.

    Signals would not do: a moved branch is written without any, and whether a report may be read depends on a page. The
    database itself tells, by the state of the content, that something of it changed (``cms.watching``).
    """
    changed: list[Key] = []
    hidden = Entry.objects.filter(shown__isnull=False).exclude(content_type__in=registry.sources())
    changed += hidden.values_list("content_type_id", "object_id")
    for content_type, source in registry.sources().items():
        public = source.public().order_by().values("pk")
        entries = Entry.objects.filter(content_type=content_type)
        appeared = entries.filter(shown__isnull=True, object_id__in=public)
        disappeared = entries.filter(shown__isnull=False).exclude(object_id__in=public)
        for some in (appeared, disappeared):
            changed += some.values_list("content_type_id", "object_id")
    Outbox.objects.bulk_create(
        [Outbox(content_type_id=kind, object_id=key, reason=Outbox.VISIBILITY) for kind, key in changed], batch_size=300
    )
    follower.state = state
    follower.save(update_fields=["state"])


def send(client: Elasticsearch, index: str, parcel: Parcel, *, require_alias: bool = False) -> None:
    """Write a parcel where searches see it at once, and settle its rows. Raises UnavailableError.

    An older state never replaces a newer one: a conflict of versions means that a later reading was already sent.
    """
    refused = _write(client, index, parcel, require_alias) if parcel.bodies else {}
    Outbox.objects.filter(pk__in=[pk for pk, key in parcel.rows if key not in refused]).delete()
    if refused:
        for key, reason in refused.items():
            logger.error("search_entry_refused entry=%s reason=%s", identifier(key), reason)
        raise UnavailableError(next(iter(refused.values())))


def _write(client: Elasticsearch, index: str, parcel: Parcel, require_alias: bool) -> dict[Key, str]:
    """Entries that Elasticsearch did not take, with the kind of the reason."""
    operations: list[Mapping[str, Any]] = []
    for key, body in parcel.bodies.items():
        about = {"_id": identifier(key), "version": parcel.version, "version_type": "external_gte"}
        operations += [{"delete": about}] if body is None else [{"index": about}, body]
    with failures():
        done = client.bulk(index=index, operations=operations, refresh=True, require_alias=require_alias)
    refused = {}
    outcomes = [next(iter(item.values())) for item in done["items"]]
    if any(outcome.get("error", {}).get("type") == "index_not_found_exception" for outcome in outcomes):
        raise MissingIndexError("index_not_found_exception")
    for key, outcome in zip(parcel.bodies, outcomes, strict=True):
        if "error" in outcome and outcome["status"] != _CONFLICT:
            refused[key] = outcome["error"]["type"]
    return refused

"""What Elasticsearch is given of entries: those that everyone may read, and nothing of the others."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q

from search import registry
from search.models import Entry, EntryFacet, Posting

SEPARATOR = "\x1f"
Key = tuple[int, int]  # content type, object
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def identifier(key: Key) -> str:
    return f"{key[0]}-{key[1]}"


def key_of(identifier: str) -> Key:
    content_type, _, object_id = identifier.partition("-")
    return int(content_type), int(object_id)


def read(keys: Collection[Key]) -> dict[Key, tuple[int, dict[str, Any]]]:
    """By key, the entry and its document. What is not indexed, or not for everyone to read, is left out."""
    entries = _public(keys)
    numbers = [entry.pk for entry in entries]
    texts: dict[int, list[str]] = {number: [] for number in numbers}
    titles: dict[int, list[str]] = {number: [] for number in numbers}
    postings = Posting.objects.filter(entry__in=numbers).order_by()
    for number, stem, frequency, in_title in postings.values_list("entry_id", "term__stem", "tf", "title_tf"):
        texts[number] += [stem] * frequency
        titles[number] += [stem] * in_title
    facets: dict[int, list[EntryFacet]] = {number: [] for number in numbers}
    # Those that readers are offered; the others are for the database.
    for facet in EntryFacet.objects.filter(entry__in=numbers, name__in=list(registry.facet_titles())):
        facets[facet.entry_id].append(facet)
    return {
        (entry.content_type_id, entry.object_id): (
            entry.pk,
            {
                "text": " ".join(texts[entry.pk]),
                "title": " ".join(titles[entry.pk]),
                "words": entry.written.words,
                "facets": [SEPARATOR.join((one.name, one.value)) for one in facets[entry.pk]],
                "labels": [SEPARATOR.join((one.name, one.value, one.label)) for one in facets[entry.pk]],
                "priority": entry.priority,
                "date": _microseconds(entry.date),
                "content_type": entry.content_type_id,
                "object_id": entry.object_id,
            },
        )
        for entry in entries
    }


def _public(keys: Collection[Key]) -> list[Entry]:
    wanted: dict[int, list[int]] = {}
    for content_type, object_id in keys:
        wanted.setdefault(content_type, []).append(object_id)
    public = Q(pk__in=[])
    for content_type, source in registry.sources().items():
        if ids := wanted.get(content_type):
            readable = set(source.public().filter(pk__in=ids).order_by().values_list("pk", flat=True))
            public |= Q(content_type=content_type, object_id__in=readable)
    return list(
        Entry.objects.filter(public)
        .select_related("written")
        .defer("written__title", "written__text", "written__places")
    )


def _microseconds(date: datetime | None) -> int | None:
    return None if date is None else (date - _EPOCH) // timedelta(microseconds=1)

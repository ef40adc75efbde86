"""Which collections of files are not for everyone."""

from wagtail.models import Collection, CollectionViewRestriction

from .remembered import remembered
from .watching import watch

watch(CollectionViewRestriction)
watch(Collection, "path")


def private_collections() -> frozenset[int]:
    """Keys of the restricted collections and of those under them. Remembered: no query of its own."""
    return remembered("private collections", _read)


def _read() -> frozenset[int]:
    restricted = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    found: set[int] = set()
    for path in restricted:
        found.update(Collection.objects.filter(path__startswith=path).values_list("pk", flat=True))
    return frozenset(found)

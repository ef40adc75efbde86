"""Who may have a recording, its other encodings, its poster and its texts."""

from typing import Any

from wagtail.models import CollectionViewRestriction

from cms.models import Media


def may_have(user: Any, recording: Media) -> bool:
    """Everybody, unless its collection is private."""
    collections = recording.collection.get_ancestors(inclusive=True)
    return not CollectionViewRestriction.objects.filter(collection__in=collections).exists()

"""What to read after a page: the pages that its editor chose."""

from collections.abc import Iterable

from wagtail.models import Page

from cms.directory import PageEntry, directory
from cms.models import BasePage
from cms.querysets import linked_keys
from cms.typography import alphabetical


def related_pages(
    page: BasePage, names: Iterable[str], kinds: Iterable[tuple[str, type[Page]]]
) -> list[tuple[str, list[PageEntry]]]:
    """The pages of these many-to-many fields that readers may see, by title, under the label of their kind. One query."""
    chosen = [entry for entry in map(directory().readable, linked_keys(page, names)) if entry]
    chosen.sort(key=lambda entry: (alphabetical(entry.title), entry.pk))
    return [(label, [entry for entry in chosen if entry.specific_class is model]) for label, model in kinds]

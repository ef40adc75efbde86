"""Pages searched by the words of their children, such as the names of a publication's authors."""

from typing import Any

from modelsearch.index import insert_or_update_object


class SearchedByChildren:
    """Mixin: a page is indexed once its children are saved too. Its own signal comes before them.

    Placed before the page's base in the list of bases.
    """

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)  # type: ignore[misc]
        if kwargs.get("update_fields") is None:  # children are saved with the whole page only
            insert_or_update_object(self)

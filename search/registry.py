"""What the search may show: each app says which of its objects are public, and how to reach them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from modelsearch.backends.base import get_model_root
from wagtail.models import Page

from cms.remembered import remembered

from .ranking import Condition, among, any_of


@dataclass(frozen=True)
class Source:
    """Objects that readers may find.

    ``public`` gives those that everyone may read now; ``load`` those of them that have these keys; ``address`` where
    one of them is read; ``kind`` the word readers see beside it.
    """

    model: type[Model]
    public: Callable[[], QuerySet]
    load: Callable[[list[int]], Mapping[int, Any]]
    address: Callable[[Any, HttpRequest | None], str]
    kind: Callable[[Any], str]


@dataclass(frozen=True)
class View:
    """A page of the site that is not in the tree, found by the words that readers use for it."""

    name: str  # of its address, for ``reverse``
    title: str
    summary: str
    words: str  # a search made of some of these, and of nothing else that carries meaning, asks for it


KIND = "genre"
_sources: dict[type[Model], Source] = {}
_facet_titles: dict[str, str] = {KIND: "Genre"}
_views: dict[str, View] = {}


def register(source: Source) -> None:
    """Make objects findable. Called when the apps are ready; ``source.model`` is the root of its model."""
    if get_model_root(source.model) is not source.model:
        raise ValueError(f"{source.model.__name__} is searched through {get_model_root(source.model).__name__}.")
    _sources[source.model] = source


def register_view(view: View) -> None:
    """Make a page findable that no object stands for. Called when the apps are ready."""
    _views[view.name] = view


def views() -> list[View]:
    return list(_views.values())


def register_facet(name: str, title: str) -> None:
    """Name a facet for readers, in the order in which they are offered. Called when the apps are ready."""
    _facet_titles[name] = title


def facet_titles() -> Mapping[str, str]:
    return _facet_titles


def sources() -> dict[int, Source]:
    """Every source, by the key of its content type."""
    return {ContentType.objects.get_for_model(model).pk: source for model, source in _sources.items()}


def page_key() -> int:
    """The content type of pages."""
    return int(ContentType.objects.get_for_model(Page).pk)


def visible() -> Condition:
    """Entries whose objects everyone may read at this moment, asked of the database with each query.

    The words of that question are remembered: they change with the privacy of sections, never with what they find.
    """
    return remembered("search visible", lambda: any_of([among(key, one.public()) for key, one in sources().items()]))

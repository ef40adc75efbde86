"""What an object says of itself for the search: read from its ``search_fields`` and the class attributes below.

A model that wants to say more declares, all optional:
``search_kind`` the word shown beside its results; ``search_priority`` the part of its score that counts, in hundredths
(a reference or a report is there to prove or to remember: a fiche that says as much comes first); ``search_date`` the
date readers sort by; ``search_facets`` by facet, the relation whose objects are its values and their attribute that
stands in addresses: ``{"theme": ("theme", "slug")}`` (labels are their ``name``); ``search_passages()`` the pieces of
its text that readers can be led to, in order (``Passage``): they are indexed after everything else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import slugify
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField

from .registry import KIND

LINKS = "lien"  # not offered to readers: what a text leads to
WHOLE = 100  # hundredths


@dataclass(frozen=True)
class Facet:
    """One value of one facet, with the words readers see."""

    name: str
    value: str
    label: str


class Passage(NamedTuple):
    """A piece of a text that has an address: that of its object, ended by ``fragment`` (``#t=83``)."""

    text: str
    fragment: str
    label: str  # of the link that leads there


class Place(NamedTuple):
    """Where a passage begins in the text of a document. Without a fragment, where the last one ends."""

    start: int
    fragment: str
    label: str


@dataclass(frozen=True)
class Document:
    """What is indexed of one object."""

    content_type_id: int
    object_id: int
    title: str
    text: str  # everything, the title first
    priority: int = WHOLE
    date: datetime | None = None
    facets: list[Facet] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)  # of its passages


def document_of(obj: Any, content_type_id: int) -> Document:
    """The document of an indexed object. Its title is what completes as one types (its ``AutocompleteField``s)."""
    fields = type(obj).get_search_fields()
    names = {entry.field_name for entry in fields if isinstance(entry, AutocompleteField)}
    title = _text(entry.get_value(obj) for entry in fields if isinstance(entry, AutocompleteField))
    others = [entry for entry in fields if entry.field_name not in names]
    body = _text(_values(obj, others))
    kind = getattr(obj, "search_kind", "")
    passages = list(obj.search_passages()) if hasattr(obj, "search_passages") else []
    spoken, places = _laid(passages, sum(len(part) + 1 for part in (title, body) if part))
    return Document(
        content_type_id=content_type_id,
        object_id=obj.pk,
        title=title,
        text="\n".join(part for part in (title, body, spoken, kind) if part),
        priority=getattr(obj, "search_priority", WHOLE),
        date=getattr(obj, "search_date", None),
        facets=list(_facets(obj)),
        places=places,
    )


def _laid(passages: Iterable[Passage], start: int) -> tuple[str, list[Place]]:
    """The text of passages laid one after the other from a place on, and where each begins."""
    lines, places = [], []
    for passage in passages:
        if line := _text([passage.text]):
            lines.append(line)
            places.append(Place(start, passage.fragment, passage.label))
            start += len(line) + 1
    return "\n".join(lines), [*places, Place(start, "", "")] if places else []


def _facets(obj: Any) -> Iterator[Facet]:
    if kind := getattr(obj, "search_kind", ""):
        yield Facet(KIND, slugify(kind), kind)
    for model, key in sorted(set(_links(obj)), key=str):
        yield Facet(LINKS, f"{model._meta.label_lower}:{key}", "")
    for name, (relation, attribute) in getattr(obj, "search_facets", {}).items():
        for other in _related(getattr(obj, relation)):
            yield Facet(name, str(getattr(other, attribute)), other.name)


def _links(obj: Any) -> Iterator[tuple[type[models.Model], Any]]:
    """Documents that the texts of an object lead to, as they stand in the database."""
    for column in obj._meta.get_fields():
        if isinstance(column, StreamField | RichTextField):
            for model, key, *_ in column.extract_references(column.value_from_object(obj)):
                if issubclass(model, AbstractDocument):
                    yield model, key


def linked_key(value: str) -> tuple[int, int]:
    """Content type and key of what a link facet names."""
    label, _, key = value.partition(":")
    return ContentType.objects.get_for_model(apps.get_model(label)).pk, int(key)


def _related(value: Any) -> Iterable[Any]:
    """The objects of a relation to one or to many."""
    if isinstance(value, models.Manager):
        return value.all()
    return [value] if value else []


def _values(obj: Any, fields: Iterable[Any]) -> Iterator[Any]:
    for entry in fields:
        if isinstance(entry, SearchField):
            yield entry.get_value(obj)
        elif isinstance(entry, RelatedFields):
            for other in _related(entry.get_value(obj)):
                yield from _values(other, entry.fields)


def _text(values: Iterable[Any]) -> str:
    return "\n".join(part for value in values for part in _parts(value))


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _parts(item)
    elif value is not None and (text := " ".join(str(value).replace("\x00", "").split())):
        yield text

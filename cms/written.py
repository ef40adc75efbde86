"""All that an editor wrote or chose in a page or a snippet, field by field, whatever holds it."""

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField

FOUNDATION = ("wagtailcore", "wagtailmedia", "taggit")
# Tags inside a word or a number; any other ends a sentence.
_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|sub|sup|mark|small|u|s|code|wbr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"""href=["']([^"']+)["']""", re.IGNORECASE)
BREAK = "\x1e"  # what no sentence and no number spans


class Written(NamedTuple):
    """One text of an object."""

    field: str  # its field, or the relation of its row
    label: str  # what editors call it
    text: str


def texts_of(instance: models.Model) -> Iterator[Written]:
    """Every text of an object and of its rows, without markup; the addresses of links count as text."""
    for field in _text_fields(type(instance)):
        label = _capital(field.verbose_name)
        value = getattr(instance, field.attname)
        if isinstance(field, StreamField):
            texts = "\n".join(plain(text) for text in _strings(value.get_prep_value() if value else []))
        else:
            texts = plain(value) if isinstance(field, RichTextField) else str(value or "")
        if texts:
            yield Written(field.name, label, texts)
    for relation, label, row in rows_of(instance):
        if _text_fields(type(row)):
            for written in texts_of(row):
                yield Written(relation, f"{label}, {written.label.lower()}", written.text)


def rows_of(instance: models.Model) -> Iterator[tuple[str, str, models.Model]]:
    """The rows edited with an object, with the name of their relation and what editors call it."""
    for relation in get_all_child_relations(type(instance)):
        row = relation.related_model
        if row._meta.app_label not in FOUNDATION and (_text_fields(row) or _links(row)):
            name = relation.get_accessor_name()
            for child in getattr(instance, name).all():
                yield name, _capital(row._meta.verbose_name_plural), child


def chosen_in(instance: models.Model, model: type[models.Model]) -> Iterator[tuple[str, str, int]]:
    """The objects of a model that an object points to, as field, what editors call it, and key."""
    for field in _links(type(instance)):
        key = getattr(instance, field.attname)
        if key is not None and issubclass(model, field.related_model):
            yield field.name, _capital(field.verbose_name), key
    for field in type(instance)._meta.concrete_fields:
        if isinstance(field, StreamField) and (value := getattr(instance, field.attname)):
            for reference in field.extract_references(value):
                if reference[0] is model:
                    yield field.name, _capital(field.verbose_name), int(reference[1])
    for name, label, row in rows_of(instance):
        yield from ((name, label, key) for _field, _label, key in chosen_in(row, model))


def plain(markup: str) -> str:
    """A text as it is read: words and numbers are whole even when part of them is bold. Links' addresses follow."""
    links = "\n".join(_LINK.findall(markup))
    text = _TAG.sub(BREAK, _INLINE.sub("", markup))
    return html.unescape(f"{text}{BREAK}{links}")


def _text_fields(model: type[models.Model]) -> list[Any]:
    """Fields in which editors write."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable
        and (
            isinstance(field, StreamField)
            or (isinstance(field, models.CharField | models.TextField) and not field.choices)
        )
    ]


def _links(model: type[models.Model]) -> list[Any]:
    """Foreign keys that editors choose."""
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey) and field.editable]


def _strings(value: Any) -> Iterator[str]:
    """Every text of the stored form of a stream: its names and identifiers aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        keys = ["value"] if {"type", "value"} <= value.keys() else value.keys()
        for key in keys:
            yield from _strings(value[key])
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _capital(label: Any) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]

"""The one bridge between pages and CSL-JSON: formats, citations and imports know items, never pages."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from . import markup
from .items import Item, join_keywords, normalised, split_keywords

if TYPE_CHECKING:
    from fiches.models import ReferencePage, ThemeBibliographique

# By CSL variable, the text field that holds it.
FIELDS = {
    "genre": "genre",
    "container-title": "container",
    "container-title-short": "container_short",
    "collection-title": "collection",
    "collection-number": "collection_number",
    "event-title": "event",
    "publisher": "publisher",
    "publisher-place": "place",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "number-of-pages": "number_of_pages",
    "edition": "edition",
    "number": "number",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "url",
    "language": "language",
    "abstract": "abstract",
}
# What CSL has no variable for stands in its ``custom`` object, under these names.
CUSTOM = {"pourquoi-le-lire": "note", "niveau-de-preuve": "evidence", "acces-libre": "free_access"}
ROLES = ("author", "editor", "translator")
MAX_TITLE = 255  # of Wagtail


def to_csl(reference: ReferencePage) -> Item:
    """The reference as a normalised CSL-JSON item. Reads contributors and themes: prefetch them for lists."""
    item: Item = {"id": reference.key or reference.slug, "type": reference.csl_type}
    item["title"] = reference.formatted_title or reference.title
    people = list(reference.contributors.all())
    for role in ROLES:
        item[role] = [person.csl_name() for person in people if person.role == role]
    item.update({variable: getattr(reference, name) for variable, name in FIELDS.items()})
    if reference.year:
        parts = [reference.year, reference.month, reference.day]
        item["issued"] = {"date-parts": [parts[: parts.index(None)] if None in parts else parts]}
    if reference.accessed:
        day = reference.accessed
        item["accessed"] = {"date-parts": [[day.year, day.month, day.day]]}
    slugs = [theme.slug for theme in reference.themes.all()]
    item["keyword"] = join_keywords([*slugs, *split_keywords(reference.keywords)])
    item["custom"] = {name: value for name, field in CUSTOM.items() if (value := getattr(reference, field))}
    known = {variable: value for variable, value in item.items() if value not in ("", [], {}, None)}
    extra = dict(reference.extra)
    if extra_custom := extra.pop("custom", None):
        known["custom"] = {**extra_custom, **known.get("custom", {})}
    return normalised({**extra, **known})


def from_csl(reference: ReferencePage, item: Item, themes: Mapping[str, ThemeBibliographique]) -> None:
    """Give a page, new or old, what an item says; what the item does not say is emptied.

    Keywords that are the slug of one of the ``themes`` become themes. What no field can hold (a variable that is rare, a
    text too long, a wrong identifier) is kept in ``extra`` and comes out again with ``to_csl``.
    """
    rest = normalised(item)
    reference.key = str(rest.pop("id", reference.key))[: reference._meta.get_field("key").max_length]
    reference.csl_type = rest.pop("type")
    title = rest.pop("title", "")
    reference.title = short_title(title)
    reference.formatted_title = title if title != reference.title else ""
    _fill_contributors(reference, rest)
    for variable, name in FIELDS.items():
        setattr(reference, name, "")
        _move(rest, variable, reference, name, rest.get(variable))
    _fill_dates(reference, rest)
    keywords = split_keywords(rest.pop("keyword", ""))
    reference.themes = [themes[word] for word in keywords if word in themes]
    reference.keywords = join_keywords(word for word in keywords if word not in themes)
    custom = rest.pop("custom", {})
    for variable, name in CUSTOM.items():
        setattr(reference, name, reference._meta.get_field(name).get_default())
        _move(custom, variable, reference, name, custom.get(variable))
    reference.extra = {**rest, "custom": custom} if custom else rest


def short_title(title: str) -> str:
    """A title as lists and browsers show it: without markup, cut where Wagtail does."""
    text = markup.plain(title)
    return text if len(text) <= MAX_TITLE else f"{text[: MAX_TITLE - 1].rstrip()}…"


def _move(rest: Item, variable: str, reference: ReferencePage, name: str, value: Any) -> None:
    """Put the value in the field and take its variable from the rest, unless the field refuses it."""
    if value in (None, ""):
        return
    field: Any = reference._meta.get_field(name)
    try:
        cleaned = field.clean(value, reference)
    except ValidationError:
        return
    if cleaned == value:
        setattr(reference, name, cleaned)
        del rest[variable]


def _fill_contributors(reference: ReferencePage, rest: Item) -> None:
    model: Any = reference._meta.get_field("contributors").related_model
    limits = {name: (part, model._meta.get_field(name).max_length) for name, part in model.CSL_PARTS.items()}
    people = []
    for role in ROLES:
        names = rest.get(role, [])
        if any(len(person.get(part, "")) > limit for person in names for part, limit in limits.values()):
            continue  # a whole role stays in order, or stays aside
        rest.pop(role, None)
        people += [
            {name: person.get(part, "") for name, (part, _) in limits.items()} | {"role": role} for person in names
        ]
    reference.contributors = [model(sort_order=order, **fields) for order, fields in enumerate(people)]


def _fill_dates(reference: ReferencePage, rest: Item) -> None:
    reference.year = reference.month = reference.day = reference.accessed = None
    issued = rest.get("issued", {})
    if set(issued) == {"date-parts"} and len(issued["date-parts"]) == 1:
        parts = issued["date-parts"][0]
        try:
            reference._meta.get_field("year").run_validators(parts[0])
            if len(parts) == 3:
                datetime.date(*parts)
            reference.year, reference.month, reference.day = [*parts, None, None][:3]
            del rest["issued"]
        except (ValidationError, ValueError):
            pass
    accessed = rest.get("accessed", {})
    if set(accessed) == {"date-parts"} and [len(parts) for parts in accessed["date-parts"]] == [3]:
        try:
            reference.accessed = datetime.date(*accessed["date-parts"][0])
            del rest["accessed"]
        except ValueError:
            pass

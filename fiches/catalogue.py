"""The references that readers may see, sorted and put in drawers: read once for each state of the content.

Five thousand of them hold in a few sets of keys, whose intersections give any selection and all its counts without a
query. Nothing of a reference but what chooses it is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import get_language_info
from wagtail.models import ReferenceIndex

from cms.directory import PageEntry, directory
from cms.remembered import remembered
from cms.typography import alphabetical
from cms.watching import watch

from .bibliography.types import KINDS
from .citing import cited_references
from .models.contributor import ReferenceContributor
from .models.reference import ReferencePage
from .models.vocabulary import ThemeBibliographique

THEME, KIND, LANGUAGE, ACCESS, CITED = "theme", "type", "langue", "acces", "citee"
FACETS = {THEME: "Thème", KIND: "Type", LANGUAGE: "Langue", ACCESS: "Accès", CITED: "Dans les fiches"}
NEWEST, AUTHOR, TITLE, ADDED = "annee", "auteur", "titre", "ajout"
LAST = "\uffff"  # after any letter: works without an author

Keys = frozenset[int]


@dataclass(frozen=True)
class Value:
    """One drawer of a facet: its name in addresses, its words, what it holds."""

    slug: str
    label: str
    keys: Keys


@dataclass(frozen=True)
class Catalogue:
    """The references of one state of the content."""

    keys: Keys
    years: Mapping[int, int]  # by key; those without a year are not there
    facets: Mapping[str, list[Value]]
    orders: Mapping[str, tuple[int, ...]]


def catalogue() -> Catalogue:
    """The references in the present state of the content."""
    return remembered("bibliography", _read)


def watch_what_is_read() -> None:
    """Called when the apps are ready. ``languages`` reads the same table."""
    watch(ReferencePage, "csl_type", "year", "language", "free_access")
    watch(ReferenceContributor, "page", "sort_order", "family", "literal")
    watch(ReferencePage.themes.through)
    watch(ThemeBibliographique)
    watch(ReferenceIndex, "object_id", "to_object_id", "model_path")
    watch(apps.get_model("fiches", "FichePage").related_references.through)


def _read() -> Catalogue:
    """Six queries."""
    known = directory()
    rows = {
        key: rest
        for key, *rest in ReferencePage.objects.order_by("pk").values_list(
            "pk", "year", "csl_type", "language", "free_access"
        )
        if known.readable(key)
    }
    entries: dict[int, PageEntry] = {key: entry for key in rows if (entry := known.readable(key))}
    keys = frozenset(entries)
    years = {key: year for key, (year, *_) in rows.items() if year}
    titles = {key: alphabetical(entry.title) for key, entry in entries.items()}
    authors = _first_authors()
    return Catalogue(
        keys=keys,
        years=years,
        facets={
            THEME: _themes(keys),
            KIND: _kinds({key: kind for key, (_, kind, _, _) in rows.items()}),
            LANGUAGE: _languages({key: language for key, (_, _, language, _) in rows.items()}),
            ACCESS: [Value("libre", "En accès libre", frozenset(key for key, row in rows.items() if row[3]))],
            CITED: [Value("oui", "Citée par une fiche", keys & cited_references())],
        },
        orders={
            NEWEST: tuple(sorted(keys, key=lambda key: (-years.get(key, 0), titles[key], key))),
            AUTHOR: tuple(sorted(keys, key=lambda key: (authors.get(key, LAST), -years.get(key, 0), titles[key], key))),
            TITLE: tuple(sorted(keys, key=lambda key: (titles[key], key))),
            ADDED: tuple(sorted(keys, reverse=True)),
        },
    )


def _first_authors() -> dict[int, str]:
    """By key, the name under which a reference is filed."""
    people = ReferenceContributor.objects.order_by("page", "-sort_order", "-pk")
    return {
        page: alphabetical(family or literal)
        for page, family, literal in people.values_list("page", "family", "literal")
    }


def _themes(keys: Keys) -> list[Value]:
    held: defaultdict[int, set[int]] = defaultdict(set)
    for theme, key in ReferencePage.themes.through.objects.values_list("themebibliographique_id", "referencepage_id"):
        held[theme].add(key)
    themes = ThemeBibliographique.objects.order_by("order", "name")
    return [Value(theme.slug, theme.name, keys & held[theme.pk]) for theme in themes]


def _kinds(kinds: Mapping[int, str]) -> list[Value]:
    """In the order in which they are named."""
    held = _by_value(kinds)
    return [Value(kind, KINDS[kind].label, held[kind]) for kind in KINDS if kind in held]


def _languages(languages: Mapping[int, str]) -> list[Value]:
    """« en-US » is English; French first, then by name."""
    held = _by_value({key: language.split("-")[0].lower() for key, language in languages.items() if language})
    values = [Value(code, language_name(code), keys) for code, keys in held.items()]
    return sorted(values, key=lambda value: (value.slug != "fr", alphabetical(value.label)))


def language_name(code: str) -> str:
    """« Anglais » of ``en``; the code itself when Django does not know it."""
    try:
        return str(get_language_info(code)["name_translated"]).capitalize()
    except KeyError:
        return code


def _by_value(values: Mapping[int, str]) -> dict[str, Keys]:
    held: defaultdict[str, set[int]] = defaultdict(set)
    for key, value in values.items():
        held[value].add(key)
    return {value: frozenset(keys) for value, keys in held.items()}

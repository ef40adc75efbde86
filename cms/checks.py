"""Architectural rules as system checks: what a page type or a snippet may not forget."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import get_page_models

from cms.models import BasePage, EditorialSnippet

FOUNDATION = "wagtail"


def project_page_models() -> list[type[models.Model]]:
    """Concrete page types of the project."""
    return [model for model in get_page_models() if not model.__module__.startswith(FOUNDATION)]


def project_models() -> list[type[models.Model]]:
    """Models of the project's own apps."""
    own = {model._meta.app_label for model in project_page_models()} | {"cms", "demo", "links"}
    return [model for model in apps.get_models() if model._meta.app_label in own]


@register(Tags.models)
def check_page_types(**kwargs: Any) -> Iterator[CheckMessage]:
    """Every page type stands on BasePage and declares all that readers, editors and programs need."""
    for model in project_page_models():
        if not issubclass(model, BasePage):
            yield Error(
                f"The page type {model.__name__} does not extend BasePage.",
                hint="Inherit from cms.models.BasePage.",
                obj=model,
                id="cms.E001",
            )
            continue
        yield from _check_declarations(model)


def _check_declarations(model: type[BasePage]) -> Iterator[CheckMessage]:
    if not model.search_kind:
        yield Error(
            f"The page type {model.__name__} has no search kind.",
            hint="Set search_kind to the French word shown beside its search results.",
            obj=model,
            id="cms.E002",
        )
    if not model.api_fields:
        yield Error(
            f"The page type {model.__name__} offers no field to the API.",
            hint="List its public fields in api_fields.",
            obj=model,
            id="cms.E003",
        )
    for rule in ("parent_page_types", "subpage_types"):
        if rule not in vars(model):
            yield Error(
                f"The page type {model.__name__} does not say its {rule}.",
                hint=f"Set {rule}, even to an empty list.",
                obj=model,
                id="cms.E004",
            )
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        yield Error(
            f"The page type {model.__name__} has no template {model.template}.",
            hint=f"Create templates/{model.template}.",
            obj=model,
            id="cms.E005",
        )


@register(Tags.models)
def check_french_labels(**kwargs: Any) -> Iterator[CheckMessage]:
    """Models and fields that editors see are named in French, not by Django's guess from the code."""
    for model in project_models():
        if "verbose_name" not in model._meta.original_attrs:
            yield Error(
                f"{model.__name__} has no French name.",
                hint="Set verbose_name and verbose_name_plural in its Meta.",
                obj=model,
                id="cms.E006",
            )
        for field in model._meta.local_fields + model._meta.local_many_to_many:
            if _is_automatic(field) or field.verbose_name != field.name.replace("_", " "):
                continue
            if _declared_elsewhere(model, field) or field.name in _SAME_IN_FRENCH:
                continue
            yield Error(
                f"{model.__name__}.{field.name} has no French label.",
                hint="Give the field a verbose_name.",
                obj=model,
                id="cms.E007",
            )


# Words that are the same in French and in the code.
_SAME_IN_FRENCH = frozenset(
    {
        "citation",
        "code",
        "collection",
        "credit",
        "date",
        "fiche",
        "film",
        "format",
        "image",
        "logo",
        "name",
        "note",
        "pages",
        "place",
        "profession",
        "situations",
        "source",
        "type",
        "volume",
    }
)


def _is_automatic(field: models.Field) -> bool:
    return bool(field.auto_created or field.primary_key or not field.editable)


def _declared_elsewhere(model: type[models.Model], field: models.Field) -> bool:
    """Whether the field comes from a base class of Django, Wagtail or another library."""
    return any(
        field.name in vars(base) or any(f.name == field.name for f in base._meta.local_fields)
        for base in model.__mro__[1:]
        if hasattr(base, "_meta") and not _is_ours(base)
    )


def _is_ours(model: type) -> bool:
    return model.__module__.split(".", 1)[0] in {
        "cms",
        "structures",
        "fiches",
        "reseau",
        "home",
        "links",
        "search",
        "demo",
    }


@register(Tags.models)
def check_snippets(**kwargs: Any) -> Iterator[CheckMessage]:
    """Every editorial snippet says what the API and the search may show of it."""
    for model in apps.get_models():
        if issubclass(model, EditorialSnippet):
            for attribute in ("api_fields", "search_fields", "panels"):
                if not getattr(model, attribute, None):
                    yield Error(
                        f"The snippet {model.__name__} has no {attribute}.",
                        hint=f"Declare {attribute} on the model.",
                        obj=model,
                        id="cms.E008",
                    )

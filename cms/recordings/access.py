"""Who may have a recording, its other encodings, its poster and its texts.

Everybody, once a published page shows it and unless its collection or that page is private. Before that, those who may
change it in the admin: a voice is not public because its address was guessed, or copied from a preview.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page, ReferenceIndex
from wagtailmedia import get_permission_policy

from cms.models import Media
from cms.querysets import readable


def may_have(user: Any, recording: Media) -> bool:
    """Whether this visitor may have it."""
    return is_public(recording) or may_change(user, recording)


def is_public(recording: Media) -> bool:
    """Whether every visitor may have it."""
    return not recording.is_confined and bool(shown([recording.pk]))


def may_change(user: Any, recording: Media) -> bool:
    return bool(get_permission_policy().user_has_any_permission_for_instance(user, ["change", "delete"], recording))


def shown(keys: Iterable[int] | None = None) -> set[int]:
    """Those of these recordings (of all, by default) that something published shows, by Wagtail's index of references.

    A page counts when every visitor may read it; another object when it is published, or has no draft at all.
    """
    references = ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(Media))
    if keys is not None:
        references = references.filter(to_object_id__in=[str(key) for key in keys])
    users: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for kind, user, recording in references.values_list("base_content_type_id", "object_id", "to_object_id"):
        users[kind][user].add(int(recording))
    found: set[int] = set()
    for kind, recordings in users.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None:
            found.update(*(recordings[str(pk)] for pk in _published(model, recordings)))
    return found


def _published(model: Any, keys: Iterable[str]) -> Iterable[Any]:
    if issubclass(model, Page):
        return readable(Page.objects.filter(pk__in=keys)).values_list("pk", flat=True)
    objects: models.QuerySet = model._default_manager.filter(pk__in=keys)
    if any(field.name == "live" for field in model._meta.fields):
        objects = objects.filter(live=True)
    return objects.values_list("pk", flat=True)

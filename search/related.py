"""A text that shows another object's name is indexed anew when that name changes: a theme, a department, an author."""

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.db.models.signals import post_save
from modelsearch.index import RelatedFields, get_indexed_models, insert_or_update_object

_users: dict[type[Model], list[tuple[type[Model], str]]] = defaultdict(list)


def connect() -> None:
    """Listen to the models whose names other objects are searched by. Called once all apps are ready."""
    for model in get_indexed_models():
        for field in model.get_search_fields():
            if isinstance(field, RelatedFields):
                other = model._meta.get_field(field.field_name).related_model
                _users[other].append((model, field.field_name))  # type: ignore[index, arg-type]
    for other in _users:
        post_save.connect(_saved, sender=other, dispatch_uid=f"search_related_{other._meta.label_lower}")


def _saved(sender: type[Model], instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if raw or created:
        return
    for model, field in _users[sender]:
        for obj in _specific(model, model._default_manager.filter(**{field: instance})):
            insert_or_update_object(obj)


def _specific(model: type[Model], objects: QuerySet) -> QuerySet:
    """Objects of exactly this model: a subclass has its own entry in the list."""
    if not hasattr(model, "content_type_id"):
        return objects
    return objects.filter(content_type=ContentType.objects.get_for_model(model))

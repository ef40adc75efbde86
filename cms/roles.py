"""The five roles of the admin, and how a migration grants them what they may do."""

from typing import Any

REDACTION = "Rédaction"
VALIDATION = "Validation"
SECRETARIAT = "Secrétariat"
COORDINATION = "Coordination"
WEBMESTRE = "Webmestre"
ROLES = (REDACTION, VALIDATION, SECRETARIAT, COORDINATION, WEBMESTRE)


def permission(apps: Any, model: str, action: str) -> Any:
    """The permission ``action`` on ``app_label.model``, created if Django has not yet done it (as in a migration)."""
    app_label, model_name = model.split(".")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model_name
    )
    # By its key: the historical models of a long plan are not always of the same rendering.
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type_id=content_type.pk,
        codename=action if "_" in action else f"{action}_{model_name}",
        defaults={"name": f"Can {action} {model_name}"},
    )
    return found


def grant(apps: Any, role: str, model: str, *actions: str) -> None:
    """Give a role some actions on every object of a model. Meant for migrations of the app that owns the model."""
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role)
    group.permissions.add(*(permission(apps, model, action) for action in actions))


def revoke(apps: Any, role: str, model: str) -> None:
    """Take every action on a model from a role: the reverse of ``grant``."""
    app_label, model_name = model.split(".")
    group = apps.get_model("auth", "Group").objects.filter(name=role).first()
    if group:
        group.permissions.remove(
            *group.permissions.filter(content_type__app_label=app_label, content_type__model=model_name)
        )


def grant_pages(apps: Any, role: str, page: Any, *actions: str) -> None:
    """Give a role some actions on a page and all that is under it."""
    group = apps.get_model("auth", "Group").objects.get(name=role)
    for action in actions:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group,
            page=page,
            permission=permission(apps, "wagtailcore.page", action),
        )


def grant_collection(apps: Any, role: str, model: str, *actions: str) -> None:
    """Give a role some actions on a library (images, documents, recordings), in every collection."""
    group = apps.get_model("auth", "Group").objects.get(name=role)
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for action in actions:
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=group, collection=root, permission=permission(apps, model, action)
        )

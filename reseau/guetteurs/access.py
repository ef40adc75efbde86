"""Who may open the register: those to whom their role gives it. Being a superuser gives nothing here.

The technical account keeps the site running; the people who watch over their colleagues trusted the secretary's office
and the coordination with their names.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from wagtail_modeladmin.helpers import PermissionHelper

APP, MODEL = "reseau", "guetteurveilleur"


def rights(user: Any) -> frozenset[str]:
    """Actions that the account's roles give it on the register, asked once a request: ``view``, ``export``…"""
    if not user.is_active or user.is_anonymous:
        return frozenset()
    if not hasattr(user, "_register_rights"):
        given = Permission.objects.filter(group__user=user, content_type__app_label=APP, content_type__model=MODEL)
        user._register_rights = frozenset(
            codename.removesuffix(f"_{MODEL}") for codename in given.values_list("codename", flat=True)
        )
    return user._register_rights  # type: ignore[no-any-return]


def may(user: Any, action: str) -> bool:
    return action in rights(user)


class RegisterPermissions(PermissionHelper):
    """The same answer for the screens, the buttons and the menu."""

    def user_has_specific_permission(self, user: Any, perm_codename: str) -> bool:
        return may(user, perm_codename.removesuffix(f"_{MODEL}"))

    def user_can_list(self, user: Any) -> bool:
        return may(user, "view")

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return may(user, "view")

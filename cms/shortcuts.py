"""What one may begin from the first page of the admin: each room registers its own, « Commencer » shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from wagtail.permissions import page_permission_policy

if TYPE_CHECKING:
    from wagtail.models import Page

    from cms.models import User


@dataclass(frozen=True)
class Shortcut:
    """One thing to begin, in one click. Its functions make a constant number of queries."""

    name: str  # « nouvelle-fiche »: names it in the page, once
    label: str  # « Nouvelle fiche »
    url: Callable[[User], str]  # where the form is, in the admin; empty when there is no place for it yet
    is_shown: Callable[[User], bool]  # whether this account has the right to do it
    icon: str = "plus"  # of the admin
    order: int = 100


_shortcuts: dict[str, Shortcut] = {}


def register_shortcut(shortcut: Shortcut) -> None:
    """Have it shown. Called by a room's ``wagtail_hooks`` or ``ready``; a name is taken once."""
    _shortcuts[shortcut.name] = shortcut


def shortcuts_of(user: User) -> list[tuple[Shortcut, str]]:
    """Those an account may use, in order, each with its address."""
    shortcuts = sorted(_shortcuts.values(), key=lambda shortcut: (shortcut.order, shortcut.label))
    shown = [(shortcut, shortcut.url(user)) for shortcut in shortcuts if shortcut.is_shown(user)]
    return [(shortcut, url) for shortcut, url in shown if url]


def may_add_pages(user: User) -> bool:
    """Whether this account writes pages."""
    return bool(page_permission_policy.user_has_permission(user, "add"))


def new_page_url(section: type[Page], kind: type[Page]) -> str:
    """The form of a new page of this kind, in the first section that receives it; empty without a section."""
    parent = section._default_manager.order_by("path").values_list("pk", flat=True).first()
    meta = kind._meta
    return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent]) if parent else ""

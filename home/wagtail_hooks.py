"""What the webmaster begins from the first page of the admin."""

from django.urls import reverse
from wagtail.permissions import page_permission_policy

from cms.models import User
from cms.shortcuts import Shortcut, register_shortcut

from .models import HomePage


def _tree(user: User) -> str:
    home = HomePage.objects.order_by("path").values_list("pk", flat=True).first()
    return reverse("wagtailadmin_explore", args=[home]) if home else ""


def _settings(user: User) -> str:
    return reverse("wagtailsettings:edit", args=["home", "sitesettings"])


register_shortcut(
    Shortcut(
        "ranger-les-pages",
        "Ranger les pages",
        _tree,
        lambda user: bool(page_permission_policy.user_has_permission(user, "publish")),
        icon="folder-open-inverse",
        order=70,
    )
)
register_shortcut(
    Shortcut(
        "reglages",
        "Menu et réglages du site",
        _settings,
        lambda user: user.has_perm("home.change_sitesettings"),
        icon="cogs",
        order=80,
    )
)
register_shortcut(
    Shortcut(
        "nouvelle-redirection",
        "Nouvelle redirection",
        lambda user: reverse("wagtailredirects:add"),
        lambda user: user.has_perm("wagtailredirects.add_redirect"),
        icon="redirect",
        order=85,
    )
)
register_shortcut(
    Shortcut(
        "nouveau-compte",
        "Nouveau compte",
        lambda user: reverse("wagtailusers_users:add"),
        lambda user: user.has_perm("cms.add_user"),
        icon="user",
        order=90,
    )
)

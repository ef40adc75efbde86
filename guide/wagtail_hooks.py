"""What the guide adds to the admin: its pages, its place in the menu, its style."""

from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views

# Wagtail's own guide and news: in English, outside, and about much that is not here.
ELSEWHERE = ("editor-guide", "whats-new-in-wagtail")


@hooks.register("register_admin_urls")
def guide_urls() -> list[Any]:
    return [
        path("guide/", views.index, name="guide"),
        path("guide/<slug:slug>/", views.page, name="guide_page"),
    ]


@hooks.register("register_admin_menu_item")
def guide_menu_item() -> MenuItem:
    return MenuItem(views.TITLE, reverse("guide"), name="guide", icon_name="help", order=9000)


@hooks.register("construct_help_menu")
def one_guide_only(request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if not item.name.startswith(ELSEWHERE)]


@hooks.register("insert_global_admin_css")
def guide_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-guide.css"))

"""The table of the directory, where editors look for it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from structures.models import StructureIndexPage

from .views import export_directory, may_export

EXPORT_LABEL = "Annuaire en tableau (CSV)"


@hooks.register("register_admin_urls")
def directory_urls() -> list[Any]:
    return [path("structures/annuaire.csv", export_directory, name="export_directory")]


class ExportMenuItem(MenuItem):
    """Shown to those who may take the table."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_export(request.user)


@hooks.register("register_reports_menu_item")
def export_menu_item() -> MenuItem:
    return ExportMenuItem(
        EXPORT_LABEL, reverse("export_directory"), name="annuaire-csv", icon_name="download", order=130
    )


@hooks.register("register_page_header_buttons")
def export_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On the page of the directory itself."""
    if isinstance(page.specific_deferred, StructureIndexPage) and may_export(user):
        yield Button(EXPORT_LABEL, reverse("export_directory"), icon_name="download", priority=90)

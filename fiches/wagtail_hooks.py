from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from .bibliography.importing import may_import
from .import_views import PreviewView, UploadView
from .models import BibliographiePage
from .viewsets import ThemeBibliographiqueViewSet, ThemeViewSet

register_snippet(ThemeViewSet)
register_snippet(ThemeBibliographiqueViewSet)

IMPORT = "Importer des références"


@hooks.register("register_admin_urls")
def import_urls() -> list[Any]:
    return [
        path("references/import/", UploadView.as_view(), name="references_import"),
        path("references/import/<int:pk>/", PreviewView.as_view(), name="references_import_preview"),
    ]


class ImportMenuItem(MenuItem):
    """Shown to whom it serves."""

    def is_shown(self, request: HttpRequest) -> bool:
        bibliography = BibliographiePage.objects.first()
        return bibliography is not None and may_import(request.user, bibliography)


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    return ImportMenuItem(IMPORT, reverse("references_import"), name="import-references", icon_name="upload", order=450)


@hooks.register("register_page_header_buttons")
def import_button(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    if isinstance(page.specific_deferred, BibliographiePage) and may_import(user, page):
        yield Button(IMPORT, reverse("references_import"), icon_name="upload", priority=20)

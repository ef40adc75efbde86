"""The register in the admin, through wagtail-modeladmin: it is never published, so it is no snippet."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from wagtail_modeladmin.options import ModelAdmin

from reseau.models import GuetteurVeilleur

from . import views
from .access import RegisterPermissions, may
from .addresses import CONTACT, EXPORT, PATH
from .export import export_view, refuse
from .filters import FILTERS
from .finding import RegisterSearch
from .forms import EDIT_HANDLER

NOTHING = "–"


def only(action: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Refuse whoever may not, before anything is read: nobody learns which numbers exist."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not may(request.user, action):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _day(day: Any) -> str:
    return date_format(day, "d/m/Y") if day else NOTHING


class GuetteurAdmin(ModelAdmin):
    model = GuetteurVeilleur
    menu_label = "Guetteurs-veilleurs"
    menu_icon = "group"
    menu_order = 225
    base_url_path = PATH
    list_display = ("name", "departement", "profession", "state", "training", "last_contact", "next_contact")
    list_filter = FILTERS
    list_per_page = 50
    list_select_related = ("departement",)
    inspect_view_enabled = True
    empty_value_display = NOTHING
    search_handler_class = RegisterSearch
    permission_helper_class = RegisterPermissions
    button_helper_class = views.RegisterButtons
    index_view_class = views.RegisterIndexView
    create_view_class = views.RegisterCreateView
    edit_view_class = views.RegisterEditView
    inspect_view_class = views.RegisterInspectView
    delete_view_class = views.RegisterDeleteView
    history_view_class = views.RegisterHistoryView
    index_view_extra_css = inspect_view_extra_css = form_view_extra_css = ["css/admin-guetteurs.css"]
    index_template_name = "reseau/guetteurs/index.html"
    edit_template_name = "reseau/guetteurs/edit.html"
    inspect_template_name = "reseau/guetteurs/inspect.html"
    edit_handler = EDIT_HANDLER

    def get_queryset(self, request: HttpRequest) -> Any:
        return GuetteurVeilleur.objects.prefetch_related("etapes").order_by()

    def name(self, guetteur: GuetteurVeilleur) -> str:
        return guetteur.full_name

    name.short_description = "Nom"  # type: ignore[attr-defined]

    def last_contact(self, guetteur: GuetteurVeilleur) -> str:
        return _day(guetteur.last_contact_on)

    last_contact.short_description = "Dernier contact"  # type: ignore[attr-defined]
    last_contact.admin_order_field = "last_contact_on"  # type: ignore[attr-defined]

    def next_contact(self, guetteur: GuetteurVeilleur) -> str:
        return _day(guetteur.next_contact_on)

    next_contact.short_description = "À recontacter"  # type: ignore[attr-defined]
    next_contact.admin_order_field = "next_contact_on"  # type: ignore[attr-defined]

    def get_extra_class_names_for_field_col(self, obj: Any, field_name: str) -> list[str]:
        due = obj.next_contact_on and obj.next_contact_on <= timezone.localdate()
        return ["guetteur-due"] if field_name == "next_contact" and due else []

    def export(self, request: HttpRequest) -> Any:
        if not may(request.user, "export"):
            return refuse(request)
        listed = views.RegisterIndexView(self)
        listed.prepare(request)
        return export_view(request, listed)

    def get_permissions_for_registration(self) -> Any:
        """None to tick in the screen of groups: the roles are given the register by a migration, and by nothing else."""
        return Permission.objects.none()

    def get_admin_urls_for_registration(self) -> Any:
        screens = super().get_admin_urls_for_registration()
        for screen in screens:
            screen.callback = only("view")(screen.callback)
        return (
            path(f"{PATH}/export/", self.export, name=EXPORT),
            path(f"{PATH}/contact/<int:pk>/", only("change")(views.contact_view), name=CONTACT),
            *screens,
        )

    def register_indexing(self) -> None:
        """Not in the references index."""

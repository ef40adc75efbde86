"""The Bilan in the menu « Rapports », and its right among those that the webmaster gives."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views


@hooks.register("register_admin_urls")
def bilan_urls() -> list[Any]:
    return [
        path("rapports/bilan/", views.BilanView.as_view(), name="bilan"),
        path("rapports/bilan/bilan.xlsx", views.xlsx, name="bilan_xlsx"),
        path("rapports/bilan/bilan.csv", views.csv, name="bilan_csv"),
    ]


class BilanMenuItem(MenuItem):
    """Shown to those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_read(request.user)


@hooks.register("register_reports_menu_item")
def bilan_menu_item() -> MenuItem:
    return BilanMenuItem("Bilan", reverse("bilan"), name="bilan", icon_name="table", order=90)


@hooks.register("register_permissions")
def bilan_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="reseau", codename="view_bilan")

"""What the checking of links adds to the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from .reports import LinkReportView


class LinkReportMenuItem(MenuItem):
    """Shown to those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        actions = LinkReportView.any_permission_required
        return bool(page_permission_policy.user_has_any_permission(request.user, actions))


@hooks.register("register_admin_urls")
def link_report_urls() -> list[Any]:
    return [
        path("rapports/liens/", LinkReportView.as_view(), name="broken_links"),
        path("rapports/liens/resultats/", LinkReportView.as_view(results_only=True), name="broken_links_results"),
    ]


@hooks.register("register_reports_menu_item")
def link_report_menu_item() -> MenuItem:
    return LinkReportMenuItem("Liens cassés", reverse("broken_links"), name="liens-casses", icon_name="link", order=120)

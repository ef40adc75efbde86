"""What the search adds to the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .reports import MissedSearchView, permission_policy
from .viewsets import SearchGroup

register_snippet(SearchGroup)


class MissedSearchMenuItem(MenuItem):
    """Shown to those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(permission_policy.user_has_permission(request.user, "view"))


@hooks.register("register_admin_urls")
def missed_search_urls() -> list[Any]:
    return [
        path("rapports/recherches-sans-resultat/", MissedSearchView.as_view(), name="missed_searches"),
        path(
            "rapports/recherches-sans-resultat/resultats/",
            MissedSearchView.as_view(results_only=True),
            name="missed_searches_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def missed_search_menu_item() -> MenuItem:
    return MissedSearchMenuItem(
        "Recherches sans résultat",
        reverse("missed_searches"),
        name="recherches-sans-resultat",
        icon_name="search",
        order=110,
    )

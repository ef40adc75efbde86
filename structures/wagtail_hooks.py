"""What the register and the directory add to the admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cms.duties import Duty, register_duty
from cms.shortcuts import Shortcut, may_add_pages, new_page_url, register_shortcut

from . import checking
from .annuaire import hooks as annuaire_hooks  # noqa: F401 - registered when imported
from .mentions import unknown_numbers
from .models import StructureIndexPage, StructurePage
from .reports import ChecksView, MarkCheckedView, permission_policy
from .viewsets import AudienceViewSet, BesoinViewSet, QuiRepondGroup

register_snippet(QuiRepondGroup)
register_snippet(AudienceViewSet)
register_snippet(BesoinViewSet)

UNKNOWN = (
    "« {} » : {} n'est pas dans le registre des numéros. Ajoutez-le au menu « Qui répond », "
    "ou vérifiez-le : personne d'autre ne le fera."
)


class ChecksMenuItem(MenuItem):
    """Shown to those who keep the register."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(permission_policy.user_has_permission(request.user, "change"))


@hooks.register("register_admin_urls")
def checks_urls() -> list[Any]:
    return [
        path("rapports/numeros-a-verifier/", ChecksView.as_view(), name="numeros_to_check"),
        path(
            "rapports/numeros-a-verifier/resultats/",
            ChecksView.as_view(results_only=True),
            name="numeros_to_check_results",
        ),
        path("rapports/numeros-a-verifier/<int:pk>/", MarkCheckedView.as_view(), name="mark_checked"),
    ]


@hooks.register("register_reports_menu_item")
def checks_menu_item() -> MenuItem:
    return ChecksMenuItem(
        "Numéros à vérifier",
        reverse("numeros_to_check"),
        name="numeros-a-verifier",
        icon_name="mobile-alt",
        order=120,
    )


register_duty(
    Duty(
        name="numeros-a-verifier",
        heading="Numéros à vérifier",
        concerns=lambda user: bool(permission_policy.user_has_permission(user, "change")),
        awaiting=checking.awaiting,
        order=40,
        is_mailed=True,
    )
)
register_shortcut(
    Shortcut(
        name="nouveau-numero",
        label="Nouveau numéro",
        url=lambda user: reverse("wagtailsnippets_structures_numero:add"),
        is_shown=lambda user: bool(permission_policy.user_has_permission(user, "add")),
        icon="mobile-alt",
        order=50,
    )
)
register_shortcut(
    Shortcut(
        name="nouvelle-structure",
        label="Nouvelle structure d'aide",
        url=lambda user: new_page_url(StructureIndexPage, StructurePage),
        is_shown=may_add_pages,
        icon="group",
        order=60,
    )
)


@hooks.register("register_log_actions")
def log_checks(actions: Any) -> None:
    actions.register_action(checking.LOG_ACTION, "Noter la vérification", "Vérifié, sans rien changer")


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def notice_unknown_numbers(request: HttpRequest, instance: Any) -> None:
    """Say which numbers the register does not hold: once when somebody saves, never while the admin saves by itself."""
    if not request.accepts("text/html"):
        return
    for label, numbers in unknown_numbers(instance).items():
        messages.warning(request, UNKNOWN.format(label, ", ".join(numbers)))

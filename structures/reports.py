"""Numbers whose check is due, on the admin's first page and as a report."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from .checking import numeros_to_check
from .models import Numero

permission_policy = ModelPermissionPolicy(Numero)


def _day(day: Any) -> str:
    return date_format(day) if day else "jamais"


def _due(numero: Numero) -> str:
    return date_format(numero.check_due_on) if numero.check_due_on else "toujours"


def _edit_url(numero: Numero) -> str:
    return reverse(Numero.snippet_viewset.get_url_name("edit"), args=[numero.pk])  # type: ignore[attr-defined]


class ChecksView(ReportView):
    """A line for each number to check, the longest forgotten first; as a table, a CSV or an XLSX file."""

    model = Numero
    page_title = "Numéros à vérifier"
    header_icon = "mobile-alt"
    index_url_name = "numeros_to_check"
    index_results_url_name = "numeros_to_check_results"
    results_template_name = "structures/admin/checks_results.html"
    permission_policy = permission_policy
    permission_required = "change"
    is_searchable = False
    columns = [
        TitleColumn("label", label="Ligne", get_url=_edit_url),
        Column("display", label="Numéro"),
        Column("state", label="État", accessor=lambda numero: numero.get_state_display()),
        Column("checked_on", label="Vérifié le", accessor=lambda numero: _day(numero.checked_on)),
        Column("check_due_on", label="À vérifier depuis le", accessor=_due),
    ]
    list_export = ["label", "display", "get_state_display", "checked_on", "check_due_on", "source_url"]
    export_headings = {
        "label": "Ligne",
        "display": "Numéro",
        "get_state_display": "État",
        "checked_on": "Vérifié le",
        "check_due_on": "À vérifier depuis le",
        "source_url": "Source",
    }

    def get_filename(self) -> str:
        return "numeros-a-verifier"

    def get_base_queryset(self) -> Any:
        return Numero.objects.to_check(timezone.localdate())


class ChecksPanel(Component):
    """On the first page of those who keep the register: how many numbers are to be checked, and which."""

    order = 50
    template_name = "structures/admin/checks_panel.html"
    shown = 5

    @cached_property
    def numeros(self) -> list[Numero]:
        return numeros_to_check()

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "lines": [(numero, _edit_url(numero), _day(numero.checked_on)) for numero in self.numeros[: self.shown]],
            "count": len(self.numeros),
            "more": len(self.numeros) - self.shown,
            "report": reverse("numeros_to_check"),
        }

    def render_html(self, parent_context: Any = None) -> str:
        user = parent_context["request"].user
        if not permission_policy.user_has_permission(user, "change") or not self.numeros:
            return ""
        return str(super().render_html(parent_context))

"""Numbers whose check is due, as a report, and the button that says that one was checked."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.edit_urls import edit_url
from cms.review_reports import MarkColumn, MarkView, day

from .checking import mark_checked
from .models import Numero

permission_policy = ModelPermissionPolicy(Numero)


def _mark_url(numero: Numero) -> str:
    return reverse("mark_checked", args=[numero.pk])


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
        TitleColumn("label", label="Ligne", get_url=lambda numero: edit_url(Numero, numero.pk)),
        Column("display", label="Numéro"),
        Column("state", label="État", accessor=lambda numero: numero.get_state_display()),
        Column("checked_on", label="Vérifié le", accessor=lambda numero: day(numero.checked_on, "jamais")),
        Column(
            "check_due_on", label="À vérifier depuis le", accessor=lambda numero: day(numero.check_due_on, "toujours")
        ),
        MarkColumn("mark", "Vérifié aujourd'hui", _mark_url, label="Rien à changer ?"),
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


class MarkCheckedView(MarkView):
    """« Vérifié aujourd'hui », for a number of the register."""

    def list_url(self) -> str:
        return reverse("numeros_to_check")

    def may(self, user: Any) -> bool:
        return bool(permission_policy.user_has_permission(user, "change"))

    def find(self, pk: int) -> Numero:
        return get_object_or_404(Numero.objects.answering(), pk=pk)

    def mark(self, obj: Any, user: Any) -> None:
        mark_checked(obj, user, timezone.localdate())

    def said(self, obj: Any) -> str:
        return f"« {obj} » est noté vérifié aujourd'hui. Il reviendra dans six mois."

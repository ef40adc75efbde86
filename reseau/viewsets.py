from typing import Any

from django.db.models import Count, Q
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.snippet_views import ConcurrentEditView
from cms.viewsets import EditorialSnippetViewSet, TermViewSet

from .models import CompteRendu, FormatReunion, Referent, ThemeReunion


class ReferentViewSet(EditorialSnippetViewSet):
    model = Referent
    empty_text = (
        "Aucun référent encore. Sa page ne paraît qu'avec son accord, et un poste à pourvoir s'écrit aussi ici."
    )
    icon = "user"
    menu_label = "Référents"
    list_display = [
        "title",
        "role",
        Column("covers", label="Départements", accessor=lambda referent: referent.covers),
        BooleanColumn("vacant", label="Poste à pourvoir"),
        "consent_on",
        "active_to",
    ]
    list_filter = ["vacant", "departements", "contact_by"]
    ordering = ["role", "name", "pk"]

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).prefetch_related("departements")


class CompteRenduEditView(ConcurrentEditView):
    """What is left to do is kept at once: it awaits nobody's approval, and has no versions."""

    def save_instance(self) -> Any:
        report = super().save_instance()
        report.etapes.commit()
        return report


class CompteRenduViewSet(EditorialSnippetViewSet):
    model = CompteRendu
    empty_text = (
        "Aucune réunion encore. Annoncez la prochaine, ou racontez la dernière : "
        "un compte rendu reste interne tant que le groupe n'a pas décidé de le publier."
    )
    icon = "doc-full"
    menu_label = "Réunions et comptes rendus"
    edit_view_class = CompteRenduEditView
    list_display = [
        "title",
        "date",
        "place",
        "departement",
        Column("stage", label="Où en est-on", accessor=lambda report: report.stage),
        Column("to_do", label="Étapes à faire", accessor=lambda report: report.steps_to_do or ""),
        "visibility",
    ]
    list_filter = ["visibility", "departement", "formats", "themes", "is_written"]
    ordering = ["-date", "pk"]

    def get_queryset(self, request: Any) -> Any:
        to_do = Count("etapes", filter=Q(etapes__done_on=None))
        return super().get_queryset(request).select_related("departement").annotate(steps_to_do=to_do)


class ReseauGroup(SnippetViewSetGroup):
    menu_label = "Réseau"
    menu_icon = "group"
    menu_order = 220
    items = (ReferentViewSet, CompteRenduViewSet)


class FormatReunionViewSet(TermViewSet):
    model = FormatReunion
    menu_label = "Formats des réunions"


class ThemeReunionViewSet(TermViewSet):
    model = ThemeReunion
    menu_label = "Thèmes des réunions"

"""What editors keep of the search: synonyms, promoted results, words of distress."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from cms.snippet_views import CarefulDeleteView

from .models import CrisisExpression, PromotedResult, Synonym

SOON = "Synonymes enregistrés. Les textes les reçoivent dans la minute."


class CreateSynonymView(CreateView):
    def get_success_message(self, instance: Synonym | None = None) -> str:
        return SOON


class EditSynonymView(EditView):
    def get_success_message(self, instance: Synonym | None = None) -> str:
        return SOON


class VocabularyViewSet(SnippetViewSet):
    """Short words, with neither draft nor preview."""

    copy_view_enabled = False
    list_per_page = 100
    delete_view_class = CarefulDeleteView


class SynonymViewSet(VocabularyViewSet):
    model = Synonym
    empty_text = (
        "Aucun synonyme encore. Les mots d'un même groupe se trouvent l'un par l'autre : « burn-out, épuisement »."
    )
    icon = "tag"
    menu_label = "Synonymes"
    add_view_class = CreateSynonymView
    edit_view_class = EditSynonymView
    list_display = [
        "expressions",
        BooleanColumn("written", label="Dans les textes", accessor=lambda synonym: not synonym.is_pending),
    ]
    search_fields = ["expressions"]


class PromotedResultViewSet(VocabularyViewSet):
    model = PromotedResult
    empty_text = (
        "Aucun résultat mis en avant. Choisissez la page qui doit venir en tête quand on cherche certains mots."
    )
    icon = "pick"
    menu_label = "Résultats mis en avant"
    list_display = ["expressions", "page", "order"]
    search_fields = ["expressions", "page__title"]

    def get_queryset(self, request: Any) -> QuerySet[PromotedResult]:
        return PromotedResult.objects.select_related("page")


class CrisisExpressionViewSet(VocabularyViewSet):
    model = CrisisExpression
    empty_text = "Aucun mot de détresse : rien ne montrerait le 3114 avant les résultats. Écrivez-en au moins un."
    icon = "warning"
    menu_label = "Mots de détresse"
    list_display = ["text"]
    search_fields = ["text"]


class SearchGroup(SnippetViewSetGroup):
    menu_label = "Recherche"
    menu_icon = "search"
    menu_order = 230
    items = (SynonymViewSet, PromotedResultViewSet, CrisisExpressionViewSet)

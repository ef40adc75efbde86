from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.search.backends import get_search_backend

from cms.viewsets import TermViewSet

from .models import ReferencePage, Situation, Theme, ThemeBibliographique
from .rich_text import entity_data, short_name


class ThemeViewSet(TermViewSet):
    model = Theme
    empty_text = "Aucun thème encore. Chaque fiche en a un : c'est ainsi que les listes la rangent."
    menu_label = "Thèmes des fiches"
    list_display = ["name", "part", "slug", "order"]
    list_filter = ["part"]
    ordering = ["part", "order", "name"]


class ThemeBibliographiqueViewSet(TermViewSet):
    model = ThemeBibliographique
    empty_text = "Aucun thème encore. Ils rangent la bibliographie."
    menu_label = "Thèmes de la bibliographie"


class SituationViewSet(TermViewSet):
    model = Situation
    empty_text = "Aucune situation encore. Elles disent ce que raconte un témoignage : dire non, s'arrêter, reprendre…"
    menu_label = "Situations des témoignages"


class ReferenceSearchForm(BaseFilterForm):
    """Finds a reference by any of its words, its authors' names included; by the beginning of its title otherwise."""

    q = forms.CharField(
        label="Chercher une référence",
        widget=forms.TextInput(attrs={"placeholder": "Un nom, un mot du titre"}),
        required=False,
    )

    def filter(self, objects: Any) -> Any:
        objects = super().filter(objects)
        if query := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, query
            engine = get_search_backend()
            found = engine.search(query, objects)
            objects = found if found.count() else engine.autocomplete(query, objects)
        return objects


class _ReferenceList:
    """References in the chooser: how they are called in a text, what they are, whether readers may see them."""

    filter_form_class = ReferenceSearchForm
    ordering = ["-year", "title"]

    def get_object_list(self) -> Any:
        return ReferencePage.objects.prefetch_related("contributors")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self.title_column,  # type: ignore[attr-defined]
            Column("name", label="Appel", accessor=short_name),
            Column("state", label="État", accessor=lambda reference: "Publiée" if reference.live else "Non publiée"),
        ]


class ReferenceChooseView(_ReferenceList, ChooseView):
    pass


class ReferenceChooseResultsView(_ReferenceList, ChooseResultsView):
    pass


class ReferenceChosenView(ChosenView):
    def get_chosen_response_data(self, item: ReferencePage) -> dict[str, Any]:
        return entity_data(item)


class ReferenceChooserViewSet(ChooserViewSet):
    """The references that a text may cite, for the button of the editor."""

    model = ReferencePage
    icon = "openquote"
    choose_one_text = "Citer une référence"
    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceChooseResultsView
    chosen_view_class = ReferenceChosenView
    register_widget = False
    per_page = 10

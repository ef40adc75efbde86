from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.chosen_pages import PagesChooserViewSet, PageSearchForm
from cms.viewsets import TermViewSet
from structures.models import StructurePage

from .models import FichePage, ReferencePage, Situation, Theme, ThemeBibliographique
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


class ReferenceSearchForm(PageSearchForm):
    """Its words include the names of its authors."""

    q = forms.CharField(
        label="Chercher une référence",
        widget=forms.TextInput(attrs={"placeholder": "Un nom, un mot du titre"}),
        required=False,
    )


class _ReferenceList:
    """References in the chooser: how they are called in a text, what they are, whether readers may see them."""

    filter_form_class = ReferenceSearchForm
    ordering = ["-year", "title"]

    def get_object_list(self) -> Any:
        return ReferencePage.objects.prefetch_related("contributors", "themes")

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


class ReferencesChooserViewSet(PagesChooserViewSet):
    """The references that a fiche is tied to, beside those that its text cites."""

    model = ReferencePage
    icon = "openquote"
    choose_one_text = "Choisir des références"
    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceChooseResultsView


class FichesChooserViewSet(PagesChooserViewSet):
    model = FichePage
    icon = "doc-full"
    choose_one_text = "Choisir des fiches"


class StructuresChooserViewSet(PagesChooserViewSet):
    model = StructurePage
    icon = "help"
    choose_one_text = "Choisir des structures"

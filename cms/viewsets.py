"""How the admin shows snippets: one base for what editors write, one for vocabularies."""

from typing import Any

from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.quiet_lists import with_workflow
from cms.snippet_views import CarefulDeleteView, ConcurrentEditView, LegibleInspectView, TakeDownView


class WithoutEditLink(AdminSnippetChooser):
    """Wagtail offers to edit what was chosen, whoever asks; those who choose a number seldom may."""

    show_edit_link = False


class QuietChooseView(ChooseView):
    def get_object_list(self) -> Any:
        return with_workflow(super().get_object_list())


class QuietChooseResultsView(ChooseResultsView):
    def get_object_list(self) -> Any:
        return with_workflow(super().get_object_list())


class PlainChooserViewSet(SnippetChooserViewSet):
    base_widget_class = WithoutEditLink
    choose_view_class = QuietChooseView
    choose_results_view_class = QuietChooseResultsView


class EditorialSnippetViewSet(SnippetViewSet):
    """Drafted, previewed, reviewed snippets: their list shows where each stands."""

    empty_text = ""  # what the list is for, shown while it holds nothing
    inspect_view_enabled = True
    inspect_view_class = LegibleInspectView
    chooser_viewset_class = PlainChooserViewSet
    copy_view_enabled = False
    list_per_page = 50
    delete_view_class = CarefulDeleteView
    edit_view_class = ConcurrentEditView
    unpublish_view_class = TakeDownView

    def get_queryset(self, request):  # type: ignore[no-untyped-def]
        return self.model._default_manager.all().select_related("latest_revision")


class TermViewSet(SnippetViewSet):
    """A vocabulary, among the settings: the webmaster keeps it."""

    empty_text = (
        "Aucun mot encore. Ceux que vous écrirez ici se proposeront dans les formulaires et les filtres du site."
    )
    icon = "tag"
    add_to_settings_menu = True
    list_display = ["name", "slug", "order"]
    ordering = ["order", "name"]
    list_per_page = 100
    delete_view_class = CarefulDeleteView

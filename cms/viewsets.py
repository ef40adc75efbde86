"""How the admin shows snippets: one base for what editors write, one for vocabularies."""

from wagtail.snippets.views.snippets import SnippetViewSet

from cms.snippet_views import CarefulDeleteView, ConcurrentEditView, TakeDownView


class EditorialSnippetViewSet(SnippetViewSet):
    """Drafted, previewed, reviewed snippets: their list shows where each stands."""

    empty_text = ""  # what the list is for, shown while it holds nothing
    inspect_view_enabled = True
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

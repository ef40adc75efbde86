from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.viewsets import EditorialSnippetViewSet

from .models import CompteRendu, Referent


class ReferentViewSet(EditorialSnippetViewSet):
    model = Referent
    icon = "user"
    menu_label = "Référents"
    list_display = ["title", "role", "vacant", "consent_on"]
    list_filter = ["vacant", "departements"]


class CompteRenduViewSet(EditorialSnippetViewSet):
    model = CompteRendu
    icon = "doc-full"
    menu_label = "Comptes rendus"
    list_display = ["title", "date", "place", "visibility"]
    list_filter = ["visibility", "departement"]


class ReseauGroup(SnippetViewSetGroup):
    menu_label = "Réseau"
    menu_icon = "group"
    menu_order = 220
    items = (ReferentViewSet, CompteRenduViewSet)

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.viewsets import EditorialSnippetViewSet

from .models import CompteRendu, Referent


class ReferentViewSet(EditorialSnippetViewSet):
    model = Referent
    empty_text = (
        "Aucun référent encore. Sa page ne paraît qu'avec son accord, et un poste à pourvoir s'écrit aussi ici."
    )
    icon = "user"
    menu_label = "Référents"
    list_display = ["title", "role", "vacant", "consent_on"]
    list_filter = ["vacant", "departements"]


class CompteRenduViewSet(EditorialSnippetViewSet):
    model = CompteRendu
    empty_text = "Aucun compte rendu encore. Il reste interne tant que le groupe n'a pas décidé de le publier."
    icon = "doc-full"
    menu_label = "Comptes rendus"
    list_display = ["title", "date", "place", "visibility"]
    list_filter = ["visibility", "departement"]


class ReseauGroup(SnippetViewSetGroup):
    menu_label = "Réseau"
    menu_icon = "group"
    menu_order = 220
    items = (ReferentViewSet, CompteRenduViewSet)

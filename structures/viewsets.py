from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.viewsets import EditorialSnippetViewSet, TermViewSet

from .models import Audience, Besoin, Departement, Numero


class NumeroViewSet(EditorialSnippetViewSet):
    model = Numero
    icon = "mobile-alt"
    menu_label = "Numéros"
    list_display = [
        "label",
        Column("display", label="numéro"),
        Column("when", label="horaires"),
        "state",
        "checked_on",
    ]
    list_filter = ["state", "channel", "opening"]
    ordering = ["order", "label"]


class DepartementViewSet(EditorialSnippetViewSet):
    model = Departement
    icon = "site"
    menu_label = "Départements"
    list_display = ["code", "name"]
    ordering = ["code"]


class QuiRepondGroup(SnippetViewSetGroup):
    menu_label = "Qui répond"
    menu_icon = "mobile-alt"
    menu_order = 210
    items = (NumeroViewSet, DepartementViewSet)


class AudienceViewSet(TermViewSet):
    model = Audience
    menu_label = "Publics"


class BesoinViewSet(TermViewSet):
    model = Besoin
    menu_label = "Besoins"

from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.viewsets import EditorialSnippetViewSet, TermViewSet

from .models import Audience, Besoin, Departement, Numero


class NumeroViewSet(EditorialSnippetViewSet):
    model = Numero
    empty_text = (
        "Aucun numéro encore. Chaque ligne s'écrit ici une seule fois ; les pages, la carte et l'affiche la lisent ici."
    )
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
    empty_text = "Aucun département encore. Ils rangent les structures, les référents et les réunions."
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
    empty_text = "Aucun public encore. Ils disent à qui parle une fiche, et qui peut appeler une ligne."
    menu_label = "Publics"


class BesoinViewSet(TermViewSet):
    model = Besoin
    empty_text = (
        "Aucun besoin encore. Ils disent pourquoi l'on s'adresse à une structure : être écouté, une question juridique…"
    )
    menu_label = "Besoins"

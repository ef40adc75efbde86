from cms.viewsets import TermViewSet

from .models import Situation, Theme, ThemeBibliographique


class ThemeViewSet(TermViewSet):
    model = Theme
    menu_label = "Thèmes des fiches"
    list_display = ["name", "part", "slug", "order"]
    list_filter = ["part"]
    ordering = ["part", "order", "name"]


class ThemeBibliographiqueViewSet(TermViewSet):
    model = ThemeBibliographique
    menu_label = "Thèmes de la bibliographie"


class SituationViewSet(TermViewSet):
    model = Situation
    menu_label = "Situations des témoignages"

from django.urls import reverse
from wagtail.snippets.models import register_snippet

from cms.shortcuts import Shortcut, register_shortcut

from .viewsets import FormatReunionViewSet, ReseauGroup, ThemeReunionViewSet

register_snippet(ReseauGroup)
register_snippet(FormatReunionViewSet)
register_snippet(ThemeReunionViewSet)

register_shortcut(
    Shortcut(
        name="nouveau-compte-rendu",
        label="Nouveau compte rendu",
        url=lambda user: reverse("wagtailsnippets_reseau_compterendu:add"),
        is_shown=lambda user: user.has_perm("reseau.add_compterendu"),
        icon="group",
        order=30,
    )
)

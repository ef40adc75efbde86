from django.urls import reverse
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from cms.duties import register_duty
from cms.shortcuts import Shortcut, register_shortcut

from .bilan import hooks as bilan_hooks  # noqa: F401 - registered when imported
from .guetteurs import duty, history
from .guetteurs.admin import GuetteurAdmin
from .viewsets import FormatReunionViewSet, ReseauGroup, ThemeReunionViewSet

register_snippet(ReseauGroup)
register_snippet(FormatReunionViewSet)
register_snippet(ThemeReunionViewSet)
modeladmin_register(GuetteurAdmin)
register_duty(duty.DUTY)
hooks.register("register_log_actions", history.register)
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

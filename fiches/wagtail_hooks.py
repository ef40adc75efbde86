from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .consent_views import ConsentementViewSet
from .viewsets import SituationViewSet, ThemeBibliographiqueViewSet, ThemeViewSet
from .withdrawal import LOG_ACTION

register_snippet(ThemeViewSet)
register_snippet(ThemeBibliographiqueViewSet)
register_snippet(SituationViewSet)


@hooks.register("register_admin_viewset")
def consents() -> ConsentementViewSet:
    return ConsentementViewSet()


@hooks.register("register_log_actions")
def withdrawals(actions: Any) -> None:
    actions.register_action(LOG_ACTION, "Retirer l'accord", "Accord retiré, enregistrements effacés")

from wagtail.snippets.models import register_snippet

from .bilan import hooks as bilan_hooks  # noqa: F401 - registered when imported
from .viewsets import FormatReunionViewSet, ReseauGroup, ThemeReunionViewSet

register_snippet(ReseauGroup)
register_snippet(FormatReunionViewSet)
register_snippet(ThemeReunionViewSet)

from wagtail.snippets.models import register_snippet

from .viewsets import FormatReunionViewSet, ReseauGroup, ThemeReunionViewSet

register_snippet(ReseauGroup)
register_snippet(FormatReunionViewSet)
register_snippet(ThemeReunionViewSet)

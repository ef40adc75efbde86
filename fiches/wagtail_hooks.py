from wagtail.snippets.models import register_snippet

from .viewsets import ThemeBibliographiqueViewSet, ThemeViewSet

register_snippet(ThemeViewSet)
register_snippet(ThemeBibliographiqueViewSet)

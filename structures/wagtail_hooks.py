from wagtail.snippets.models import register_snippet

from .viewsets import AudienceViewSet, BesoinViewSet, QuiRepondGroup

register_snippet(QuiRepondGroup)
register_snippet(AudienceViewSet)
register_snippet(BesoinViewSet)

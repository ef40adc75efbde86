from wagtail.snippets.models import register_snippet

from .viewsets import ReseauGroup

register_snippet(ReseauGroup)

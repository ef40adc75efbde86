from typing import Any

from django import template

from fiches.languages import foreign_titles

register = template.Library()


@register.filter
def langue(page: Any) -> str:
    """The language of a page's title when it is not French, for screen readers; else nothing."""
    return foreign_titles().get(page.pk, "")

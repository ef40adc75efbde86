"""The link « Aide » of the screens that the guide explains."""

from typing import Any

from django import template
from django.template import Context

from guide.contexts import page_for
from guide.reading import find_page

register = template.Library()


@register.inclusion_tag("guide/admin/link.html", takes_context=True)
def guide_link(context: Context) -> dict[str, Any]:
    """Nothing where the guide says nothing. Headers do not hand the request on to their templates: it is the context's."""
    request: Any = getattr(context, "request", None) or context.get("request")
    match = getattr(request, "resolver_match", None)
    return {"guide_page": find_page(page_for(match)) if match else None}

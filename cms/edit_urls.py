"""Where something is changed in the admin."""

from django.db import models
from django.urls import reverse
from wagtail.models import Page


def edit_url(model: type[models.Model] | None, key: str | int) -> str:
    """The form of a page or a snippet, without reading it; empty for what has none."""
    if model is None:
        return ""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[key])
    viewset = getattr(model, "snippet_viewset", None)
    return reverse(viewset.get_url_name("edit"), args=[key]) if viewset else ""

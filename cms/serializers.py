"""Fields of the JSON API shared by the apps. They show what readers may see, and nothing else."""

from typing import Any

from rest_framework.fields import Field
from wagtail.models import Page

from cms.querysets import readable


class LinkedPagesField(Field):
    """Pages a page points to, as ``{id, title, html_url}``: those that are published and public."""

    def get_attribute(self, instance: Any) -> Any:
        pages = getattr(instance, self.source)
        return pages.all() if hasattr(pages, "all") else pages

    def to_representation(self, pages: Any) -> list[dict[str, Any]]:
        visible = readable(Page.objects.filter(pk__in=[page.pk for page in pages])).order_by("title", "pk")
        return [{"id": page.pk, "title": page.title, "html_url": page.full_url} for page in visible]


class TermsField(Field):
    """Words of a vocabulary, as ``{slug, name}``."""

    def get_attribute(self, instance: Any) -> Any:
        return getattr(instance, self.source).all()

    def to_representation(self, terms: Any) -> list[dict[str, str]]:
        return [{"slug": term.slug, "name": term.name} for term in terms]


class TermField(Field):
    """One word of a vocabulary, as ``{slug, name}``."""

    def to_representation(self, term: Any) -> dict[str, str]:
        return {"slug": term.slug, "name": term.name}

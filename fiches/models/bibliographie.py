from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.models import BasePage
from cms.querysets import readable

from .reference import ReferencePage
from .vocabulary import ThemeBibliographique

REFERENCES_PER_PAGE = 50


class BibliographiePage(BasePage):
    """The bibliography, by theme."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    schema_type = "CollectionPage"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["fiches.ReferencePage"]
    content_panels: ClassVar[list] = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("intro"),
    ]
    api_fields: ClassVar[list] = [APIField("intro")]

    class Meta:
        verbose_name = "bibliographie"
        verbose_name_plural = "bibliographies"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the themes, the chosen one (an unknown one is ignored) and one page of references."""
        context = super().get_context(request, *args, **kwargs)
        themes = list(ThemeBibliographique.objects.all())
        chosen = next((theme for theme in themes if theme.slug == request.GET.get("theme")), None)
        references = readable(ReferencePage.objects.child_of(self)).for_lists()
        if chosen:
            references = references.filter(themes=chosen)
        context["themes"] = themes
        context["chosen_theme"] = chosen
        if chosen:
            context["canonical_query"] = {"theme": chosen.slug}
        context["page_obj"] = Paginator(references, REFERENCES_PER_PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context["query_string"] = query.urlencode()
        return context

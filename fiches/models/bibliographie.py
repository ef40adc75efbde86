from dataclasses import replace
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.models import BasePage
from fiches.bibliography.export import FORMATS
from fiches.selection import Asked, Selection
from fiches.timeline import timeline

REFERENCES_PER_PAGE = 50
NOTHING_YET = "Aucune référence ici pour l’instant."
NOTHING_SELECTED = "Aucune référence ne répond à tout cela. Retirez un filtre, ou cherchez un autre mot."


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
        """Adds the selection that the address asks for, one page of it, and the ways to narrow or widen it."""
        context = super().get_context(request, *args, **kwargs)
        asked = Asked.read(request.GET)
        selection = Selection(asked)
        page_obj = Paginator(selection.keys, REFERENCES_PER_PAGE).get_page(asked.page)
        theme = selection.theme
        return context | {
            "asked": asked,
            "page_obj": page_obj,
            "references": selection.references(list(page_obj.object_list)),
            "query_string": asked.query_string,
            "groups": selection.groups(),
            "chosen": selection.chosen(),
            "chosen_theme": theme.label if theme else "",
            "sorts": selection.sorts(),
            "year_problems": asked.year_problems(),
            "unfiltered_address": replace(asked, filters={}, since="", until="").address,
            "export_formats": FORMATS,
            "timeline": timeline(selection.by_year(), asked),
            "empty_message": NOTHING_SELECTED if asked.query_string else NOTHING_YET,
            "canonical_query": {"theme": theme.slug} if theme else {},
        }

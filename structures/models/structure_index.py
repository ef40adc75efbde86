from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.models import BasePage
from structures.annuaire.asked import Asked
from structures.annuaire.page import DirectoryPage


class StructureIndexPage(BasePage):
    """The directory of the structures."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    schema_type = "CollectionPage"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["structures.StructurePage"]
    content_panels: ClassVar[list] = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("intro"),
    ]
    api_fields: ClassVar[list] = [APIField("intro")]

    class Meta:
        verbose_name = "annuaire des structures"
        verbose_name_plural = "annuaires des structures"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what the address asks for (what it cannot mean is said, then ignored) and one page of structures."""
        context = super().get_context(request, *args, **kwargs)
        asked = Asked.read(request.GET)
        context["annuaire"] = annuaire = DirectoryPage.read(asked, request.GET.get("page"))
        context["page_obj"] = annuaire.page
        context["query_string"] = asked.query_string
        context["canonical_query"] = asked.query
        return context

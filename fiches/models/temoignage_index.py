from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.models import BasePage
from cms.querysets import readable

from .temoignage import TemoignagePage


class TemoignageIndexPage(BasePage):
    """The testimonies."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    schema_type = "CollectionPage"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["fiches.TemoignagePage"]
    content_panels: ClassVar[list] = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("intro"),
    ]
    api_fields: ClassVar[list] = [APIField("intro")]

    class Meta:
        verbose_name = "rubrique des témoignages"
        verbose_name_plural = "rubriques des témoignages"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["temoignages"] = readable(TemoignagePage.objects.child_of(self)).for_lists()
        return context

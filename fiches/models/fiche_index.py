from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.models import BasePage
from cms.querysets import readable

from .fiche import FichePage
from .fiche_queryset import FichePageQuerySet
from .vocabulary import Part, Theme

FICHES_PER_PAGE = 24


class FicheIndexPage(BasePage):
    """All the fiches, by part and theme."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    schema_type = "CollectionPage"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["fiches.FichePage"]
    content_panels: ClassVar[list] = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("intro"),
    ]
    api_fields: ClassVar[list] = [APIField("intro")]

    class Meta:
        verbose_name = "rubrique des fiches"
        verbose_name_plural = "rubriques des fiches"

    def fiches(self) -> FichePageQuerySet:
        return readable(FichePage.objects.child_of(self))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the chosen part and theme (unknown ones are ignored), the themes with their counts, and one page."""
        context = super().get_context(request, *args, **kwargs)
        counts = dict(self.fiches().order_by().values_list("theme_id").annotate(Count("pk")))
        themes = [theme for theme in Theme.objects.all() if counts.get(theme.pk)]
        part = request.GET.get("partie", "")
        chosen = next((theme for theme in themes if theme.slug == request.GET.get("theme")), None)
        if chosen:
            part = chosen.part
        fiches = self.fiches().for_lists()
        if part in Part.values:
            fiches = fiches.filter(part=part)
        if chosen:
            fiches = fiches.filter(theme=chosen)
        context["parts"] = [
            {
                "value": value,
                "label": label,
                "drawing": f"drawings/{value}.html",
                "themes": [(theme, counts[theme.pk]) for theme in themes if theme.part == value],
                "current": value == part,
            }
            for value, label in Part.choices
        ]
        context["chosen_part"] = Part(part).label if part in Part.values else ""
        context["chosen_theme"] = chosen
        if chosen:
            context["canonical_query"] = {"theme": chosen.slug}
        elif part in Part.values:
            context["canonical_query"] = {"partie": part}
        context["page_obj"] = Paginator(fiches, FICHES_PER_PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context["query_string"] = query.urlencode()
        return context

"""Ties between pages in a form: what is chosen is shown, the rest is found when asked, in the admin's own dialog."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenMultipleView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms.typography import alphabetical

MAX_KEY = 18  # digits of the largest keys that SQLite and PostgreSQL hold


class PageSearchForm(BaseFilterForm):
    """Finds a page by any of its words, or by the beginning of its title."""

    q = forms.CharField(
        label="Chercher",
        widget=forms.TextInput(attrs={"placeholder": "Un mot du titre ou du texte"}),
        required=False,
    )

    def filter(self, objects: Any) -> Any:
        objects = super().filter(objects)
        if query := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, query
            engine = get_search_backend()
            found = engine.search(query, objects)
            objects = found if found.count() else engine.autocomplete(query, objects)
        return objects


class PageList:
    """Pages of one kind in a chooser: their title, and whether readers may see them."""

    filter_form_class = PageSearchForm
    ordering = ["title", "pk"]

    @cached_property
    def columns(self) -> list[Column]:
        columns = super().columns  # type: ignore[misc]
        return [
            *columns,
            Column("state", label="État", accessor=lambda page: "Publiée" if page.live else "Non publiée"),
        ]


class PageChooseView(PageList, ChooseView):
    pass


class PageChooseResultsView(PageList, ChooseResultsView):
    pass


class PagesChosenView(ChosenMultipleView):
    def get_chosen_response_data(self, item: Page) -> dict[str, Any]:
        return {"id": item.pk, "title": item.get_admin_display_title(), "live": item.live}


class PagesChooserViewSet(ChooserViewSet):
    """The dialog that finds pages of one kind, for ``ChosenPages``."""

    choose_view_class = PageChooseView
    choose_results_view_class = PageChooseResultsView
    chosen_multiple_view_class = PagesChosenView
    register_widget = False
    per_page = 20


class ChosenPages(forms.SelectMultiple):
    """A field that ties pages: as light with five thousand to choose from as with ten.

    ``chooser``: the name of a registered chooser; ``choose``: what its button says. One query, for what is chosen.
    """

    template_name = "cms/admin/chosen_pages.html"

    def __init__(self, chooser: str, choose: str) -> None:
        super().__init__()
        self.chooser, self.choose = chooser, choose

    @property
    def media(self) -> forms.Media:
        """Asked when a form is shown: before, the addresses of static files may not be known."""
        wagtail_scripts = (
            versioned_static(f"wagtailadmin/js/{name}.js") for name in ("modal-workflow", "chooser-modal")
        )
        return forms.Media(js=[*wagtail_scripts, "js/admin/chosen-pages.js"])

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        """No list of all that could be chosen."""
        return []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """A key longer than any that a database holds is nobody's: refused as such, before the database fails on it."""
        return [key if len(key) <= MAX_KEY else "0" for key in super().value_from_datadict(data, files, name)]

    def id_for_label(self, id_: str, index: Any = None) -> str:
        """A label names one control: here each button says by itself what it does."""
        return ""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """With the site's own templates: Django's form renderer knows those of installed apps alone."""
        return render_to_string(template_name, context)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        keys = [int(key) for key in context["widget"]["value"] if key.isdecimal()]
        pages = Page.objects.filter(pk__in=keys).only("title", "draft_title", "live")
        chosen = sorted(pages, key=lambda page: (alphabetical(page.get_admin_display_title()), page.pk))
        return context | {
            "chosen": chosen,
            "choose": self.choose,
            "chooser_url": reverse(f"{self.chooser}:choose"),
            "described_by": context["widget"]["attrs"].get("aria-describedby", ""),
        }

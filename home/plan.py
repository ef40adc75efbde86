"""The map of the site: every public page, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page

from cms.querysets import readable
from cms.typography import alphabetical
from fiches.models import FichePage, Part, ReferencePage
from reseau.models import CompteRendu, ReseauPage

from .models import HomePage

# Beyond this number, references are left to the bibliography, which sorts and pages them.
MAX_REFERENCES = 50
# What an entry needs of a page.
FIELDS = ("title", "slug", "path", "depth", "url_path")


@dataclass
class Entry:
    """A line of the map: a page, or a group of pages, which has no address."""

    title: str
    url: str = ""
    note: str = ""
    lang: str = ""
    children: list[Entry] = field(default_factory=list)


def site_plan(home: HomePage, request: HttpRequest) -> list[Entry]:
    """Public pages under the home page as the webmaster ordered them; fiches by part and theme."""
    plan = _Plan(home, request)
    plan.add_pages()
    plan.add_fiches()
    plan.add_references()
    plan.add_reports()
    return plan.root.children


class _Plan:
    """The entries made so far, by place in the page tree."""

    def __init__(self, home: HomePage, request: HttpRequest) -> None:
        self.home = home
        self.request = request
        self.root = Entry(home.title)
        self._by_path = {home.path: self.root}

    def add_pages(self) -> None:
        grouped = ContentType.objects.get_for_models(FichePage, ReferencePage).values()
        for page in self._public(Page).exclude(content_type__in=grouped).order_by("path").only(*FIELDS):
            self._by_path[page.path] = self._add(page, self._above(page))

    def add_fiches(self) -> None:
        """Under their section, by part, then by theme, then by title."""
        fiches = self._public(FichePage).select_related("theme")
        fiches = fiches.only(*FIELDS, "part", "theme__name", "theme__order")
        for (_order, part), in_part in groupby(sorted(fiches, key=_place), key=lambda fiche: _place(fiche)[0]):
            by_theme = [(theme, list(group)) for theme, group in groupby(in_part, key=lambda fiche: _place(fiche)[1])]
            entry = Entry(part)
            self._above(by_theme[0][1][0]).children.append(entry)
            for (_rank, theme), group in by_theme:
                place = entry
                if theme:
                    place = Entry(theme)
                    entry.children.append(place)
                for fiche in group:
                    self._add(fiche, place)

    def add_references(self) -> None:
        """Under the bibliography, or only their number beside it when they are many."""
        references = self._public(ReferencePage).order_by("title", "pk").only(*FIELDS, "language")
        shown = list(references[: MAX_REFERENCES + 1])
        if len(shown) > MAX_REFERENCES:
            self._above(shown[0]).note = f"{references.count()} références"
        else:
            for reference in shown:
                entry = self._add(reference, self._above(reference))
                entry.lang = reference.language if reference.language != "fr" else ""

    def add_reports(self) -> None:
        """Public meeting reports, which are views of the network's page."""
        network = self._public(ReseauPage).first()
        if network is not None:
            for report in CompteRendu.objects.public().for_lists():
                url = f"{network.get_url(self.request)}{network.reverse_subpage('compte_rendu', args=(report.slug,))}"
                self._by_path[network.path].children.append(Entry(report.title, url))

    def _public(self, model: Any) -> Any:
        return readable(model.objects.descendant_of(self.home))

    def _add(self, page: Page, parent: Entry) -> Entry:
        entry = Entry(page.title, page.get_url(self.request) or "")
        parent.children.append(entry)
        return entry

    def _above(self, page: Page) -> Entry:
        """The entry of the nearest public page above this one."""
        path = page.path[: -Page.steplen]
        while path not in self._by_path:
            path = path[: -Page.steplen]
        return self._by_path[path]


def _place(fiche: FichePage) -> tuple[tuple[int, str], tuple[int, str], str, int]:
    """Where a fiche stands: part, theme (none comes first), title."""
    theme = fiche.theme
    return (
        (Part.values.index(fiche.part), fiche.get_part_display()),
        (theme.order, theme.name) if theme else (-1, ""),
        alphabetical(fiche.title),
        fiche.pk,
    )

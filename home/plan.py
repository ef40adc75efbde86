"""The map of the site: every public page, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest
from wagtail.models import Page

from cms.directory import PageEntry, directory
from cms.typography import alphabetical
from fiches.languages import foreign_titles
from fiches.models import FichePage, Part, ReferencePage
from reseau.models import CompteRendu, ReseauPage

from .models import HomePage

# Beyond this number, references are left to the bibliography, which sorts and pages them.
MAX_REFERENCES = 50


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
        self._pages = directory().readable_under(home.path)

    def add_pages(self) -> None:
        for page in self._pages:
            if page.specific_class not in {FichePage, ReferencePage}:
                self._by_path[page.path] = self._add(page, self._above(page))

    def add_fiches(self) -> None:
        """Under their section, by part, then by theme, then by title."""
        fiches = sorted(self._fiches(), key=lambda fiche: fiche.place)
        for part, in_part in groupby(fiches, key=lambda fiche: fiche.part):
            by_theme = [(theme, list(group)) for theme, group in groupby(in_part, key=lambda fiche: fiche.theme)]
            entry = Entry(Part(part).label)
            self._above(by_theme[0][1][0].page).children.append(entry)
            for theme, group in by_theme:
                place = entry
                if theme:
                    place = Entry(theme)
                    entry.children.append(place)
                for fiche in group:
                    self._add(fiche.page, place)

    def _fiches(self) -> Iterator[_Fiche]:
        """One query."""
        pages = {page.pk: page for page in self._of_type(FichePage)}
        rows = FichePage.objects.order_by().values_list("pk", "part", "theme__order", "theme__name")
        return (_Fiche(pages[pk], part, order, theme) for pk, part, order, theme in rows if pk in pages)

    def add_references(self) -> None:
        """Under the bibliography, or only their number beside it when they are many."""
        references = sorted(self._of_type(ReferencePage), key=lambda page: (alphabetical(page.title), page.pk))
        if len(references) > MAX_REFERENCES:
            self._above(references[0]).note = f"{len(references)} références"
        else:
            for reference in references:
                self._add(reference, self._above(reference)).lang = foreign_titles().get(reference.pk, "")

    def add_reports(self) -> None:
        """Public meetings and their reports, which are views of the network's page."""
        for entry in self._of_type(ReseauPage)[:1]:
            network = ReseauPage.objects.get(pk=entry.pk)
            for report in CompteRendu.objects.findable().for_lists():
                path = network.reverse_subpage("compte_rendu", args=(report.slug,))
                self._by_path[entry.path].children.append(Entry(report.title, f"{entry.get_url(self.request)}{path}"))

    def _of_type(self, model: type[Page]) -> list[PageEntry]:
        return [page for page in self._pages if page.specific_class is model]

    def _add(self, page: PageEntry, parent: Entry) -> Entry:
        entry = Entry(page.title, page.get_url(self.request) or "")
        parent.children.append(entry)
        return entry

    def _above(self, page: PageEntry) -> Entry:
        """The entry of the nearest public page above this one."""
        path = page.path[: -Page.steplen]
        while path not in self._by_path:
            path = path[: -Page.steplen]
        return self._by_path[path]


class _Fiche(NamedTuple):
    page: PageEntry
    part: str
    theme_order: int | None
    theme: str | None

    @property
    def place(self) -> tuple[int, tuple[int, str], str, int]:
        """Where it stands: part, theme (none comes first), title."""
        theme = (-1, "") if self.theme is None else (self.theme_order or 0, self.theme)
        return Part.values.index(self.part), theme, alphabetical(self.page.title), self.page.pk

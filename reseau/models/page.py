from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from cms.models import BasePage
from cms.structured_data import web_page
from reseau.agenda import event_data, meetings_to_come
from structures.carte import Place
from structures.models import Departement

from .compte_rendu import CompteRendu
from .departement_page import places
from .referent import Referent


class ReseauPage(RoutablePageMixin, BasePage):
    """The network: who can be reached in each department, its meetings to come, and the public reports of others."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    schema_type = "CollectionPage"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("intro"),
    ]
    api_fields: ClassVar[list] = [APIField("intro")]

    class Meta:
        verbose_name = "page du réseau"
        verbose_name_plural = "pages du réseau"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        addresses = {place.code: place.url for place in places(request)}
        referents = Referent.objects.public().for_lists()
        departements = Departement.objects.filter(live=True).order_by("code")
        departements = list(departements.prefetch_related(models.Prefetch("referents", referents)))
        context["departements"] = [(departement, addresses.get(departement.code, "")) for departement in departements]
        context["places"] = [_place(departement) for departement in departements]
        context["meetings"] = list(meetings_to_come())
        context["comptes_rendus"] = CompteRendu.objects.public().written().for_lists()
        return context

    @path("comptes-rendus/<slug:slug>/", name="compte_rendu")
    def compte_rendu(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One public meeting, announced or told; internal and unpublished ones do not exist for readers."""
        report = get_object_or_404(CompteRendu.objects.public().for_detail(), slug=slug)
        if not report.is_written:
            return self._answer(request, report, self._meeting_data(request, report))
        return self._answer(request, report, self._report_data(request, report))

    def _answer(self, request: HttpRequest, report: CompteRendu, data: dict[str, Any]) -> HttpResponse:
        return self.render(
            request,
            template="reseau/compte_rendu.html",
            context_overrides={
                "compte_rendu": report,
                "breadcrumb": [*self.breadcrumb(), self],
                "breadcrumb_title": report.title,
                "canonical_url": self.report_url(report, request),
                "meta_description": report.summary,
                "structured_data": data,
            },
        )

    def _report_data(self, request: HttpRequest, report: CompteRendu) -> dict[str, Any]:
        return web_page(
            request,
            "WebPage",
            name=report.title,
            description=report.summary,
            url=self.report_url(report, request),
            datePublished=report.first_published_at,
            dateModified=report.last_published_at,
        )

    def _meeting_data(self, request: HttpRequest, meeting: CompteRendu) -> dict[str, Any]:
        """An event until its day is over."""
        return event_data(meeting, self, request) if meeting.is_to_come else self._report_data(request, meeting)

    def report_url(self, report: CompteRendu, request: HttpRequest | None = None) -> str:
        """The full address of a public report."""
        return f"{self.get_full_url(request)}{self.report_path(report)}"

    def report_path(self, report: CompteRendu) -> str:
        """Its address under this page's own."""
        return str(self.reverse_subpage("compte_rendu", args=(report.slug,)))

    def get_route_paths(self) -> list[str]:
        """What redirects must follow when this page moves: itself and its public reports."""
        slugs = CompteRendu.objects.findable().order_by("pk").values_list("slug", flat=True)
        return ["/", *(f"/{self.reverse_subpage('compte_rendu', args=(slug,))}" for slug in slugs)]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """This page, then its public meetings and reports."""
        return super().get_sitemap_urls(request) + [
            {"location": self.report_url(report, request), "lastmod": report.last_published_at}
            for report in CompteRendu.objects.findable().for_lists()
        ]


def _place(departement: Departement) -> Place:
    """A department on the map of the page: its link leads to its part."""
    return Place(departement.code, departement.name, f"#departement-{departement.code}")

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from cms.directory import directory
from cms.models import BasePage
from cms.querysets import readable
from reseau.nearby import Nearby, directory_address, nearby, who_answers_in
from reseau.serializers import DepartementField, NearbyField
from structures.carte import Place


class DepartementIndexPage(BasePage):
    """The departments, on a map and in a list; each has its page."""

    intro = models.TextField("introduction", blank=True, max_length=400, help_text="Une ou deux phrases.")

    search_kind = "Rubrique"
    schema_type = "CollectionPage"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["reseau.DepartementPage"]
    content_panels: ClassVar[list] = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list] = [*BasePage.search_fields, index.SearchField("intro")]
    api_fields: ClassVar[list] = [APIField("intro")]

    class Meta:
        verbose_name = "rubrique des départements"
        verbose_name_plural = "rubriques des départements"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["places"] = places(request)
        return context


class DepartementPageQuerySet(PageQuerySet):
    def for_lists(self) -> "DepartementPageQuerySet":
        """With their departments, by code."""
        return self.select_related("departement").order_by("departement__code", "pk")

    def for_detail(self) -> "DepartementPageQuerySet":
        """With its department."""
        return self.select_related("departement")


class DepartementPage(BasePage):
    """Who can help in one department: referents, the Ordre's mutual aid, structures, meetings.

    It is named after its department: title and, unless the webmaster chose another, address.
    """

    departement = models.ForeignKey(
        "structures.Departement",
        verbose_name="département",
        on_delete=models.PROTECT,
        related_name="pages",
        help_text="La page porte son nom, et rassemble d'elle-même ce qui le concerne.",
    )
    intro = models.TextField(
        "introduction",
        blank=True,
        max_length=400,
        help_text="Une ou deux phrases. Exemple : « Dans le Var, voici qui peut vous écouter, près de chez vous. »",
    )
    commission = models.ForeignKey(
        "structures.StructurePage",
        verbose_name="commission d'entraide de l'Ordre",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="La page de la structure « Entraide de l'Ordre » de ce département.",
    )

    objects = PageManager.from_queryset(DepartementPageQuerySet)()

    search_kind = "Département"
    search_facets: ClassVar[dict[str, tuple[str, str]]] = {"departement": ("departement", "code")}
    parent_page_types: ClassVar[list[str]] = ["reseau.DepartementIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [FieldPanel("departement"), FieldPanel("intro"), FieldPanel("commission")]
    search_fields: ClassVar[list] = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.RelatedFields("departement", [index.SearchField("name"), index.SearchField("code")]),
    ]
    api_fields: ClassVar[list] = [
        APIField("departement", serializer=DepartementField()),
        APIField("intro"),
        APIField("nearby", serializer=NearbyField()),
    ]

    class Meta:
        verbose_name = "page de département"
        verbose_name_plural = "pages de département"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._take_its_names()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._take_its_names()
        super().minimal_clean()

    def _take_its_names(self) -> None:
        if self.departement_id:
            self.title = str(self.departement)
            if not self.slug:  # type: ignore[has-type]
                self.slug = self.departement.slug

    def publication_errors(self) -> dict[str, str]:
        errors = {}
        name = self.departement.name
        if DepartementPage.objects.filter(departement=self.departement_id).exclude(pk=self.pk).live().exists():
            errors["departement"] = f"« {name} » a déjà sa page : modifiez-la, ou choisissez un autre département."
        if self.commission and not self.commission.departements.filter(pk=self.departement_id).exists():
            errors["commission"] = (
                f"Cette structure ne couvre pas « {name} » : choisissez-en une autre, ou cochez-y ce département."
            )
        return errors

    @cached_property
    def nearby(self) -> Nearby:
        """Who can help here, as readers may know it."""
        return nearby(self.departement, self.commission_id)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["nearby"] = self.nearby
        context["now"] = who_answers_in(self.departement)
        context["places"] = places(request, here=self)
        context["directory_url"] = directory_address(self.departement, request)
        return context

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        area = {"@type": "AdministrativeArea", "name": self.departement.name}
        return {**super().structured_data(request), "about": area}


def places(request: HttpRequest, here: DepartementPage | None = None) -> list[Place]:
    """The departments whose pages readers may see, as the map and its list show them. One query."""
    pages = readable(DepartementPage.objects.all()).for_lists()
    return [
        Place(
            code=page.departement.code,
            name=page.departement.name,
            url=_address(page, request),
            current=page == here,
        )
        for page in pages
    ]


def _address(page: DepartementPage, request: HttpRequest) -> str:
    entry = directory().get(page.pk)
    return (entry.get_url(request) if entry else page.get_url(request)) or ""

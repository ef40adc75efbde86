from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page, PageBase

from cms.forms import PageForm
from cms.permissions import FourEyesPermissionTester

from .publication import PublicationRules


class BasePage(PublicationRules, Page, metaclass=PageBase):  # type: ignore[misc]
    """What every page of the site shares.

    A concrete page type declares ``search_kind`` (the word shown beside its search results), its panels,
    ``api_fields``, ``parent_page_types`` and ``subpage_types``; ``cms.checks`` refuses one that forgets.
    """

    base_form_class: ClassVar[type] = PageForm
    search_kind: ClassVar[str] = ""
    api_fields: ClassVar[list[APIField]] = []

    promote_panels: ClassVar[list] = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text="Le dernier morceau de l'adresse. S'il change, l'ancienne redirige.",
                ),
                FieldPanel(
                    "seo_title",
                    help_text="Facultatif : un titre plus court pour les moteurs de recherche.",
                ),
                FieldPanel(
                    "search_description",
                    help_text="Une phrase, montrée par les moteurs de recherche.",
                ),
            ],
            heading="Adresse et moteurs de recherche",
        ),
    ]

    class Meta:
        abstract = True

    @property
    def lead(self) -> str:
        """The sentence that introduces this page in lists, results and meta tags."""
        return self.search_description or getattr(self, "summary", "") or getattr(self, "intro", "")

    def breadcrumb(self) -> list[Page]:
        """Ancestors from the home page down, this page excluded. One query."""
        return list(self.get_ancestors().filter(depth__gt=1).order_by("depth"))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["breadcrumb"] = self.breadcrumb()
        return context

    def permissions_for_user(self, user: Any) -> FourEyesPermissionTester:
        return FourEyesPermissionTester(user, self)

    def live_children(self, model: type[models.Model]) -> models.QuerySet:
        """Published, public pages of one type right under this one, in the order the webmaster gave them."""
        return model.objects.child_of(self).live().public().order_by("path")  # type: ignore[attr-defined]

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.api import APIField
from wagtail.models import Page, PageBase, PageViewRestriction, Task

from cms.directory import PageEntry, directory
from cms.forms import PageForm
from cms.permissions import FourEyesPermissionTester
from cms.structured_data import web_page

from .publication import PublicationRules


class DatesPanel(PublishingPanel):
    """Wagtail's dates of publication, each with what it does."""

    HELP = (
        "Vide : dès que la page est approuvée. Exemple : le matin d'une réunion.",
        "Vide : jamais. Ce jour-là, la page n'est plus visible ; rien n'est effacé.",
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for child, sentence in zip(self.children, self.HELP, strict=True):
            child.help_text = sentence


class BasePage(PublicationRules, Page, metaclass=PageBase):  # type: ignore[misc]
    """What every page of the site shares.

    A concrete page type declares ``search_kind`` (the word shown beside its search results), its panels,
    ``api_fields``, ``parent_page_types`` and ``subpage_types``; ``cms.checks`` refuses one that forgets.
    """

    base_form_class: ClassVar[type] = PageForm
    search_kind: ClassVar[str] = ""
    api_fields: ClassVar[list[APIField]] = []
    schema_type: ClassVar[str | list[str]] = "WebPage"  # of schema.org
    share_type: ClassVar[str] = "website"  # of Open Graph
    # Relations that both the template and the structured data read: loaded once a page.
    shared_relations: ClassVar[tuple[str | models.Prefetch, ...]] = ()

    @property
    def current_workflow_task(self) -> Task | None:
        """Wagtail reads the task anew for each row of a list; nothing of it stands outside what the row has."""
        state = self.current_workflow_task_state
        return state.task.specific_deferred if state else None

    promote_panels: ClassVar[list] = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text="Le dernier morceau de l'adresse ; vide, il est tiré du titre. S'il change, l'ancienne redirige.",
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

    settings_panels: ClassVar[list] = [DatesPanel(), *Page.settings_panels[1:]]

    class Meta:
        abstract = True

    @property
    def lead(self) -> str:
        """The sentence that introduces this page in lists, results and meta tags."""
        return self.search_description or getattr(self, "summary", "") or getattr(self, "intro", "")

    @property
    def search_date(self) -> datetime | None:
        """The date by which readers sort results."""
        return self.last_published_at

    @property
    def share_title(self) -> str:
        """The title under which other sites show this page."""
        return self.seo_title or self.title

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        """This page in the words of schema.org, without its breadcrumb. It makes no query of its own."""
        return web_page(
            request,
            self.schema_type,
            name=self.share_title,
            description=self.lead,
            url=self.get_full_url(request),
            datePublished=self.first_published_at,
            dateModified=self.last_published_at,
        )

    # Set by cms.serving, which has read them to find this page.
    loaded_ancestors: list[PageEntry] | None = None

    def breadcrumb(self) -> list[Page] | list[PageEntry]:
        """Ancestors from the home page down, this page excluded. At most one query."""
        if self.loaded_ancestors is None:
            return list(self.get_ancestors().filter(depth__gt=1).order_by("depth"))
        return self.loaded_ancestors

    def get_view_restrictions(self) -> models.QuerySet:
        """Restrictions of this page and its ancestors; Wagtail looks for them unless the directory knows of none."""
        entry = directory().get(self.pk)
        if entry is not None and not entry.guarded:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["breadcrumb"] = self.breadcrumb()
        if self.pk and self.shared_relations:
            models.prefetch_related_objects([self], *self.shared_relations)
        return context

    def permissions_for_user(self, user: Any) -> FourEyesPermissionTester:
        return FourEyesPermissionTester(user, self)

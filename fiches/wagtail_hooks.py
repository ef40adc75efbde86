"""What the fiches add to the admin."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from cms.directory import PageEntry
from cms.shortcuts import Shortcut, may_add_pages, new_page_url, register_shortcut

from . import rich_text, ties
from .bibliography.importing import may_import
from .cited import hidden_references
from .citing import fiches_whose_text_cites
from .consent_views import ConsentementViewSet
from .import_views import PreviewView, UploadView
from .models import (
    BibliographiePage,
    FicheIndexPage,
    FichePage,
    ReferencePage,
    TemoignageIndexPage,
    TemoignagePage,
)
from .viewsets import (
    FichesChooserViewSet,
    ReferenceChooserViewSet,
    ReferencesChooserViewSet,
    SituationViewSet,
    StructuresChooserViewSet,
    ThemeBibliographiqueViewSet,
    ThemeViewSet,
)
from .withdrawal import LOG_ACTION
from .word.views import WordPictureView, WordPreviewView, WordUploadView, may_complete, section_for

register_snippet(ThemeViewSet)
register_snippet(ThemeBibliographiqueViewSet)
register_snippet(SituationViewSet)

IMPORT = "Importer des références"
IMPORT_WORD = "Importer un document Word"


@hooks.register("register_admin_urls")
def import_urls() -> list[Any]:
    return [
        path("references/import/", UploadView.as_view(), name="references_import"),
        path("references/import/<int:pk>/", PreviewView.as_view(), name="references_import_preview"),
        path("fiches/word/", WordUploadView.as_view(), name="word_import"),
        path("fiches/<int:fiche>/word/", WordUploadView.as_view(), name="word_import_into"),
        path("fiches/word/<int:pk>/", WordPreviewView.as_view(), name="word_import_preview"),
        path("fiches/word/<int:pk>/<slug:digest>/", WordPictureView.as_view(), name="word_import_picture"),
    ]


class ImportMenuItem(MenuItem):
    """Shown to whom it serves."""

    def is_shown(self, request: HttpRequest) -> bool:
        bibliography = BibliographiePage.objects.first()
        return bibliography is not None and may_import(request.user, bibliography)


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    return ImportMenuItem(IMPORT, reverse("references_import"), name="import-references", icon_name="upload", order=450)


@hooks.register("register_page_header_buttons")
def import_button(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    if isinstance(page.specific_deferred, BibliographiePage) and may_import(user, page):
        yield Button(IMPORT, reverse("references_import"), icon_name="upload", priority=20)


@hooks.register("register_page_header_buttons")
def word_button(page: Page, user: Any, view_name: str, **kwargs: Any) -> Iterator[Button]:
    """A new fiche from a document, on the list of fiches; one more document, in the editor of a fiche."""
    specific = page.specific_deferred
    if isinstance(specific, FicheIndexPage) and section_for(user):
        yield Button(IMPORT_WORD, reverse("word_import"), icon_name="doc-full", priority=20)
    elif view_name == "edit" and isinstance(specific, FichePage) and may_complete(user, specific):
        address = reverse("word_import_into", args=[page.pk])
        yield Button("Importer un Word ici", address, icon_name="doc-full", priority=60)


@hooks.register("register_rich_text_features")
def citing_references(features: FeatureRegistry) -> None:
    rich_text.register(features)


@hooks.register("register_admin_viewset")
def reference_chooser() -> ReferenceChooserViewSet:
    return ReferenceChooserViewSet(rich_text.CHOOSER)


@hooks.register("register_admin_viewset")
def choosers_of_ties() -> list[ChooserViewSet]:
    return [
        FichesChooserViewSet(ties.FICHES),
        StructuresChooserViewSet(ties.STRUCTURES),
        ReferencesChooserViewSet(ties.REFERENCES),
    ]


@hooks.register("before_edit_page")
def say_which_calls_are_hidden(request: HttpRequest, page: Page) -> None:
    """Tell the editor of a fiche which of its calls readers do not see, and why."""
    if request.method != "GET" or not isinstance(page, FichePage):
        return
    if hidden := hidden_references(page.get_latest_revision_as_object()):
        titles = ", ".join(f"« {title} »" for title in hidden)
        messages.warning(
            request,
            f"Le texte cite ce que personne ne peut lire : {titles}. L'appel ne se verra pas avant que la référence soit "
            "publiée ; retirez-le si elle n'existe plus.",
        )


@hooks.register("before_unpublish_page")
def say_who_cites(request: HttpRequest, page: Page) -> None:
    """When a reference is withdrawn: where its number disappears."""
    if fiches := _citing(page):
        messages.warning(request, f"{_cited_in(page, fiches)} Son numéro n'y paraît plus, et les suivants changent.")


@hooks.register("before_delete_page")
def keep_what_is_cited(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A reference that a published text cites is not deleted: its text would refer to nothing."""
    return _refuse(request, page)


@hooks.register("before_bulk_action")
def keep_all_that_is_cited(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> HttpResponse | None:
    if action != "delete":
        return None
    answers = (_refuse(request, page) for page in objects if isinstance(page, Page))
    return next((answer for answer in answers if answer), None)


def _refuse(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Back to the reference, with what to do first; nothing when no text cites it."""
    fiches = _citing(page)
    if not fiches:
        return None
    messages.error(request, f"{_cited_in(page, fiches)} Retirez-y d'abord son appel, ou dépubliez la référence.")
    return redirect("wagtailadmin_pages:edit", page.pk)


def _citing(page: Page) -> list[PageEntry]:
    reference = page.specific
    return fiches_whose_text_cites(reference) if isinstance(reference, ReferencePage) else []


def _cited_in(page: Page, fiches: list[PageEntry]) -> str:
    titles = ", ".join(f"« {fiche.title} »" for fiche in fiches)
    return f"La référence « {page.title} » est citée dans {titles}."


@hooks.register("register_admin_viewset")
def consents() -> ConsentementViewSet:
    return ConsentementViewSet()


@hooks.register("register_log_actions")
def withdrawals(actions: Any) -> None:
    actions.register_action(LOG_ACTION, "Retirer l'accord", "Accord retiré, enregistrements effacés")


def _new_page(name: str, label: str, kinds: tuple[type[Page], type[Page]], icon: str, order: int) -> None:
    """``kinds``: the section that receives it, and what it is."""
    section, kind = kinds
    register_shortcut(
        Shortcut(name, label, lambda user: new_page_url(section, kind), may_add_pages, icon=icon, order=order)
    )


_new_page("nouvelle-fiche", "Nouvelle fiche", (FicheIndexPage, FichePage), "doc-full", 10)
_new_page("nouveau-temoignage", "Nouveau témoignage", (TemoignageIndexPage, TemoignagePage), "media", 20)
_new_page("nouvelle-reference", "Nouvelle référence", (BibliographiePage, ReferencePage), "openquote", 45)
register_shortcut(
    Shortcut(
        "importer-word",
        IMPORT_WORD,
        lambda user: reverse("word_import"),
        lambda user: section_for(user) is not None,
        icon="upload",
        order=12,
    )
)

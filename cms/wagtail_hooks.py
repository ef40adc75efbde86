"""What the foundation adds to the admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, re_path, reverse
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail.features import PluginFeature
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.action_menu import ActionMenuItem, UnpublishMenuItem
from wagtailmedia.views import media

from cms import action_menus, reviewing
from cms.duties import Duty, register_duty
from cms.first_page import compose, to_approve
from cms.lots import ApproveTogether, awaiting, lot_address, lots_panel, reviews
from cms.models import EditorialSnippet, RelectureTask, Reviewed
from cms.models.workflow import people_behind
from cms.notices import heard
from cms.quiet_lists import with_collection, with_state_in_choosers
from cms.reports import EditorialCalendarView
from cms.review_reports import MarkReviewedView, ToReviewView, mark_url, may_open
from cms.snippet_views import TakeDownMenuItem

OWN_WORK = "Vous avez participé à ce texte : une autre personne que vous doit l'approuver."


@hooks.register("register_admin_urls")
def calendar_urls() -> list[Any]:
    return [
        path("rapports/calendrier/", EditorialCalendarView.as_view(), name="editorial_calendar"),
        path(
            "rapports/calendrier/resultats/",
            EditorialCalendarView.as_view(results_only=True),
            name="editorial_calendar_results",
        ),
    ]


@hooks.register("register_admin_urls", order=-1)
def recording_urls() -> list[Any]:
    """The forms of wagtailmedia at their own addresses, found first: they may say what they cleaned."""
    return [
        re_path(r"^media/(?P<media_type>audio|video|media)/add/$", heard(media.add), name="recording_add"),
        path("media/edit/<int:media_id>/", heard(media.edit), name="recording_edit"),
    ]


hooks.register("construct_page_chooser_queryset", with_state_in_choosers)
hooks.register("construct_document_chooser_queryset", with_collection)
hooks.register("construct_media_chooser_queryset", with_collection)


@hooks.register("register_reports_menu_item")
def calendar_menu_item() -> MenuItem:
    return MenuItem(
        "Calendrier éditorial",
        reverse("editorial_calendar"),
        name="calendrier-editorial",
        icon_name="calendar-alt",
        order=100,
    )


@hooks.register("before_edit_page")
def say_who_may_approve(request: HttpRequest, page: Page) -> None:
    """Tell those who may approve, but wrote this text, why the button is missing."""
    task = page.current_workflow_task
    if request.method != "GET" or not isinstance(task, RelectureTask):
        return
    if task.user_can_access_editor(page, request.user) and request.user.pk in people_behind(page):
        messages.info(request, OWN_WORK)


hooks.register("register_bulk_action", ApproveTogether)


@hooks.register("register_snippet_action_menu_item")
def take_down_item(model: type[Model]) -> ActionMenuItem | None:
    return TakeDownMenuItem(order=20) if issubclass(model, EditorialSnippet) else None


@hooks.register("construct_snippet_action_menu")
def one_item_to_take_down(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Wagtail's own asks for the right to publish."""
    if issubclass(context["model"], EditorialSnippet):
        menu_items[:] = [item for item in menu_items if type(item) is not UnpublishMenuItem]


@hooks.register("register_page_header_buttons")
def approve_together_button(page: Page, user: Any, view_name: str, **kwargs: Any) -> Iterator[Button]:
    """From a list of pages to all those of it that await one's approval."""
    if view_name != "index" or not reviews(user) or not (count := len(awaiting(page, user))):
        return
    yield Button(f"Approuver ce qui attend ici ({count})", lot_address(page), icon_name="check", priority=15)


@hooks.register("construct_homepage_panels", order=900)
def first_page(request: HttpRequest, panels: list[Any]) -> None:
    compose(panels)
    if panel := lots_panel(request.user):
        panels.append(panel)


register_duty(
    Duty(
        name="a-approuver",
        heading="À approuver",
        concerns=reviews,
        awaiting=to_approve,
        order=10,  # Wagtail mails each submission to those who may approve it: the weekly mail does not say it again
    )
)
register_duty(
    Duty(
        name="a-relire",
        heading="À relire",
        concerns=reviewing.may_mark,
        awaiting=reviewing.awaiting,
        order=30,
        is_mailed=True,
    )
)


@hooks.register("register_admin_urls")
def review_urls() -> list[Any]:
    return [
        path("rapports/a-relire/", ToReviewView.as_view(), name="to_review"),
        path("rapports/a-relire/resultats/", ToReviewView.as_view(results_only=True), name="to_review_results"),
        path("rapports/a-relire/<int:pk>/", MarkReviewedView.as_view(), name="mark_reviewed"),
    ]


class ToReviewMenuItem(MenuItem):
    """Shown to those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_open(request.user)


@hooks.register("register_reports_menu_item")
def to_review_menu_item() -> MenuItem:
    return ToReviewMenuItem("À relire", reverse("to_review"), name="a-relire", icon_name="history", order=115)


@hooks.register("register_page_header_buttons")
def reviewed_today_button(page: Page, user: Any, view_name: str, **kwargs: Any) -> Iterator[Button]:
    """From the form of a page that readers see: nothing changes, and the page says that it was read again."""
    if view_name == "edit" and page.live and isinstance(page.specific_deferred, Reviewed) and reviewing.may_mark(user):
        here = reverse("wagtailadmin_pages:edit", args=[page.pk])
        sends = {
            "data-controller": "w-action",
            "data-action": "w-action#post",
            "data-w-action-url-value": mark_url(page),
            "data-w-action-next-value": here,
        }
        yield Button("Relu aujourd'hui", icon_name="history", attrs=sends, priority=25)


@hooks.register("register_log_actions")
def log_reviews(actions: Any) -> None:
    actions.register_action(reviewing.LOG_ACTION, "Noter la relecture", "Relue, sans changement du texte")


@hooks.register("register_permissions")
def review_permission() -> Any:
    return Permission.objects.filter(content_type__app_label="cms", codename="mark_reviewed")


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_scripts() -> str:
    addresses = ((static(f"js/admin/{name}.js"),) for name in ("fresh-token", "save-before-sending"))
    return format_html_join("\n", '<script src="{}" defer></script>', addresses)


@hooks.register("register_rich_text_features")
def clean_paste(features: FeatureRegistry) -> None:
    """What is pasted from a word processor is cleaned by ``static/js/admin/paste.js``."""
    feature = PluginFeature({"type": "clean-paste"}, js=["js/admin/paste.js"])
    features.register_editor_plugin("draftail", "clean-paste", feature)


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def most_useful_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    action_menus.order(items)

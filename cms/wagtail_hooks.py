"""What the foundation adds to the admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, re_path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.action_menu import ActionMenuItem, UnpublishMenuItem
from wagtailmedia.views import media

from cms.lots import ApproveTogether, awaiting, lot_address, reviews, shorten
from cms.models import EditorialSnippet, RelectureTask
from cms.models.workflow import people_behind
from cms.notices import heard
from cms.reports import EditorialCalendarView
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
        re_path(r"^media/(?P<media_type>audio|video|media)/add/$", heard(media.add)),
        path("media/edit/<int:media_id>/", heard(media.edit)),
    ]


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


@hooks.register("construct_homepage_panels")
def approve_together_panel(request: HttpRequest, panels: list[Any]) -> None:
    shorten(panels, request.user)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))

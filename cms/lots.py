"""Approving together what was submitted together, such as an import: the rule of one by one, and one mail instead of many."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import CharField
from django.db.models.functions import Cast
from django.shortcuts import get_list_or_404
from django.urls import reverse
from wagtail.admin.mail import WorkflowStateApprovalEmailNotifier, send_mail
from wagtail.admin.ui.components import Component
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page, WorkflowState
from wagtail.signals import workflow_approved

from cms.models import RelectureTask, User

MAX_LOT = 100  # read again and published in a tenth of a second a page, while the browser waits
MAX_LISTED = 5  # beyond, the first page of the admin offers to approve section by section
_together: ContextVar[bool] = ContextVar("together", default=False)


def may_approve(page: Page, user: Any) -> bool:
    """Whether the workflow lets this account approve the latest version of a page, as its own form would."""
    task = page.current_workflow_task
    return task is not None and any(action == "approve" for action, *_ in task.get_actions(page, user))


def reviews(user: Any) -> bool:
    """Whether this account approves what others write."""
    tasks = RelectureTask.objects.filter(active=True)
    return bool(user.is_superuser) or tasks.filter(groups__in=user.groups.all()).exists()


def awaiting(parent: Page, user: Any) -> list[int]:
    """Keys of the pages right under this one that await the approval of somebody else than who submitted them."""
    keys = {int(key) for key in _awaiting(user).values_list("object_id", flat=True)}
    # From this side, so that the keys of many pages are no parameters of a query.
    return [key for key in parent.get_children().order_by("path").values_list("pk", flat=True) if key in keys]


def _awaiting(user: Any) -> Any:
    """What was submitted by others, and is a page."""
    return WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    ).exclude(requested_by=user)


class LotForm(forms.Form):
    """The versions that were shown: what changes meanwhile is not approved unread."""

    versions = forms.CharField(widget=forms.HiddenInput)


class ApproveTogether(PageBulkAction):
    """« Approuver » in the lists of pages."""

    display_name = "Approuver"
    action_type = "approve"
    aria_label = "Approuver les pages choisies"
    template_name = "cms/admin/approve_together.html"
    action_priority = 35
    form_class = LotForm
    remaining = 0

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: Any) -> list[Page]:
        pages: list[Page] = get_list_or_404(
            model.objects.order_by("path").specific(), pk__in=list(object_ids)[:MAX_LOT]
        )
        return pages

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        listed = super().get_all_objects_in_listing_query(parent_id)
        if parent_id is None:
            return list(listed)
        kept = set(awaiting(Page.objects.get(pk=parent_id), self.request.user))
        waiting = [key for key in listed if key in kept]
        self.remaining = max(0, len(waiting) - MAX_LOT)
        return waiting

    def check_perm(self, page: Page) -> bool:
        if self.request.method == "POST" and _version(page) not in self.request.POST.get("versions", "").split():
            return False
        return may_approve(page, self.request.user)

    def object_context(self, page: Page) -> dict[str, Any]:
        latest: Any = page.get_latest_revision_as_object()
        return {"item": page, "says": getattr(latest, "lead", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["remaining"] = self.remaining
        context["versions"] = " ".join(_version(entry["item"]) for entry in context["items"])
        return context

    @classmethod
    def execute_action(cls, objects: Sequence[Any], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        asked: Counter[int] = Counter()
        with _one_mail():
            for page in objects:
                state = page.current_workflow_task_state.specific
                asked[state.workflow_state.requested_by_id] += 1
                state.task.specific.on_action(state, user, "approve")
        _tell(asked, user)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return f"Approuvées et publiées : {num_parent_objects}."


def _version(page: Page) -> str:
    return f"{page.pk}-{page.latest_revision_id}"


@contextmanager
def _one_mail() -> Iterator[None]:
    token = _together.set(True)
    try:
        yield
    finally:
        _together.reset(token)


def _tell(asked: Counter[int], approver: Any) -> None:
    """One mail to each person whose pages were approved, if they want to know."""
    for person in User.objects.filter(pk__in=[key for key in asked if key]).exclude(pk=approver.pk).order_by("pk"):
        profile = getattr(person, "wagtail_userprofile", None)
        if person.is_active and person.email and (profile is None or profile.approved_notifications):
            message = f"Vos pages soumises à relecture ont été approuvées et publiées : {asked[person.pk]}."
            send_mail("Vos pages sont publiées", message, [person.email])


class _OneByOneNotifier(WorkflowStateApprovalEmailNotifier):
    """Wagtail's mail about an approved page, silent while a lot is approved."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        return not _together.get() and super().can_handle(instance, **kwargs)


_notifier = _OneByOneNotifier()
_MAIL = "workflow_state_approved_email_notification"  # as Wagtail calls it: ours takes its place


def connect() -> None:
    workflow_approved.disconnect(sender=WorkflowState, dispatch_uid=_MAIL)
    workflow_approved.connect(_notifier, sender=WorkflowState, dispatch_uid=_MAIL)


class LotsPanel(Component):
    """What awaits one's approval, section by section, when there is too much of it to be read page by page."""

    name = "lots_to_approve"
    template_name = "cms/admin/lots_panel.html"
    order = 15

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = _awaiting(user).values("object_id")
        pages = Page.objects.annotate(pk_text=Cast("pk", CharField())).filter(pk_text__in=waiting)
        counts = Counter(path[: -Page.steplen] for path in pages.values_list("path", flat=True))
        sections = Page.objects.filter(path__in=counts).order_by("path")
        return {
            "lots": [
                {"section": section, "count": counts[section.path], "address": lot_address(section)}
                for section in sections
            ],
        }


def lots_panel(user: Any) -> LotsPanel | None:
    """Nothing when what awaits one's approval fits on the first page of the admin."""
    return LotsPanel() if reviews(user) and _awaiting(user).count() > MAX_LISTED else None


def lot_address(section: Page) -> str:
    """Where all that awaits one's approval right under a page is approved together."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", ApproveTogether.action_type])
    here = reverse("wagtailadmin_explore", args=[section.pk])
    return f"{address}?{urlencode({'id': 'all', 'childOf': section.pk, 'next': here})}"

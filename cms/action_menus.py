"""The buttons at the foot of a form: first the one that most often ends the work of who is there."""

from typing import Any

from wagtail.admin import action_menu as pages
from wagtail.snippets import action_menu as snippets

SUBMIT = "Soumettre à la relecture"
SUBMIT_AGAIN = "Soumettre de nouveau"
PUBLISH = (pages.PublishMenuItem, snippets.PublishMenuItem)
SAVE = (pages.SaveDraftMenuItem, snippets.SaveMenuItem)
DECIDE = (pages.WorkflowMenuItem, snippets.WorkflowMenuItem)
CANCEL = (pages.CancelWorkflowMenuItem, snippets.CancelWorkflowMenuItem)


class _SaysSubmit:
    """Mixin: asks for a review in the words of the site, whatever the name of the workflow."""

    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)  # type: ignore[misc]
        written = parent_context.get("page") or parent_context.get("instance")
        state = written.current_workflow_state if written and written.pk else None
        sent_back = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        return {**context, "label": SUBMIT_AGAIN if sent_back else SUBMIT}


class SubmitPage(_SaysSubmit, pages.SubmitForModerationMenuItem):
    pass


class SubmitSnippet(_SaysSubmit, snippets.SubmitForModerationMenuItem):
    pass


OURS: dict[type, type] = {
    pages.SubmitForModerationMenuItem: SubmitPage,
    snippets.SubmitForModerationMenuItem: SubmitSnippet,
}


def order(items: list[Any]) -> None:
    """In place. To approve what another person wrote, to submit when one may not publish, to publish what needs no review.

    Where one may both submit and publish, the order is Wagtail's.
    """
    items[:] = [OURS[type(item)](order=item.order) if type(item) in OURS else item for item in items]
    publish, submit = _first(items, PUBLISH), _first(items, (SubmitPage, SubmitSnippet))
    if (approve := _first(items, DECIDE, "approve")) is not None:
        _lead(items, approve)
    elif publish is None and submit is not None:
        _lead(items, submit)
    elif publish is not None and submit is None and _first(items, (*DECIDE, *CANCEL)) is None:
        _lead(items, publish)


def _first(items: list[Any], kinds: tuple[type, ...], name: str = "") -> Any:
    """The first item of these kinds; the plain approval, not the one that asks for a comment."""
    found: list[Any] = [item for item in items if isinstance(item, kinds)]
    return next((item for item in found if not name or (item.name == name and not item.launch_modal)), None)


def _lead(items: list[Any], item: Any) -> None:
    """This one first, then the button that keeps what was typed."""
    saves = [other for other in items if isinstance(other, SAVE)]
    items[:] = [item, *saves, *(other for other in items if other is not item and other not in saves)]

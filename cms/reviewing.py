"""Pages are read again in time: which are due, and how a review that changes nothing is recorded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Page, PageQuerySet, Revision, get_page_models
from wagtail.permissions import page_permission_policy

from cms.duties import SHOWN, Awaiting, Due
from cms.models import Reviewed
from cms.models.reviewed import REVIEW_EVERY, due_on

if TYPE_CHECKING:
    from cms.models import User

LOG_ACTION = "cms.review"
MAY_MARK = "cms.mark_reviewed"


def reviewed_types() -> list[type[Any]]:
    """The page types that are read again in time."""
    return [model for model in get_page_models() if issubclass(model, Reviewed)]


def pages_to_review(today: date) -> PageQuerySet:
    """Of every type, those whose review is due, with its dates; the longest forgotten first. One query."""
    due = models.Q(pk__in=[])
    for model in reviewed_types():
        due |= models.Q(pk__in=model.objects.to_review(today).order_by().values("pk"))
    pages = Page.objects.filter(due).annotate(reviewed_on=_of_any("reviewed_on"), review_due=_of_any("review_due"))
    return pages.order_by(models.F("reviewed_on").asc(nulls_first=True), "title", "pk")


def _of_any(field: str) -> Coalesce:
    """The value of a date whatever the type of the page."""
    nothing = models.Value(None, output_field=models.DateField())
    each = [
        models.Subquery(model.objects.filter(pk=models.OuterRef("pk")).order_by().values(field)[:1])
        for model in reviewed_types()
    ]
    return Coalesce(*each, nothing, nothing)


def may_mark(user: User) -> bool:
    """Whether this account may say that a page was read again."""
    return user.has_perm(MAY_MARK)


def awaiting(user: User, today: date) -> Awaiting:
    """The pages to read again. Two queries, and those of the account's rights."""
    report = reverse("to_review")
    edits = page_permission_policy.user_has_permission(user, "change")
    pages = pages_to_review(today)
    first = [
        Due(
            page.title,
            reverse("wagtailadmin_pages:edit", args=[page.pk]) if edits else report,
            due_on(page.reviewed_on, page.review_due),
            "" if page.reviewed_on else "jamais relue",
        )
        for page in pages[:SHOWN]
    ]
    return Awaiting(pages.count(), first, report)


def mark_reviewed(page: Any, user: User, today: date) -> None:
    """The group read what readers see and changes nothing: the page says so, and comes back in a year."""
    record(page, {"reviewed_on": today, "review_due": today + REVIEW_EVERY}, user, LOG_ACTION)


def record(obj: Any, values: dict[str, Any], user: User, action: str) -> None:
    """Write what says when an object was last looked at, on it and on the versions that may replace it.

    No version is made: nobody wrote anything, so nobody becomes an author whom four eyes would keep from approving.
    The history tells who did it.
    """
    encoded = DjangoJSONEncoder()
    written = {
        name: value.pk if isinstance(value, models.Model) else encoded.default(value) if value else None
        for name, value in values.items()
    }
    with transaction.atomic():
        type(obj)._base_manager.filter(pk=obj.pk).update(**values)
        current = models.Q(pk__in=[obj.latest_revision_id, obj.live_revision_id])
        scheduled = models.Q(approved_go_live_at__isnull=False)
        for revision in Revision.objects.for_instance(obj).filter(current | scheduled):
            Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **written})
        log(instance=obj, action=action, user=user)

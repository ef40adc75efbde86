"""What follows when the person who speaks takes their consent back: nothing of their voice or words is left.

The shell of the page stays, unpublished, with its title: the log needs something to point to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from cms.models import Media
from search.indexing import prune_vocabulary

from .models import Consentement, TemoignagePage

LOG_ACTION = "fiches.consentement.withdraw"
DELETED = "Enregistrement effacé"
# What an editor wrote of the person: emptied with the rest.
_TOLD = ("summary", "speaker", "content_note", "search_description", "seo_title")


@dataclass(frozen=True)
class Consequences:
    """What a withdrawal deletes."""

    recordings: list[Media]
    pages: list[TemoignagePage]  # unpublished: the testimony itself, then others that play one of its recordings
    versions: int  # of the history


def consequences(consent: Consentement) -> Consequences:
    """What withdrawing this consent would delete; nothing when that is done already."""
    if consent.is_withdrawn:
        return Consequences([], [], 0)
    page = consent.page
    keys = _recordings_of(page)
    pages = TemoignagePage.objects.filter(Q(pk=page.pk) | Q(alias_of=page.pk) | Q(audio__in=keys))
    others = pages.exclude(pk=page.pk).order_by("path")
    return Consequences(
        recordings=list(Media.objects.filter(pk__in=keys).order_by("pk")),
        pages=[page, *others],
        versions=_versions(page, keys).count(),
    )


@transaction.atomic
def withdraw(key: int, user: Any) -> Consequences | None:
    """Withdraw a consent for good. None, and nothing happens, when it was withdrawn already.

    Files go once the transaction is committed: a failure leaves everything as it was.
    """
    consent = Consentement.objects.select_for_update().get(pk=key)
    if consent.is_withdrawn:
        return None
    found = consequences(consent)
    versions = _versions(consent.page, [recording.pk for recording in found.recordings])
    for page in found.pages:
        if state := page.current_workflow_state:
            state.cancel(user=user)
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
        _empty(page, of_words=consent.page_id in {page.pk, page.alias_of_id})
        _forget_in_log(PageLogEntry.objects.filter(page=page.pk), page.title)
    versions.delete()
    for recording in found.recordings:
        _forget_in_log(ModelLogEntry.objects.for_instance(recording), DELETED)
        recording.delete()
    prune_vocabulary()  # what was said alone in this recording is suggested to nobody
    consent.withdrawn_at, consent.withdrawn_by, consent.withdrawal_contact = timezone.now(), user, ""
    consent.save()
    log(consent.page, LOG_ACTION, user=user, data={"recordings": len(found.recordings), "versions": found.versions})
    return found


def _recordings_of(page: TemoignagePage) -> list[int]:
    """The recording that it plays and those of its drafts: an earlier take is the same voice.

    A recording that was in a draft by mistake, and that another published testimony plays, is not its own.
    """
    drafted = Revision.objects.for_instance(page).values_list("content__audio", flat=True)
    earlier = {key for key in drafted if key} - {page.audio_id}
    elsewhere = TemoignagePage.objects.filter(audio__in=earlier, live=True).exclude(pk=page.pk)
    kept = set(elsewhere.values_list("audio_id", flat=True))
    return sorted({key for key in (page.audio_id, *earlier) if key} - kept)


def _versions(page: TemoignagePage, recordings: Iterable[int]) -> QuerySet:
    """The history of a testimony, and the versions of other pages that play one of its recordings."""
    of_testimonies = Revision.objects.filter(base_content_type=page.get_base_content_type())
    return of_testimonies.filter(Q(object_id=str(page.pk)) | Q(content__audio__in=list(recordings)))


def _forget_in_log(lines: QuerySet, label: str) -> None:
    """Who did what, and when, stays. Comments, earlier titles and reasons go: they may tell of the person."""
    lines.update(data={}, label=label)


def _empty(page: TemoignagePage, *, of_words: bool) -> None:
    page.audio = None
    page.go_live_at = None
    page.latest_revision = None
    if of_words:
        for name in _TOLD:
            setattr(page, name, "")
        page.wagtail_admin_comments.all().delete()
    page.save(clean=False)  # type: ignore[call-arg]

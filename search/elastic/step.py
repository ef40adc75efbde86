"""How far Elasticsearch follows the database: all the way, or not; and whether a rebuild is in course."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists
from django.utils import timezone

from cms.remembered import content_state
from search.models import Follower, Outbox

# A rebuild gives signs of life; one that was killed holds nobody back for longer than this.
SILENCE = timedelta(minutes=15)


class RebuildInCourseError(Exception):
    """Two rebuilds at once would undo each other."""


def in_step() -> bool:
    """Whether Elasticsearch knows all that the database knows: only then is its answer as right.

    Nothing waits to be told, no rebuild is in course, and nothing that decides what everyone may read has changed
    since it was last compared. Two statements at most.
    """
    follower, waiting = _seen()
    if follower is None or waiting:
        return False
    return bool(follower.state) and follower.state == content_state()


def has_work() -> bool:
    """Whether there is something to tell, and an index to tell it to."""
    follower, waiting = _seen()
    return follower is not None and (waiting or follower.state != content_state())


def _seen() -> tuple[Follower | None, bool]:
    """The follower, if it has an index that no rebuild is about to replace; and whether changes wait for it."""
    waiting = Exists(Outbox.objects.all())
    row = Follower.objects.filter(pk=Follower.KEY).values_list("index", "state", "rebuilding", waiting).first()
    if row is None:
        return None, False
    follower = Follower(index=row[0], state=row[1], rebuilding=row[2])
    return (follower, row[3]) if follower.index and not is_rebuilding(follower) else (None, row[3])


def is_rebuilding(follower: Follower) -> bool:
    return follower.rebuilding is not None and follower.rebuilding > timezone.now() - SILENCE


def locked() -> Follower:
    """The one row, made if need be, locked until the end of the caller's transaction.

    What is read under this lock is read in the order of its versions: of two writings of one entry, Elasticsearch keeps
    the one that was read last, even if it comes first.
    """
    Follower.objects.bulk_create([Follower(pk=Follower.KEY)], ignore_conflicts=True)
    follower = Follower.objects.select_for_update().get(pk=Follower.KEY)
    # In step with the clock: versions go on growing after an old copy of the database is put back.
    follower.version = max(follower.version + 1, int(timezone.now().timestamp() * 1_000_000))
    follower.save(update_fields=["version"])
    return follower


@transaction.atomic
def begin_rebuild() -> None:
    """Until it ends, nothing is told to the index in place. Raises RebuildInCourseError."""
    follower = locked()
    if is_rebuilding(follower):
        raise RebuildInCourseError
    follower.rebuilding = timezone.now()
    follower.save(update_fields=["rebuilding"])


def sign_of_life() -> None:
    Follower.objects.filter(rebuilding__isnull=False).update(rebuilding=timezone.now())


def end_rebuild() -> None:
    Follower.objects.update(rebuilding=None)


def is_built() -> bool:
    """Whether there is an index that follows, or that will once it is told what waits."""
    return Follower.objects.exclude(index="").exists()


def forget_index() -> None:
    """Elasticsearch has not the index any more: nothing is told to it, or asked of it, until a rebuild."""
    Follower.objects.update(index="")

"""Which numbers answer, as keys for the directory's queries. The register says it; it is asked once until it changes."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone as clock

from cms.remembered import remembered
from structures.hours import Opening

FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Answering:
    """The keys of the numbers that answer, from one change of the register to the next."""

    since: datetime
    before: datetime
    now: tuple[int, ...]
    at_any_hour: tuple[int, ...]  # those of them that answer day and night


def answering(moment: datetime | None = None) -> Answering:
    """Who answers at this moment; now, when none is given."""
    asked = moment or clock.now()
    kept: dict[str, Answering] = remembered("numbers that answer", dict)
    last = kept.get("last")
    if last is None or not last.since <= asked < last.before:
        last = kept["last"] = _read(moment)
    return last


def _read(moment: datetime | None) -> Answering:
    from structures.answering import who_answers  # noqa: PLC0415 - it stands on the models, which stand on this

    found = who_answers(moment)
    return Answering(
        since=found.moment,
        before=found.next_change or FOREVER,
        now=tuple(line.numero.pk for line in found.open),
        at_any_hour=tuple(line.numero.pk for line in found.open if line.numero.opening == Opening.ALWAYS),
    )

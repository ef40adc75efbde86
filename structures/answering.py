"""Who answers, at a moment, and when that changes: the one answer that pages, cards, the crisis bar and JSON give."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.remembered import remembered

from . import wording
from .hours import PARIS, Opening, State
from .models import Numero

NOT_A_MOMENT = (
    "« {} » n'est pas un moment que l'on sait lire. Écrivez la date puis l'heure, par exemple « 2026-12-25T03:00 »."
)


@dataclass(frozen=True)
class Line:
    """A number at a moment."""

    numero: Numero
    state: State
    moment: datetime

    @property
    def is_open(self) -> bool | None:
        """None when nobody knows its hours: then it is never said to answer."""
        return self.state.is_open

    @property
    def always(self) -> bool:
        """Whether it answers now and never stops."""
        return bool(self.state.is_open) and self.numero.opening == Opening.ALWAYS and self.state.until is None

    @property
    def until(self) -> datetime | None:
        return self.state.until

    @property
    def opens_at(self) -> datetime | None:
        return self.state.opens_at

    @property
    def sentence(self) -> str:
        """What to say of it: until when, or from when, it answers. True until its state changes."""
        if self.is_open:
            return f"Répond {wording.until(self.state, self.moment)}"
        if self.is_open is None:
            return self.numero.when
        return f"Répond à partir du {wording.day_and_clock(self.opens_at)}" if self.opens_at else "Ne répond pas"

    def as_dict(self) -> dict[str, object]:
        """What other programs read."""
        return {
            **self.numero.as_dict(),
            "is_open": self.is_open,
            "until": self.until,
            "opens_at": self.opens_at,
            "sentence": self.sentence,
        }


@dataclass(frozen=True)
class WhoAnswers:
    """Every number that readers may dial, sorted by what it does at a moment."""

    moment: datetime
    open: tuple[Line, ...]  # those that never close first, then in the order of the register
    closed: tuple[Line, ...]  # the first to open first
    unknown: tuple[Line, ...]  # hours nobody has confirmed
    service: Line | None  # the service's own line
    machine: tuple[Numero, ...]  # what its answering machine gives when nobody answers
    next_change: datetime | None  # the first moment at which any of this stops being true

    def holds_at(self, moment: datetime) -> bool:
        """Whether all of this is still true at another moment."""
        return self.moment <= moment and (self.next_change is None or moment < self.next_change)

    @property
    def next_to_open(self) -> Line | None:
        """The first line to open, if any."""
        return next((line for line in self.closed if line.opens_at), None)

    @property
    def listening(self) -> tuple[Line, ...]:
        """Open lines that are not those of an emergency, which have their own bar."""
        return tuple(line for line in self.open if not line.numero.is_emergency)

    @property
    def emergency(self) -> tuple[Line, ...]:
        """Emergency lines that are open."""
        return tuple(line for line in self.open if line.numero.is_emergency)

    @property
    def other_closed(self) -> tuple[Line, ...]:
        """Closed lines besides the service's own, of which more is said."""
        return tuple(line for line in self.closed if line is not self.service)

    @property
    def other_unknown(self) -> tuple[Line, ...]:
        """Lines of unknown hours besides the service's own."""
        return tuple(line for line in self.unknown if line is not self.service)

    def line(self, numero: Numero) -> Line | None:
        """This number at this moment."""
        lines = (*self.open, *self.closed, *self.unknown)
        return next((line for line in lines if line.numero.pk == numero.pk), None)

    def as_dict(self) -> dict[str, object]:
        """What other programs read."""
        return {
            "moment": self.moment,
            "next_change": self.next_change,
            "open": [line.as_dict() for line in self.open],
            "closed": [line.as_dict() for line in self.closed],
            "unknown": [line.as_dict() for line in self.unknown],
            "service": self.service.as_dict() if self.service else None,
            "machine": [numero.as_dict() for numero in self.machine],
        }


def _no_service() -> int | None:
    return None


# The key of the service's own line: the room that holds the settings says it.
_service_line: Callable[[], int | None] = _no_service


def register_service_line(read: Callable[[], int | None]) -> None:
    """``read`` gives the key of the number that is the service's own line; it must make no query."""
    global _service_line  # noqa: PLW0603
    _service_line = read


def line_of(numero: Numero, moment: datetime | None = None) -> Line:
    """A number at a moment; now, when none is given."""
    moment = moment or timezone.now()
    return Line(numero, numero.schedule.state(moment), moment)


# Years for which hours and holidays mean something.
FIRST_YEAR, LAST_YEAR = 2000, 2100


def read_moment(text: str) -> datetime:
    """The moment that an address asks for, in Paris unless it says its offset: ``2026-12-25T03:00``.

    Raises ValidationError with a sentence that says what to write.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValidationError(NOT_A_MOMENT.format(text[:40]))
    return moment if moment.tzinfo else moment.replace(tzinfo=PARIS)


class _Held:
    """The last answer of one state of the content, good until something changes."""

    answer: "WhoAnswers | None" = None


def who_answers(moment: datetime | None = None) -> WhoAnswers:
    """Who answers at this moment (aware); now, when none is given. It reads the remembered register only."""
    if moment is not None:
        return _at(moment)
    now = timezone.now()
    held = remembered("who answers", _Held)  # the one remembered value that changes: it is replaced whole
    answer = held.answer
    if answer is None or not answer.holds_at(now):
        answer = held.answer = _at(now)
    return replace(answer, moment=now)


def _at(moment: datetime) -> WhoAnswers:
    register = Numero.register()
    lines = [line_of(numero, moment) for numero in register.values() if numero.is_answering]
    service_key = _service_line()
    service = next((line for line in lines if line.numero.pk == service_key), None)
    return WhoAnswers(
        moment=moment,
        open=tuple(sorted((line for line in lines if line.is_open), key=lambda line: not line.always)),
        closed=tuple(sorted((line for line in lines if line.is_open is False), key=_opening_order)),
        unknown=tuple(line for line in lines if line.is_open is None),
        service=service,
        machine=_machine(service, register),
        next_change=min((line.state.changes_at for line in lines if line.state.changes_at), default=None),
    )


def _opening_order(line: Line) -> tuple[bool, float]:
    return line.opens_at is None, line.opens_at.timestamp() if line.opens_at else 0


def _machine(service: Line | None, register: dict[int, Numero]) -> tuple[Numero, ...]:
    if service is None or service.is_open:
        return ()
    given = (register.get(relay.numero_id) for relay in service.numero.relays.all())
    return tuple(numero for numero in given if numero and numero.is_answering)

"""Who answers, at a moment, and when that changes: the one answer that pages, cards, the crisis bar and JSON give."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from . import wording
from .hours import Opening, State
from .models import Numero


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
        return f"Répondra {wording.day_and_clock(self.opens_at)}" if self.opens_at else "Fermé"

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


def who_answers(moment: datetime | None = None) -> WhoAnswers:
    """Who answers at this moment (aware); now, when none is given. It reads the remembered register only."""
    moment = moment or timezone.now()
    register = Numero.register()
    lines = [line_of(numero, moment) for numero in register.values() if numero.is_answering]
    service = next((line for line in lines if line.numero.pk == _service_line()), None)
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

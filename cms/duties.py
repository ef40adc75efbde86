"""What awaits somebody who opens the admin: each room says its own, the first page and the mails gather them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.models import User

SHOWN = 5  # lines of each duty on the first page; its list shows the others


@dataclass(frozen=True)
class Due:
    """One thing to do, and where to do it."""

    title: str
    url: str  # in the admin
    since: date | None = None  # the day from which it has awaited; None: always
    detail: str = ""  # a few words: who, which number, which department


@dataclass(frozen=True)
class Awaiting:
    """What a duty holds for one person on one day."""

    count: int
    first: Sequence[Due] = ()  # SHOWN at most, the longest forgotten first
    list_url: str = ""  # where all of them are


@dataclass(frozen=True)
class Duty:
    """One kind of things to do. Its functions make a constant number of queries."""

    name: str  # « numeros-a-verifier »: names it in the page, once
    heading: str  # « Numéros à vérifier »
    concerns: Callable[[User], bool]  # whether this account has the right to do it
    awaiting: Callable[[User, date], Awaiting]
    order: int = 100
    is_mailed: bool = False  # whether the weekly mail tells it to those it concerns


_duties: dict[str, Duty] = {}


def register_duty(duty: Duty) -> None:
    """Have it shown and mailed. Called by a room's ``wagtail_hooks`` or ``ready``; a name is taken once."""
    _duties[duty.name] = duty


def duties_of(user: User) -> list[Duty]:
    """Those that concern an account, in order."""
    duties = sorted(_duties.values(), key=lambda duty: (duty.order, duty.heading))
    return [duty for duty in duties if duty.concerns(user)]

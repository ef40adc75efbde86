"""Hours in a few French words. What is said stays true until the state changes: no « demain », no « dans une heure »."""

from datetime import datetime, time, timedelta

from django.utils.formats import date_format

from .hours import ALL_DAY, PARIS, Opening, Range, Schedule, State

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
ALWAYS = "24 h/24, 7 j/7"
UNKNOWN = "Horaires à confirmer"


def clock(moment: time | datetime) -> str:
    """``9 h``, ``18 h 30``, ``minuit``."""
    if (moment.hour, moment.minute) == (0, 0):
        return "minuit"
    return f"{moment.hour} h {moment.minute:02d}" if moment.minute else f"{moment.hour} h"


def day_and_clock(moment: datetime, *, year: bool = False) -> str:
    """``lundi 28 décembre à 9 h``; with its year, ``lundi 28 décembre 2026 à 9 h``."""
    there = moment.astimezone(PARIS)
    day = date_format(there.date(), "l j F Y" if year else "l j F").replace(" 1 ", " 1er ")
    return f"{day} à {clock(there)}"


def until(state: State, moment: datetime) -> str:
    """Until when an open line answers: ``jusqu'à 18 h``, ``jusqu'au lundi 4 janvier à 9 h``, ``à toute heure``."""
    if state.until is None:
        return "à toute heure"
    if state.until - moment < timedelta(days=1):
        return f"jusqu'à {clock(state.until.astimezone(PARIS))}"
    return f"jusqu'au {day_and_clock(state.until)}"


def week(schedule: Schedule) -> str:
    """The hours of a week: ``du lundi au vendredi, 9 h – 12 h et 14 h – 18 h``."""
    if schedule.opening == Opening.ALWAYS:
        return ALWAYS
    if schedule.opening == Opening.UNKNOWN or not any(schedule.week):
        return UNKNOWN
    parts = []
    for days, ranges in _same_days(schedule):
        parts.append(f"{_days(days)}, {' et '.join(_range(opened) for opened in ranges)}")
    text = " ; ".join(parts)
    return f"{text}, sauf jours fériés" if schedule.closed_on_holidays else text


def _same_days(schedule: Schedule) -> list[tuple[list[int], tuple[Range, ...]]]:
    """Runs of days that have the same ranges; closed days left out."""
    runs: list[tuple[list[int], tuple[Range, ...]]] = []
    for day, ranges in enumerate(schedule.week):
        if runs and runs[-1][1] == ranges and runs[-1][0][-1] == day - 1:
            runs[-1][0].append(day)
        elif ranges:
            runs.append(([day], ranges))
    return runs


def _days(days: list[int]) -> str:
    if len(days) == 7:
        return "tous les jours"
    if len(days) == 1:
        return f"le {DAYS[days[0]]}"
    return f"du {DAYS[days[0]]} au {DAYS[days[-1]]}"


def _range(opened: Range) -> str:
    return "24 h" if opened == ALL_DAY else f"{clock(opened.opens)} – {clock(opened.closes)}"

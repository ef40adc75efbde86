"""How numbers of the Bilan are written."""

from django.utils.formats import number_format

from .facts import Tally


def count(number: int) -> str:
    """« 12 043 »."""
    return number_format(number, decimal_pos=0, use_l10n=True, force_grouping=True)


def decimal(number: float) -> str:
    """« 1,3 »."""
    return number_format(number, decimal_pos=1, use_l10n=True, force_grouping=True)


def about(number: int, estimated: int) -> str:
    """People, as one says it: « environ 150 », to the nearest ten, as soon as a part of them was estimated."""
    if not estimated:
        return count(number)
    return f"environ {count((number + 5) // 10 * 10 or number)}"


def exactly(number: int, estimated: int) -> str:
    """People, as added: « 153 dont 100 estimées »."""
    if not estimated:
        return count(number)
    return f"{count(number)} dont {count(estimated)} estimée{'s' if estimated > 1 else ''}"


def met(tally: Tally) -> str:
    return about(tally.met, tally.estimated)


def met_exactly(tally: Tally) -> str:
    return exactly(tally.met, tally.estimated)


def ending(number: int, one: str, many: str) -> str:
    """The words after a number: « réunion tenue », « réunions tenues »."""
    return many if number > 1 else one

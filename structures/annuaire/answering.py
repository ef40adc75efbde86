"""Which numbers answer, from the register in memory."""

from collections.abc import Iterable

from structures.models.numero import Numero


def _keys(numeros: Iterable[Numero]) -> list[int]:
    return [numero.pk for numero in numeros if numero.is_answering]


def at_any_hour() -> list[int]:
    """Keys of the numbers that answer day and night."""
    return _keys(numero for numero in Numero.register().values() if numero.availability.startswith("24 h/24"))


def open_now() -> list[int]:
    """Keys of the numbers that answer at this moment."""
    return at_any_hour()

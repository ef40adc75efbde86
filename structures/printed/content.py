"""What the printed card and poster say: a function of the register of numbers, of the site and of the day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from structures.models import Numero

# Changes when the drawing does, so that copies kept elsewhere are asked for again.
LAYOUT = "1"
DIALLED = {Numero.Channel.CALL, Numero.Channel.SMS}


@dataclass(frozen=True)
class PrintedNumero:
    """A number on paper."""

    label: str
    display: str
    uri: str
    details: str  # when it answers, whether it is free and anonymous

    @classmethod
    def of(cls, numero: Numero) -> PrintedNumero:
        said = [
            numero.when,
            "par SMS" if numero.channel == Numero.Channel.SMS else "",
            "gratuit" if numero.is_free else "",
            "anonyme" if numero.is_anonymous else "",
            "[à confirmer]" if numero.to_confirm else "",
        ]
        return cls(numero.label, numero.display, numero.uri, " · ".join(filter(None, said)))


@dataclass(frozen=True)
class PrintedContent:
    """Everything that is written on the card, the sheet and the poster."""

    service: str
    address: str  # the full address of the page that says who answers now
    day: date  # the day on which all this is true
    numeros: tuple[PrintedNumero, ...]
    danger: tuple[PrintedNumero, ...]

    @classmethod
    def of_register(cls, service: str, address: str, day: date) -> PrintedContent:
        """Every number that may be dialled, in the order of the register; those of an emergency in the danger box."""
        numeros = [numero for numero in Numero.register().values() if numero.is_answering and numero.channel in DIALLED]
        return cls(
            service=service,
            address=address,
            day=day,
            numeros=tuple(PrintedNumero.of(numero) for numero in numeros if not numero.is_emergency),
            danger=tuple(PrintedNumero.of(numero) for numero in numeros if numero.is_emergency),
        )

    @property
    def fingerprint(self) -> str:
        """The same for the same documents, to the letter; another one as soon as a word changes."""
        return hashlib.sha256(repr((LAYOUT, self)).encode()).hexdigest()[:32]

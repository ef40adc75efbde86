"""How readers reach a person of the group, or ask for a place at a meeting: one answer for pages, JSON and calendars."""

from dataclasses import dataclass

from django.db import models

from structures import phone
from structures.answering import who_answers


class Way(models.TextChoices):
    LINE = "line", "Par la ligne du service"
    RELAY = "relay", "Par courriel, à une adresse de relais"
    NUMBER = "number", "Par un numéro direct"


_SENTENCES = {
    Way.LINE: "Par la ligne du service : laissez un message, avec ou sans votre nom.",
    Way.RELAY: "Par courriel. Le groupe reçoit votre message et le lui transmet.",
    Way.NUMBER: "Par téléphone, directement.",
}


@dataclass(frozen=True)
class Contact:
    """What readers are told, and what their device opens."""

    way: Way
    sentence: str
    display: str = ""  # « 04 65 40 00 10 »; empty while the service has no line
    uri: str = ""  # « tel:… » or « mailto:… »
    note: str = ""  # « plutôt en fin de journée »
    to_confirm: bool = False

    def as_dict(self) -> dict[str, object]:
        """What other programs read."""
        return {
            "way": self.way.value,
            "sentence": self.sentence,
            "display": self.display,
            "uri": self.uri,
            "note": self.note,
            "to_confirm": self.to_confirm,
        }


def contact(way: str, value: str = "", note: str = "") -> Contact:
    """By the line of the service (chosen in the settings of the site), an e-mail address or a number, as stored.

    It makes no query: the register is remembered.
    """
    way = Way(way)
    sentence = _SENTENCES[way]
    if way == Way.NUMBER:
        return Contact(way, sentence, phone.display(value), f"tel:{value}", note)
    if way == Way.RELAY:
        return Contact(way, sentence, value, f"mailto:{value}", note)
    line = who_answers().service
    if line is None:
        return Contact(way, sentence, note=note)
    numero = line.numero
    return Contact(way, sentence, numero.display, numero.uri, note, numero.to_confirm)

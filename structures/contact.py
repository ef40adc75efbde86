"""How a line is reached: by telephone, by SMS, by e-mail, on the web, by video. One stored form, one written form."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models

from . import phone


class Channel(models.TextChoices):
    CALL = "call", "Appel"
    SMS = "sms", "SMS"
    EMAIL = "email", "Courriel"
    WEB = "web", "Site ou messagerie"
    VIDEO = "video", "Visio"


_SCHEMES = {Channel.CALL: "tel:", Channel.SMS: "sms:", Channel.EMAIL: "mailto:"}
_NOT_AN_EMAIL = "« {} » n'est pas une adresse électronique. Écrivez-la en entier, par exemple « ecoute@exemple.fr »."
_NOT_AN_ADDRESS = "« {} » n'est pas une adresse de site. Écrivez-la en entier, par exemple « https://exemple.fr/ »."
_is_https: Any = URLValidator(schemes=["https"])


def is_phone(channel: str) -> bool:
    """Whether this channel is reached by dialling."""
    return channel in {Channel.CALL, Channel.SMS}


def normalise(channel: str, text: str) -> str:
    """The one stored form of what an editor typed.

    Raises ValidationError with a sentence that says what to write.
    """
    if channel == Channel.EMAIL:
        return _checked(text.strip().lower(), validate_email, _NOT_AN_EMAIL)
    if channel in {Channel.WEB, Channel.VIDEO}:
        return _checked(text.strip(), _is_https, _NOT_AN_ADDRESS)
    return phone.normalise(text)


def _checked(text: str, validate: Any, refusal: str) -> str:
    try:
        validate(text)
    except ValidationError as error:
        raise ValidationError(refusal.format(text)) from error
    return text


def display(channel: str, stored: str) -> str:
    """As readers see it: ``0 800 288 038``, ``ecoute@exemple.fr``, ``exemple.fr/tchat``."""
    if is_phone(channel):
        return phone.display(stored)
    if channel == Channel.EMAIL:
        return stored
    address = urlsplit(stored)
    return f"{address.netloc.removeprefix('www.')}{address.path}".rstrip("/")


def uri(channel: str, stored: str) -> str:
    """What a device opens: ``tel:3114``, ``sms:114``, ``mailto:…``, ``https://…``."""
    return _SCHEMES.get(Channel(channel), "") + stored


def is_emergency(channel: str, stored: str) -> bool:
    """Whether this is one of the emergency numbers: 15, 112, 114…"""
    return is_phone(channel) and stored in phone.EMERGENCY

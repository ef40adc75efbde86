"""French telephone numbers: short codes, which phone libraries refuse, and ordinary ones, which they know best."""

import re

import phonenumbers
from django.core.exceptions import ValidationError

REGION = "FR"
# Numbers that French callers dial as they are: emergency (15, 17, 18, 112, 114…), 3xyz and 116xyz helplines.
# Source: ARCEP, plan national de numérotation (short numbers "1XY", "3BPQ", "10YT", "116XYZ").
EMERGENCY = frozenset({"15", "17", "18", "112", "114", "115", "116", "119", "191", "196", "197"})


# What people put between digits, no-break spaces included; then what a phone can dial.
_SEPARATORS = re.compile(r"[\s.\-/()]+")
_DIALLED = re.compile(r"\+?[0-9]{2,15}")


def is_short(digits: str) -> bool:
    """Whether these digits are a French short number, dialled without a leading zero."""
    return (
        digits in EMERGENCY
        or (len(digits) == 4 and digits[0] in "13" and digits[:2] not in {"11", "12"})
        or (len(digits) == 6 and digits.startswith(("116", "118")))
    )


def normalise(text: str) -> str:
    """The one stored form of a number: short codes as their digits, others as E.164 (``+33800288038``).

    Raises ValidationError with a sentence that says what to write.
    """
    digits = _SEPARATORS.sub("", text)
    if not _DIALLED.fullmatch(digits):
        raise ValidationError(_refusal(text))
    if is_short(digits):
        return digits
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_refusal(text)) from error
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_refusal(text))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _refusal(text: str) -> str:
    return (
        f"« {text} » n'est pas un numéro de téléphone français. "
        "Écrivez-le comme on le compose, par exemple « 0 800 288 038 » ou « 3114 »."
    )


def display(stored: str) -> str:
    """A stored number as readers write it: ``0 800 288 038``, ``06 08 28 25 89``, ``3114``.

    Numbers in 08 are grouped as ARCEP's charter for value-added services asks (0 8AB BPQ MCDU).
    """
    if not stored.startswith("+"):
        return stored
    number = phonenumbers.parse(stored, REGION)
    if number.country_code != 33:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    digits = str(number.national_number)
    if digits.startswith("8"):
        return f"0 {digits[:3]} {digits[3:6]} {digits[6:]}"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)

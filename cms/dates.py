"""Days and hours as one types them in the admin's forms."""

from typing import Any

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

HOURS = ("%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%Hh", "%H h")


class _KeepsWhatIsTyped:
    """Wagtail's calendar writes the present moment, without a word, over what it cannot read.

    Here what was typed stays, and the form says what is wrong with it.
    """

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "validateOnBlur": False}  # type: ignore[misc]


class DateInput(_KeepsWhatIsTyped, AdminDateInput):
    """A day: « 19/06/2018 »."""


class TimeInput(_KeepsWhatIsTyped, AdminTimeInput):
    """An hour: « 19:30 », « 19h30 », « 19 h »."""


class DateTimeInput(_KeepsWhatIsTyped, AdminDateTimeInput):
    """A moment: « 19/06/2018 19:30 »."""


def connect() -> None:
    """Have every form of the admin ask for them this way."""
    register_form_field_override(models.DateField, override={"widget": DateInput})
    register_form_field_override(models.TimeField, override={"widget": TimeInput, "input_formats": HOURS})
    register_form_field_override(models.DateTimeField, override={"widget": DateTimeInput})

"""Forms of the network: what is refused is said in a sentence, at its field."""

from typing import Any

from django import forms

from cms.forms import SnippetForm

_COUNT = "Écrivez un nombre entier, zéro ou plus."
_DAY = "Écrivez une date qui existe, par exemple « 19/06/2018 »."
_HOUR = "Écrivez une heure, par exemple « 19:30 »."


def _plain_messages(form: forms.BaseForm) -> None:
    """What Django says of numbers, dates and hours, with its remedy."""
    for field in form.fields.values():
        if isinstance(field, forms.IntegerField):
            field.error_messages |= {"min_value": _COUNT, "invalid": _COUNT}
        elif isinstance(field, forms.DateField):
            field.error_messages["invalid"] = _DAY
        elif isinstance(field, forms.TimeField):
            field.error_messages["invalid"] = _HOUR


class ReferentForm(SnippetForm):
    """Form of a referent; a direct number is read there as one dials it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_messages(self)


class CompteRenduForm(SnippetForm):
    """Form of a meeting and its report. Its address may be left empty: the model makes it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_messages(self)
        if "slug" in self.fields:
            self.fields["slug"].required = False

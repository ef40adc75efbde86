"""The admin's form of a number."""

from typing import Any

from django.core.exceptions import ValidationError

from cms.forms import SnippetForm
from structures import contact

NOT_A_DEPARTEMENT = (
    "« Départements » : ce département n'est pas dans la liste. "
    "Cochez ceux que la liste propose, ou « répond à toute la France »."
)


class NumeroForm(SnippetForm):
    """Its refusals name the field and the remedy; a number is read there as one dials it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "departements" in self.fields:
            messages = self.fields["departements"].error_messages
            messages["invalid_choice"] = messages["invalid_pk_value"] = NOT_A_DEPARTEMENT
        if self.instance.number and contact.is_phone(self.instance.channel):
            self.initial["number"] = self.instance.display

    def _update_errors(self, errors: ValidationError) -> None:
        """Rows that are refused are there all the same: nobody is told to add some."""
        if hasattr(errors, "error_dict") and not self.formsets["hours"].is_valid():
            errors.error_dict.pop("opening", None)
        super()._update_errors(errors)

    def clean(self) -> dict[str, Any]:
        """A new check is, unless said otherwise, that of whoever writes it; a next one that it makes past is forgotten."""
        cleaned: dict[str, Any] = super().clean()
        checked_on, next_check_on = cleaned.get("checked_on"), cleaned.get("next_check_on")
        if checked_on and "checked_on" in self.changed_data:
            if not cleaned.get("checked_by"):
                cleaned["checked_by"] = self.for_user
            if next_check_on and next_check_on <= checked_on and "next_check_on" not in self.changed_data:
                cleaned["next_check_on"] = None
        return cleaned

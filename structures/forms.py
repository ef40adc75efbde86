"""The admin's form of a number."""

from typing import Any

from cms.forms import SnippetForm

NOT_A_DEPARTEMENT = (
    "« Départements » : ce département n'est pas dans la liste. "
    "Cochez ceux que la liste propose, ou « répond à toute la France »."
)


class NumeroForm(SnippetForm):
    """Its refusals name the field and the remedy."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "departements" in self.fields:
            messages = self.fields["departements"].error_messages
            messages["invalid_choice"] = messages["invalid_pk_value"] = NOT_A_DEPARTEMENT

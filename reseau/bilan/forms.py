"""The year and the department of the Bilan, as its address says them."""

from typing import Any

from django import forms

from .facts import NOWHERE
from .figures import Bilan

WITHOUT = "aucun"  # stands in addresses for « no department »


class AskedForm(forms.Form):
    """Only what the Bilan holds may be chosen."""

    annee = forms.TypedChoiceField(
        label="Année",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Rien n'est compté pour « %(value)s » : choisissez une année de la liste."},
    )
    departement = forms.ChoiceField(
        label="Département",
        required=False,
        error_messages={
            "invalid_choice": "« %(value)s » n'est pas un des départements : choisissez-en un dans la liste."
        },
    )

    def __init__(self, data: Any, bilan: Bilan) -> None:
        super().__init__(data)
        years: Any = self.fields["annee"]
        years.choices = [("", "Toutes"), *((year, str(year)) for year in reversed(bilan.years))]
        areas: Any = self.fields["departement"]
        areas.choices = [("", "Tous"), *((area.code or WITHOUT, area.label) for area in bilan.areas)]

    def restrict(self, bilan: Bilan) -> Bilan:
        """What was asked for, of a valid form; everything, of another."""
        if not self.is_valid():
            return bilan
        code = self.cleaned_data["departement"] or None
        return bilan.keep(self.cleaned_data["annee"], NOWHERE if code == WITHOUT else code)

"""The screen where somebody is written into the register, and the question asked before an export."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from cms.encrypted import Unreadable

from . import rules

ENCRYPTED = ("last_name", "first_name", "email", "phone", "address")
PURPOSE_LENGTHS = (10, 200)
ACCESS, OTHER = "droit", "autre"
PURPOSES = {
    "invitation": "Inviter à une réunion ou à une formation",
    "contact": "Reprendre contact au nom du réseau",
    "a-jour": "Mettre à jour les coordonnées",
    ACCESS: "Répondre à une personne qui demande ce que l'on sait d'elle",
    OTHER: "Autre raison",
}
NO_PURPOSE = "Choisissez à quoi servira ce fichier : sans finalité, rien n'est exporté."
PURPOSE_TOO_SHORT = "Dites en quelques mots à quoi servira ce fichier : dix caractères au moins."


class GuetteurForm(WagtailAdminModelForm):
    """What cannot be read any more is kept as it is, unless somebody types over it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["phone"] = self.instance.phone_display
        self.fields["consent_on"].error_messages["required"] = rules.NO_CONSENT

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for name in ENCRYPTED:
            kept = getattr(self.instance, name)
            if isinstance(kept, Unreadable) and cleaned.get(name) == kept:
                cleaned[name] = kept
        return cleaned


def _line(name: str, **attrs: str) -> FieldPanel:
    return FieldPanel(name, widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}))


EDIT_HANDLER = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldRowPanel([_line("last_name"), _line("first_name")]),
                FieldRowPanel([_line("email", inputmode="email"), _line("phone", inputmode="tel")]),
                FieldPanel("address", widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})),
                FieldRowPanel(
                    [FieldPanel("departement", widget=forms.Select), FieldPanel("profession", widget=forms.Select)]
                ),
            ],
            heading="La personne",
            help_text="Rien ici sur la santé de qui que ce soit. Nom et coordonnées sont chiffrés dans la base.",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("consent_on"), FieldPanel("consent_withdrawn_on")])],
            heading="Son accord",
        ),
        MultiFieldPanel(
            [
                FieldPanel("recruited_at", widget=forms.Select),
                FieldRowPanel([FieldPanel("recruited_on"), FieldPanel("state"), FieldPanel("left_on")]),
                FieldRowPanel([FieldPanel("last_contact_on"), FieldPanel("next_contact_on")]),
            ],
            heading="Dans le réseau",
        ),
        InlinePanel("etapes", heading="Formation", label="étape"),
    ],
    base_form_class=GuetteurForm,
)


class ExportForm(forms.Form):
    """Why the register leaves this screen, and in which form."""

    reason = forms.ChoiceField(
        label="À quoi servira ce fichier ?",
        choices=PURPOSES,
        widget=forms.RadioSelect,
        error_messages={"required": NO_PURPOSE},
    )
    other = forms.CharField(
        label="Si c'est une autre raison, laquelle ?",
        required=False,
        max_length=PURPOSE_LENGTHS[1],
        help_text="En quelques mots, sans nommer personne : cette phrase est gardée dans l'historique du site.",
    )
    file_format = forms.ChoiceField(
        label="Format", choices=[("xlsx", "Classeur (XLSX)"), ("csv", "Tableau (CSV)")], initial="xlsx"
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        other = (cleaned.get("other") or "").strip()
        if cleaned.get("reason") == OTHER and "other" in cleaned and len(other) < PURPOSE_LENGTHS[0]:
            self.add_error("other", PURPOSE_TOO_SHORT)
        return cleaned

    @property
    def is_for_the_person(self) -> bool:
        return bool(self.cleaned_data["reason"] == ACCESS)

    @property
    def purpose(self) -> str:
        """What the log keeps, once the form is valid."""
        reason = self.cleaned_data["reason"]
        return self.cleaned_data["other"].strip() if reason == OTHER else PURPOSES[reason]

"""What the admin's forms of the network send."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from reseau.models import CompteRendu
from structures.models import Departement

ROWS = ("animateurs", "evaluation", "documents", "etapes")


def report_data(**changes: Any) -> dict[str, Any]:
    """A report that may be submitted. ``etapes=[{"text": "…"}]`` gives rows."""
    fields = {
        "title": "Réunion d'Istres",
        "slug": "2018-06-19-istres",
        "date": "2018-06-19",
        "starts_at": "",
        "ends_at": "",
        "place": "Istres",
        "departement": Departement.objects.get(code="13").pk,
        "host": "",
        "format_note": "",
        "led_by": "",
        "registration": "none",
        "registration_email": "",
        "invited": "",
        "present": "9",
        "present_insiders": "0",
        "new_guetteurs": "0",
        "body": streamfield([("texte", rich_text("<p>On a parlé des contrôles.</p>"))]),
        "visibility": "public",
        **dict.fromkeys(CompteRendu.CHECKLIST, "on"),
        **{name: [] for name in ROWS},
    }
    fields |= changes
    for name in ROWS:
        if isinstance(fields[name], list):
            fields[name] = inline_formset(fields[name])
    return nested_form_data(fields)


def referent_data(**changes: Any) -> dict[str, Any]:
    """A referent who may be submitted."""
    fields = {
        "name": "Camille Exemple",
        "photo": "",
        "photo_consent_on": "",
        "role": "Référente du Var",
        "specialty": "",
        "languages": "",
        "departements": [Departement.objects.get(code="83").pk],
        "presentation": "J'écoute.",
        "contact_by": "line",
        "relay_email": "",
        "direct_number": "",
        "contact_note": "",
        "private_contact": "",
        "consent_on": "2026-01-15",
        "active_from": "",
        "active_to": "",
    }
    return {name: value for name, value in (fields | changes).items() if value is not None}

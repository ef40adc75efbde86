"""What a browser posts from the admin's form of a fiche."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from fiches.models import Theme


def fiche_data(theme: Theme | None = None, **changes: Any) -> dict[str, Any]:
    """A complete fiche; ``changes`` replace fields, before the browser flattens them."""
    fields: dict[str, Any] = {
        "title": "Dire non sans rompre",
        "slug": "dire-non-sans-rompre",
        "part": theme.part if theme else "medecin",
        "theme": theme.pk if theme else "",
        "summary": "Refuser une demande, et garder le lien.",
        "key_points": streamfield([]),
        "first_steps": streamfield([("phrase", "Respirer avant de répondre.")]),
        "body": streamfield(
            [
                ("titre", {"text": "Avant de répondre", "level": "h2"}),
                ("texte", rich_text("<p>Un texte qui aide.</p>")),
            ]
        ),
        "numero_links": inline_formset([]),
        "authors": streamfield([]),
        "comments": inline_formset([]),
        "demo_notice": "",
        "reviewed_on": "",
        "review_due": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
    }
    return nested_form_data(fields | changes)

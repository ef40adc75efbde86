"""A draft may be incomplete; what readers will see may not. Through the admin's own form."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms import roles
from fiches.models import FichePage, Theme
from tests.factories import FicheIndexPageFactory, FichePageFactory, ThemeFactory, UserFactory
from tests.fiches.form_data import fiche_data

pytestmark = pytest.mark.django_db

SUBMIT = {"action-submit": "1"}


@pytest.fixture
def theme() -> Theme:
    return ThemeFactory(part="medecin", name="Relation")


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.REDACTION]))
    return client


def add(client: Client, data: dict[str, Any]) -> Any:
    section = FicheIndexPageFactory()
    return client.post(reverse("wagtailadmin_pages:add", args=["fiches", "fichepage", section.pk]), data)


def text_of(response: Any) -> str:
    """The page as it is read: what its scripts receive is written there as ``\\u00e9``."""
    page = html.unescape(response.content.decode())
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), page)


def test_a_draft_may_be_almost_empty(editor: Client) -> None:
    empty = fiche_data(summary="", first_steps=streamfield([]), body=streamfield([]))
    assert add(editor, empty).status_code == 302
    page = FichePage.objects.get()
    assert page.title == "Dire non sans rompre"
    assert not page.live


INCOMPLETE = {
    "theme": ({"theme": ""}, "Champ requis."),
    "summary": ({"summary": ""}, "Champ requis."),
    "first_steps": (
        {"first_steps": streamfield([])},
        "Ajoutez au moins un geste : c'est la première chose que lit une personne fatiguée.",
    ),
    "body": ({"body": streamfield([])}, "La fiche n'a pas encore de texte : ajoutez au moins un bloc."),
}


@pytest.mark.parametrize(("field", "case"), INCOMPLETE.items(), ids=INCOMPLETE)
def test_submission_says_what_is_missing_and_keeps_what_was_typed(
    editor: Client, theme: Theme, field: str, case: tuple[dict[str, Any], str]
) -> None:
    changes, sentence = case
    data = fiche_data(theme, search_description="Une phrase à garder") | nested_form_data(changes)
    response = add(editor, data | SUBMIT)
    assert response.status_code == 200
    assert sentence in html.unescape(response.context["form"].errors[field].as_text())
    assert sentence in text_of(response)
    assert "Dire non sans rompre" in text_of(response)
    assert "Une phrase à garder" in text_of(response)
    assert not FichePage.objects.exists()


def test_publication_by_the_technical_account_meets_the_same_rules(theme: Theme) -> None:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    response = add(client, fiche_data(theme, body=streamfield([])) | {"action-publish": "1"})
    assert response.context["form"].errors["body"]
    assert not FichePage.objects.exists()


def test_the_theme_belongs_to_the_part(editor: Client, theme: Theme) -> None:
    response = add(editor, fiche_data(theme, part="cabinet") | SUBMIT)
    assert response.context["form"].errors["theme"] == [
        "Ce thème est dans la partie « Le médecin » : choisissez-en un autre."
    ]


def test_a_theme_of_the_other_part_is_kept_in_a_draft(editor: Client, theme: Theme) -> None:
    assert add(editor, fiche_data(theme, part="cabinet")).status_code == 302
    assert FichePage.objects.get().theme == theme


def test_the_review_comes_before_the_next_one(editor: Client, theme: Theme) -> None:
    dates = {"reviewed_on": "2026-11-02", "review_due": "2026-11-01"}
    response = add(editor, fiche_data(theme, **dates) | SUBMIT)
    assert "La prochaine relecture vient après la dernière" in text_of(response)


def heading(text: str, level: str) -> tuple[str, dict[str, str]]:
    return ("titre", {"text": text, "level": level})


def test_a_sub_heading_comes_after_a_heading(editor: Client, theme: Theme) -> None:
    body = streamfield([heading("Trop vite", "h3"), heading("Puis", "h2"), heading("Ensuite", "h3")])
    response = add(editor, fiche_data(theme, body=body) | SUBMIT)
    errors = response.context["form"].errors["body"].as_data()[0]
    assert list(errors.block_errors) == [0]
    assert "choisissez « Grande partie »" in errors.block_errors[0].message
    assert "Trop vite" in text_of(response)


def test_a_well_ordered_text_is_accepted(editor: Client, theme: Theme) -> None:
    body = streamfield(
        [("texte", rich_text("<p>Avant tout.</p>")), heading("Un", "h2"), heading("Un un", "h3"), heading("Deux", "h2")]
    )
    assert add(editor, fiche_data(theme, body=body) | SUBMIT).status_code == 302
    assert FichePage.objects.get().workflow_in_progress


def test_an_incomplete_draft_can_be_saved_over_a_published_fiche(editor: Client, theme: Theme) -> None:
    """Readers go on seeing the approved version meanwhile."""
    page = FichePageFactory(theme=theme, summary="Le texte approuvé.")
    data = fiche_data(theme, slug=page.slug, summary="", body=streamfield([]))
    assert editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code == 302
    assert "Le texte approuvé." in Client().get(page.get_url()).content.decode()
    assert Page.objects.get(pk=page.pk).has_unpublished_changes


def test_a_scheduled_date_in_the_wrong_order_is_refused_in_french(editor: Client, theme: Theme) -> None:
    dates = {"go_live_at": "2030-02-02 10:00", "expire_at": "2030-02-01 10:00"}
    response = add(editor, fiche_data(theme, **dates))
    assert response.status_code == 200
    assert response.context["form"].errors["go_live_at"]
    assert "Dire non sans rompre" in text_of(response)


def test_what_was_typed_is_kept_when_the_address_is_taken(editor: Client, theme: Theme) -> None:
    FichePageFactory(slug="dire-non-sans-rompre")
    response = add(editor, fiche_data(theme, summary="Des phrases longues à écrire."))
    assert response.context["form"].errors["slug"]
    assert "Des phrases longues à écrire." in text_of(response)
    assert "Un texte qui aide." in text_of(response)


def test_an_address_left_empty_is_taken_from_the_title(editor: Client) -> None:
    response = add(editor, fiche_data(title="Été : souffler", slug=""))
    assert response.status_code == 302, text_of(response)
    assert FichePage.objects.get().slug == "ete-souffler"


def test_a_title_that_gives_no_address_asks_for_one(editor: Client) -> None:
    response = add(editor, fiche_data(title="كيف أنام", slug=""))
    assert "Ce titre ne donne pas d'adresse" in text_of(response)
    assert not FichePage.objects.exists()

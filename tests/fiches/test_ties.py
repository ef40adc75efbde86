"""Fields that tie pages to a fiche: what is chosen is shown, the rest is found, whatever their number."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from cms import roles
from fiches import ties
from fiches.models import FichePage
from tests.cms.test_matrix import form_of
from tests.factories import FichePageFactory, ReferencePageFactory, StructurePageFactory, UserFactory
from tests.repository.many_rows import copy_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.REDACTION]))
    return client


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def chosen(client: Client, fiche: FichePage, name: str) -> list[str]:
    page = BeautifulSoup(client.get(edit(fiche)).content, "html.parser")
    return [title.get_text() for title in page.select(f"#id_{name} .choisies__liste .choisies__titre")]


def test_the_form_weighs_the_same_with_many_pages(client: Client) -> None:
    reference = ReferencePageFactory()
    fiche = FichePageFactory(related_references=[reference])

    def cost() -> tuple[int, int]:
        client.get(edit(fiche))
        with CaptureQueriesContext(connection) as captured:
            page = client.get(edit(fiche))
        return len(captured), len(page.content)

    few, light = cost()
    for model in (reference, fiche, StructurePageFactory()):
        copy_pages(model, 300)
    many, heavy = cost()
    assert many == few
    assert heavy - light < 1000


def test_what_is_chosen_is_kept_and_shown_by_title(client: Client) -> None:
    fiche = FichePageFactory()
    others = [FichePageFactory(title="Écouter"), FichePageFactory(title="Dormir", live=False)]
    data: dict[str, Any] = form_of(client, fiche) or {}
    client.post(edit(fiche), data | {"related_fiches": [other.pk for other in others]})
    assert chosen(client, fiche, "related_fiches") == ["Dormir", "Écouter"]
    draft = FichePage.objects.get(pk=fiche.pk).get_latest_revision_as_object()
    assert {other.pk for other in draft.related_fiches.all()} == {other.pk for other in others}
    client.post(edit(fiche), {**data, "related_fiches": [others[0].pk]})
    assert chosen(client, fiche, "related_fiches") == ["Écouter"]


def test_what_is_no_page_of_that_kind_is_refused_at_the_field(client: Client) -> None:
    fiche, structure = FichePageFactory(), StructurePageFactory(title="Une structure")
    for wrong in (structure.pk, "abc", "99999999999999999999999"):
        response = client.post(edit(fiche), (form_of(client, fiche) or {}) | {"related_fiches": [wrong]})
        assert response.status_code == 200
        assert "related_fiches" in response.context["form"].errors


@pytest.mark.parametrize("chooser", [ties.FICHES, ties.STRUCTURES, ties.REFERENCES])
def test_the_dialog_finds_and_gives_what_is_ticked(client: Client, chooser: str) -> None:
    factory = {
        ties.FICHES: FichePageFactory,
        ties.STRUCTURES: StructurePageFactory,
        ties.REFERENCES: ReferencePageFactory,
    }
    page = factory[chooser](title="Le sommeil des soignants")
    factory[chooser](title="Autre chose")
    opened = json.loads(client.get(reverse(f"{chooser}:choose"), {"multiple": 1}).content)["html"]
    assert "Le sommeil des soignants" in opened
    assert "Autre chose" in opened
    found = client.get(reverse(f"{chooser}:choose_results"), {"multiple": 1, "q": "sommei"}).content.decode()
    assert "Le sommeil des soignants" in found
    assert "Autre chose" not in found
    given = json.loads(client.get(reverse(f"{chooser}:chosen_multiple"), {"id": page.pk}).content)
    assert given["result"] == [{"id": page.pk, "title": "Le sommeil des soignants", "live": True}]

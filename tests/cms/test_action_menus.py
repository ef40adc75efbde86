"""The first button of a form is the one that ends the work of who is there."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cms.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.mark.parametrize(
    ("username", "view", "first"),
    [
        ("secretariat", "wagtailsnippets_structures_numero:add", "Publier"),
        ("secretariat", "wagtailsnippets_reseau_referent:add", "Soumettre à la relecture"),
        ("redaction", "wagtailsnippets_reseau_compterendu:add", "Soumettre à la relecture"),
    ],
)
def test_the_first_button(username: str, view: str, first: str, client: Client) -> None:
    client.force_login(User.objects.get(username=username))
    page = BeautifulSoup(client.get(reverse(view)).content, "html.parser")
    button = page.select_one("footer nav button")
    assert button is not None
    assert button.get_text(strip=True) == first

"""The screens of the register, as a browser asks them."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms import roles
from reseau.guetteurs.addresses import INDEX, PATH
from reseau.models import GuetteurVeilleur
from tests.factories import UserFactory


def keeper() -> Client:
    """Somebody of the secretary's office."""
    client = Client()
    client.force_login(UserFactory(roles=[roles.SECRETARIAT]))
    return client


def at(action: str, *args: object) -> str:
    return reverse(f"{PATH}_modeladmin_{action}", args=args)


def body(response: object) -> str:
    assert response.status_code == 200
    return response.content.decode()


def filled(**values: object) -> dict[str, object]:
    """The form as a browser sends it."""
    empty = dict.fromkeys(
        ("first_name", "email", "phone", "address", "departement", "recruited_at", "recruited_on", "left_on"), ""
    ) | dict.fromkeys(("last_contact_on", "next_contact_on", "consent_on", "consent_withdrawn_on"), "")
    steps = values.pop("etapes", [])
    base = {"last_name": "Clairnom", "profession": "general", "state": "active", "consent_on": "2026-01-15"}
    return nested_form_data(empty | base | values | {"etapes": inline_formset(steps)})


def search(client: Client, **form: object) -> HttpResponse:
    """What the form of the list leads to."""
    return client.post(reverse(INDEX), form, follow=True)


def listed(page: str) -> list[str]:
    """Names shown by the list, in its order."""
    every = GuetteurVeilleur.objects.all()
    return sorted((one.last_name for one in every if one.last_name in page), key=page.index)

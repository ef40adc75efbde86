"""The register of numbers: each exists once, and a withdrawn one is given nowhere."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cms import roles
from structures.models import Numero
from tests.factories import FichePageFactory, NumeroFactory, UserFactory

pytestmark = pytest.mark.django_db

URLS = "wagtailsnippets_structures_numero"


@pytest.fixture
def secretary() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.SECRETARIAT]))
    return client


def no_rows(*names: str) -> dict[str, str]:
    """The management forms of inline panels in which nothing was added."""
    counts = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    return {f"{name}-{count}": value for name in names for count, value in counts.items()}


def numero_data(**changes: Any) -> dict[str, Any]:
    return {
        "label": "Entraide",
        "number": "0 800 288 038",
        "channel": "call",
        "who": "Des confrères.",
        "opening": "always",
        "availability": "24 h/24",
        "is_national": "on",
        "is_free": "true",
        "is_anonymous": "unknown",
        "state": "active",
        "replaced_by": "",
        "checked_on": "",
        "source_url": "",
        "slug": "entraide",
        "order": "10",
        **no_rows("hours", "exceptions", "relays"),
        **changes,
    }


def test_the_secretary_writes_a_number_as_it_is_dialled(secretary: Client) -> None:
    response = secretary.post(reverse(f"{URLS}:add"), numero_data() | {"action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    numero = Numero.objects.get(slug="entraide")
    assert (numero.number, numero.display, numero.uri) == ("+33800288038", "0 800 288 038", "tel:+33800288038")
    assert numero.live
    assert numero.is_free is True
    assert numero.is_anonymous is None


@pytest.mark.parametrize("typed", ["bonjour", "0 800", "\u0663\u0661\u0661\u0664"])
def test_what_is_not_a_number_is_refused_and_kept(secretary: Client, typed: str) -> None:
    response = secretary.post(reverse(f"{URLS}:add"), numero_data(number=typed) | {"action-publish": "1"})
    assert response.status_code == 200
    assert f"« {typed} » n'est pas un numéro de téléphone français" in response.context["form"].errors["number"][0]
    assert typed in response.content.decode()
    assert "Des confrères." in response.content.decode()
    assert not Numero.objects.filter(slug="entraide").exists()


def test_a_number_exists_once_however_it_is_typed(secretary: Client) -> None:
    NumeroFactory(number="+33800288038")
    response = secretary.post(reverse(f"{URLS}:add"), numero_data(number="08.00.28.80.38") | {"action-publish": "1"})
    assert response.status_code == 200
    assert "est déjà dans le registre" in str(response.context["form"].errors)
    with pytest.raises(IntegrityError), transaction.atomic():
        NumeroFactory(number="+33800288038")


def test_a_withdrawn_number_names_its_replacement(secretary: Client) -> None:
    response = secretary.post(reverse(f"{URLS}:add"), numero_data(state="withdrawn") | {"action-publish": "1"})
    assert "choisissez celui qui le remplace" in response.context["form"].errors["replaced_by"][0]
    other = NumeroFactory()
    data = numero_data(state="withdrawn", replaced_by=other.pk)
    assert secretary.post(reverse(f"{URLS}:add"), data | {"action-publish": "1"}).status_code == 302


def test_a_number_does_not_replace_itself() -> None:
    numero = NumeroFactory()
    numero.replaced_by = numero
    with pytest.raises(ValidationError, match="ne se remplace pas lui-même"):
        numero.full_clean()


@pytest.mark.parametrize(
    ("state", "live", "answers"),
    [("active", True, True), ("to_confirm", True, True), ("withdrawn", True, False), ("active", False, False)],
)
def test_which_numbers_readers_may_dial(state: str, live: bool, answers: bool) -> None:
    numero = NumeroFactory(state=state, live=live)
    assert numero.is_answering is answers
    assert Numero.objects.answering().filter(pk=numero.pk).exists() is answers


@pytest.mark.parametrize("slug", ["3114", "donne-par-une-fiche"])
def test_a_number_that_the_site_gives_is_not_deleted(secretary: Client, slug: str) -> None:
    """Neither those of the crisis bar, which the migrations made, nor those of a page."""
    if slug != "3114":
        FichePageFactory(numeros=[NumeroFactory(slug=slug)])
    numero = Numero.objects.get(slug=slug)
    response = secretary.post(reverse(f"{URLS}:delete", args=[numero.pk]))
    assert response.status_code in {200, 302, 403}
    assert Numero.objects.filter(pk=numero.pk).exists()


def test_the_seeded_numbers_are_those_of_an_emergency() -> None:
    seeded = Numero.objects.answering().order_by("order").values_list("number", "channel")
    assert list(seeded) == [("3114", "call"), ("15", "call"), ("112", "call"), ("114", "sms")]

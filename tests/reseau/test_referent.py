"""A person appears on the site only after agreeing to it, while active, and is reached as they chose."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import Collection

from cms import roles
from home.models import SiteSettings
from reseau.models import Referent
from structures.freshness import next_midnight
from structures.hours import PARIS
from structures.mentions import unknown_numbers
from tests.factories import ImageFactory, NumeroFactory, ReferentFactory, ReseauPageFactory, UserFactory
from tests.reseau.forms import referent_data

pytestmark = pytest.mark.django_db

CONSENT = datetime.date(2026, 1, 15)
DAY = datetime.timedelta(days=1)
URLS = "wagtailsnippets_reseau_referent"


def as_user(*roles_held: str) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=roles_held))
    return client


def shown(client: Client) -> str:
    return client.get(ReseauPageFactory().get_url()).content.decode()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": "Camille", "consent_on": None}, "consent_on"),
        ({"name": "", "consent_on": CONSENT}, "name"),
        ({"name": "Camille", "vacant": True}, "name"),
        ({"name": "Camille", "consent_on": CONSENT, "contact_by": "relay"}, "relay_email"),
        ({"name": "Camille", "consent_on": CONSENT, "contact_by": "number"}, "direct_number"),
        ({"name": "Camille", "consent_on": CONSENT, "direct_number": "06 12"}, "direct_number"),
        ({"name": "Camille", "consent_on": CONSENT, "direct_number": "3114"}, "direct_number"),
        ({"name": "Camille", "consent_on": CONSENT, "active_from": CONSENT, "active_to": CONSENT - DAY}, "active_to"),
        ({"name": "Camille", "consent_on": datetime.date(2999, 1, 1)}, "consent_on"),
        (
            {
                "name": "Camille",
                "consent_on": CONSENT,
                "relay_email": "camille@exemple.fr",
                "private_contact": "Camille@exemple.fr, 06 12 34 56 78",
            },
            "relay_email",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(fields: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Referent(role="Référente", **fields).full_clean()
    assert list(caught.value.message_dict) == [wrong]
    assert caught.value.message_dict[wrong][0].endswith((".", "»."))


@pytest.mark.parametrize("fields", [{"name": "Camille", "consent_on": CONSENT}, {"name": "", "vacant": True}])
def test_a_complete_post_is_publishable(fields: dict[str, object]) -> None:
    assert Referent(role="Référente", **fields).is_publishable()


def test_a_vacant_post_is_named_to_be_appointed() -> None:
    assert str(ReferentFactory(name="", vacant=True, consent_on=None)) == "À désigner — Référente du département"


def test_the_database_keeps_the_dates_in_order() -> None:
    with pytest.raises(IntegrityError):
        ReferentFactory(active_from=CONSENT, active_to=CONSENT - DAY)


# From when to when


@pytest.mark.parametrize(
    ("first", "last", "is_shown"),
    [(None, None, True), (0, 0, True), (-5, None, True), (None, 5, True), (1, None, False), (None, -1, False)],
)
def test_nobody_is_shown_before_or_after(client: Client, first: int | None, last: int | None, is_shown: bool) -> None:
    days = [None if shift is None else localdate() + shift * DAY for shift in (first, last)]
    ReferentFactory(name="Camille Datée", active_from=days[0], active_to=days[1])
    assert ("Camille Datée" in shown(client)) == is_shown
    listed = client.get("/api/v2/referents/").json()["items"]
    assert [item["title"] for item in listed] == ["Camille Datée"] * is_shown


def test_a_consent_of_tomorrow_is_none_today() -> None:
    ReferentFactory(consent_on=localdate() + DAY)
    assert not Referent.objects.public().exists()
    assert Referent.objects.public(localdate() + DAY).count() == 1


def test_no_cache_keeps_a_page_past_midnight_in_paris(client: Client) -> None:
    moment = datetime.datetime(2026, 3, 28, 22, 30, tzinfo=datetime.UTC)  # 23:30 in Paris, before the change of hour
    assert next_midnight(moment) == datetime.datetime(2026, 3, 29, tzinfo=PARIS)
    ReseauPageFactory()
    expires = client.get("/reseau/").headers["Expires"]
    until = datetime.datetime.strptime(expires, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=datetime.UTC)
    assert until <= next_midnight(datetime.datetime.now(datetime.UTC))


# How they are reached


def test_by_the_line_of_the_service_unless_said_otherwise(client: Client) -> None:
    numero = NumeroFactory(number="+33465400010", channel="call")
    SiteSettings.objects.update(main_numero=numero)
    ReferentFactory()
    page = shown(client)
    assert "Par la ligne du service" in page
    assert 'href="tel:+33465400010"' in page


@pytest.mark.parametrize(
    ("fields", "uri", "display"),
    [
        ({"contact_by": "relay", "relay_email": "var@exemple.fr"}, "mailto:var@exemple.fr", "var@exemple.fr"),
        ({"contact_by": "number", "direct_number": "+33494000001"}, "tel:+33494000001", "04 94 00 00 01"),
    ],
)
def test_by_a_relay_or_a_number_of_their_own(client: Client, fields: dict[str, str], uri: str, display: str) -> None:
    referent = ReferentFactory(**fields, private_contact="Domicile secret", contact_note="Le soir")
    page = shown(client)
    assert f'href="{uri}"' in page
    assert display in page
    assert "Le soir" in page
    answer = client.get(f"/api/v2/referents/{referent.pk}/")
    assert answer.json()["contact"]["uri"] == uri
    assert "secret" not in page + answer.content.decode()


def test_a_number_of_their_own_is_stored_ready_to_dial_and_not_asked_for_in_the_register() -> None:
    referent = Referent(
        role="R", name="C", consent_on=CONSENT, contact_by="number", direct_number="04 94 00 00 01", vacant=False
    )
    referent.private_contact = "06 12 34 56 78"
    referent.full_clean()
    assert referent.direct_number == "+33494000001"
    assert unknown_numbers(referent) == {}
    referent.presentation = "Appelez le 04 94 00 00 02."
    assert unknown_numbers(referent) == {"Présentation": ["04 94 00 00 02"]}


# Their portrait


def private_image() -> Any:
    return ImageFactory(collection=Collection.objects.get(name="Réseau (réservé)"))


@pytest.mark.filterwarnings(  # Wagtail leaves the copy that it has just made open
    "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning",
    "ignore:Unclosed file.*SpooledTemporaryFile:ResourceWarning",
)
def test_a_portrait_is_shown_with_its_own_consent_only(client: Client) -> None:
    image = private_image()
    referent = ReferentFactory(name="Camille Portrait", photo=image)
    assert 'class="referent__portrait"' not in shown(client)
    assert client.get(f"/api/v2/referents/{referent.pk}/").json()["photo"] is None
    Referent.objects.update(photo_consent_on=CONSENT)
    assert 'alt="Portrait de Camille Portrait"' in shown(client)
    assert client.get(f"/api/v2/referents/{referent.pk}/").json()["photo"]["url"].endswith(".webp")
    assert client.get(f"/api/v2/images/{image.pk}/").status_code == 404  # the library never lists it


def test_a_portrait_without_consent_or_in_a_public_collection_is_refused() -> None:
    referent = ReferentFactory(photo=private_image())
    assert list(referent.publication_errors()) == ["photo_consent_on"]
    referent.photo_consent_on = CONSENT
    assert referent.publication_errors() == {}
    referent.photo = ImageFactory()
    assert list(referent.publication_errors()) == ["photo"]


# Four eyes, and taking down at once


def test_the_secretariat_submits_and_another_person_approves(client: Client) -> None:
    response = as_user(roles.SECRETARIAT).post(reverse(f"{URLS}:add"), referent_data() | {"action-submit": "1"})
    assert response.status_code == 302, response.context["form"].errors
    assert "Camille Exemple" not in shown(client)
    state = Referent.objects.get().current_workflow_task_state
    address = reverse(f"{URLS}:workflow_action", args=[Referent.objects.get().pk, "approve", state.pk])
    as_user(roles.VALIDATION).post(address, {"comment": ""})
    assert "Camille Exemple" in shown(client)


@pytest.mark.parametrize("role", [roles.SECRETARIAT, roles.WEBMESTRE, roles.VALIDATION])
def test_no_role_publishes_a_referent_alone(role: str) -> None:
    referent = ReferentFactory(live=False)
    address = reverse(f"{URLS}:edit", args=[referent.pk])
    as_user(role).post(address, referent_data() | {"action-publish": "1"})
    assert not Referent.objects.get().live


@pytest.mark.parametrize(("role", "may"), [(roles.SECRETARIAT, True), (roles.VALIDATION, False)])
def test_the_secretariat_takes_a_person_down_at_once(client: Client, role: str, may: bool) -> None:
    referent = ReferentFactory(name="Camille Retirée")
    user = as_user(role)
    take_down = reverse(f"{URLS}:unpublish", args=[referent.pk])
    edit = user.get(reverse(f"{URLS}:edit", args=[referent.pk])).content.decode()
    assert (f'href="{take_down}"' in edit) == may
    user.post(take_down)
    assert ("Camille Retirée" in shown(client)) != may
    assert (client.get(f"/api/v2/referents/{referent.pk}/").status_code == 404) == may

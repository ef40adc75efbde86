"""Who opens the register: the secretary's office and the coordination, through every address, and nobody else."""

import logging
from datetime import date

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import ModelLogEntry

from cms import roles
from cms.duties import duties_of
from cms.models import User
from reseau.guetteurs.addresses import CONTACT, EXPORT, INDEX, INSPECT, PATH
from reseau.guetteurs.duty import DUTY
from reseau.models import GuetteurVeilleur
from tests.factories import GuetteurVeilleurFactory, UserFactory

pytestmark = pytest.mark.django_db

KEEPERS = (roles.SECRETARIAT, roles.COORDINATION)
SUPERUSER, PLAIN, VISITOR = "superuser", "plain", "visitor"
OTHERS = (roles.REDACTION, roles.VALIDATION, roles.WEBMESTRE, SUPERUSER, PLAIN, VISITOR)
NAME = "Secretnom"


def account(who: str) -> User | None:
    if who == VISITOR:
        return None
    if who == SUPERUSER:
        return User.objects.create_superuser("super", "super@example.org", "x")
    return UserFactory(roles=[] if who == PLAIN else [who])


def client_of(who: str) -> Client:
    client = Client()
    if user := account(who):
        client.force_login(user)
    return client


def addresses(pk: int) -> dict[str, str]:
    """Every address of the register."""
    found = {action: reverse(f"{PATH}_modeladmin_{action}") for action in ("index", "create")}
    for action in ("edit", "inspect", "delete", "history"):
        found[action] = reverse(f"{PATH}_modeladmin_{action}", args=[pk])
    return found | {"export": reverse(EXPORT), "contact": reverse(CONTACT, args=[pk])}


def test_no_address_is_forgotten() -> None:
    admins = [entry for entry in get_resolver().url_patterns if str(entry.pattern) == "admin/"]
    names = {entry.name for admin in admins for entry in admin.url_patterns if PATH in str(entry.pattern)}
    assert len(names) == len(addresses(1))


@pytest.mark.parametrize("who", KEEPERS)
def test_those_who_keep_it_open_every_screen(who: str) -> None:
    guetteur = GuetteurVeilleurFactory(last_name=NAME)
    client = client_of(who)
    pages = {name: client.get(address) for name, address in addresses(guetteur.pk).items()}
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(pages, 200) | {"contact": 405}
    assert all(NAME in pages[name].content.decode() for name in ("index", "edit", "inspect", "delete"))
    assert reverse(INDEX) in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_are_refused_everywhere_and_change_nothing(who: str, method: str) -> None:
    guetteur = GuetteurVeilleurFactory(last_name=NAME)
    client = client_of(who)
    for name, address in addresses(guetteur.pk).items():
        response = getattr(client, method)(address, {"reason": "contact", "file_format": "csv"})
        reaches_the_admin = who not in {PLAIN, VISITOR}
        assert response.status_code == (403 if name == "export" and reaches_the_admin else 302), name
        assert NAME not in response.content.decode()
    guetteur.refresh_from_db()
    assert guetteur.last_contact_on is None


@pytest.mark.parametrize("who", OTHERS[:-2])
def test_others_do_not_learn_which_numbers_exist(who: str) -> None:
    guetteur = GuetteurVeilleurFactory()
    client = client_of(who)
    there, nowhere = (client.get(reverse(INSPECT, args=[pk])) for pk in (guetteur.pk, guetteur.pk + 1000))
    assert (there.status_code, there.headers["Location"]) == (nowhere.status_code, nowhere.headers["Location"])


@pytest.mark.parametrize("who", OTHERS[:-2])
def test_others_see_neither_menu_nor_duty(who: str) -> None:
    user = account(who)
    client = Client()
    client.force_login(user)
    assert PATH not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert DUTY not in duties_of(user)


def test_an_inactive_account_has_no_right() -> None:
    assert DUTY in duties_of(UserFactory(roles=[roles.SECRETARIAT]))
    assert DUTY not in duties_of(UserFactory(roles=[roles.SECRETARIAT], is_active=False))


def test_a_superuser_who_also_holds_the_role_may() -> None:
    user = account(SUPERUSER)
    user.groups.set(UserFactory(roles=[roles.COORDINATION]).groups.all())
    client = Client()
    client.force_login(user)
    assert client.get(reverse(INDEX)).status_code == 200


def test_the_screen_of_groups_does_not_offer_the_register() -> None:
    client = client_of(SUPERUSER)
    group = UserFactory(roles=[roles.SECRETARIAT]).groups.get()
    page = client.get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()
    assert "guetteurveilleur" not in page
    assert "Exporter les guetteurs" not in page


def test_a_refused_export_leaves_a_line(caplog: pytest.LogCaptureFixture) -> None:
    user = account(roles.VALIDATION)
    client = Client()
    client.force_login(user)
    with caplog.at_level(logging.WARNING, "medaide"):
        response = client.post(reverse(EXPORT), {"reason": "contact", "file_format": "csv"})
    assert response.status_code == 403
    assert "seuls le Secrétariat et la Coordination" in response.content.decode()
    assert f"refusé au compte {user.pk}" in caplog.text
    assert not ModelLogEntry.objects.filter(action="reseau.export_guetteurs").exists()


def test_the_duty_counts_without_naming() -> None:
    today = date(2026, 11, 27)
    due = GuetteurVeilleurFactory(last_name=NAME, next_contact_on=today)
    older = GuetteurVeilleurFactory(last_name=NAME, next_contact_on=date(2026, 1, 1))
    GuetteurVeilleurFactory(next_contact_on=date(2026, 11, 28))
    GuetteurVeilleurFactory(state=GuetteurVeilleur.State.LEFT, left_on=today, next_contact_on=today)
    GuetteurVeilleurFactory(
        state=GuetteurVeilleur.State.PAUSED, consent_withdrawn_on=date(2026, 2, 1), next_contact_on=today
    )
    user = UserFactory(roles=[roles.SECRETARIAT])
    awaiting = DUTY.awaiting(user, today)
    assert awaiting.count == 2
    assert [line.title for line in awaiting.first] == [str(older), str(due)]
    assert NAME not in repr(awaiting)
    client = Client()
    client.force_login(user)
    assert client.get(awaiting.list_url).status_code == 200
    assert client.get(awaiting.first[0].url).status_code == 200

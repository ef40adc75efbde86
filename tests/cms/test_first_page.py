"""The first page of the admin, for each role: what awaits it, what it may begin, where its texts stand."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import roles
from cms.models import User
from fiches.models import FicheIndexPage
from reseau.models import CompteRendu
from structures.models import Numero
from tests.factories import (
    CompteRenduFactory,
    FicheIndexPageFactory,
    FichePageFactory,
    NumeroFactory,
    TemoignageIndexPageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")


@pytest.fixture(autouse=True)
def checked() -> None:
    Numero.objects.update(checked_on="2026-11-27", next_check_on="2099-01-01")


@pytest.fixture
def first_page(client: Client) -> Callable[[User], Tag]:
    def opened(user: User) -> Tag:
        client.force_login(user)
        response = client.get(HOME)
        assert response.status_code == 200
        main = BeautifulSoup(response.content.decode(), "html.parser").select_one("main")
        assert main is not None
        return main

    return opened


def part(page: Tag, heading: str) -> str:
    found = page.find("section", attrs={"aria-labelledby": heading})
    return found.get_text(" ", strip=True).replace("\xa0", " ").replace("\u202f", " ") if found else ""


def submitted(instance: Any, author: User, parent: Any = None) -> Any:
    instance.save_revision(user=author)
    (parent or instance).get_workflow().start(instance, author)
    return instance


def test_nothing_waits(first_page: Callable[[User], Tag]) -> None:
    page = first_page(UserFactory(roles=[roles.REDACTION]))
    assert "Rien ne vous attend" in part(page, "attend")
    assert "Aucun brouillon en cours" in part(page, "brouillons")


def test_what_others_submitted_awaits_my_approval(first_page: Callable[[User], Tag]) -> None:
    author, reviewer = UserFactory(roles=[roles.REDACTION]), UserFactory(roles=[roles.VALIDATION])
    submitted(FichePageFactory(title="La fiche d'une autre", live=False), author)
    submitted(FichePageFactory(title="Ma propre fiche", live=False), reviewer)
    submitted(CompteRenduFactory(title="Un compte rendu", live=False), author)
    waiting = part(first_page(reviewer), "attend-a-approuver")
    assert "À approuver 2" in waiting
    assert "La fiche d’une autre" in waiting
    assert "Un compte rendu" in waiting
    assert "Ma propre fiche" not in waiting
    mine = part(first_page(reviewer), "brouillons")
    assert "Chez la personne qui relit 1" in mine
    assert "Ma propre fiche" in mine
    assert part(first_page(author), "attend-a-approuver") == ""


def test_my_drafts_are_pages_and_snippets(first_page: Callable[[User], Tag]) -> None:
    me, other = UserFactory(roles=[roles.REDACTION]), UserFactory(roles=[roles.REDACTION])
    fiche = FichePageFactory(title="Ma fiche en cours", live=False)
    fiche.save_revision(user=me)
    report = CompteRenduFactory(title="Mon compte rendu en cours", live=False)
    report.save_revision(user=me)
    FichePageFactory(title="Celle d'une autre", live=False).save_revision(user=other)
    FichePageFactory(title="En ligne").save_revision(user=me).publish()
    page = first_page(me)
    mine = part(page, "brouillons")
    assert "Brouillons 2" in mine
    assert "Celle d’une autre" not in mine
    assert "En ligne" not in mine
    addresses = [link["href"] for link in page.select(".premiere--brouillons a")]
    assert addresses == [
        reverse("wagtailsnippets_reseau_compterendu:edit", args=[report.pk]),
        reverse("wagtailadmin_pages:edit", args=[fiche.pk]),
    ]


def test_what_was_sent_back_comes_with_its_remark(first_page: Callable[[User], Tag]) -> None:
    author = UserFactory(roles=[roles.REDACTION])
    reviewer = UserFactory(roles=[roles.VALIDATION], first_name="Camille", last_name="Exemple")
    fiche = submitted(FichePageFactory(title="À reprendre", live=False), author)
    state = fiche.current_workflow_task_state
    state.task.specific.on_action(state, reviewer, "reject", comment="Il manque un numéro.")
    mine = part(first_page(author), "brouillons")
    assert "Revenus avec une remarque 1" in mine
    assert "Camille Exemple : « Il manque un numéro. »" in mine
    assert "Brouillons" not in mine


GESTURES = {
    roles.REDACTION: {"Nouvelle fiche", "Nouveau témoignage", "Nouveau compte rendu"},
    roles.VALIDATION: {"Nouvelle fiche", "Nouveau témoignage", "Nouveau compte rendu"},
    roles.SECRETARIAT: {"Nouveau compte rendu", "Nouveau numéro"},
    roles.COORDINATION: {"Nouveau compte rendu"},
    roles.WEBMESTRE: {"Nouvelle fiche", "Ranger les pages", "Menu et réglages du site", "Nouveau compte"},
}


@pytest.mark.parametrize("role", roles.ROLES)
def test_what_one_may_begin_opens_in_one_click(client: Client, first_page: Callable[[User], Tag], role: str) -> None:
    FicheIndexPageFactory()
    TemoignageIndexPageFactory()
    page = first_page(UserFactory(roles=[role]))
    links = {link.get_text(strip=True): link["href"] for link in page.select(".premiere__geste")}
    assert GESTURES[role] <= set(links)
    for label, address in links.items():
        response = client.get(str(address), follow=True)
        assert response.status_code == 200, label
        assert HOME not in [url for url, _ in response.redirect_chain], label


def test_without_its_section_a_page_cannot_be_begun(first_page: Callable[[User], Tag]) -> None:
    FicheIndexPage.objects.all().delete()
    page = first_page(UserFactory(roles=[roles.REDACTION]))
    assert "Nouvelle fiche" not in part(page, "commencer")


def test_the_first_page_asks_as_much_of_many_rows(client: Client) -> None:
    author, reviewer = UserFactory(roles=[roles.REDACTION]), UserFactory(roles=[roles.VALIDATION, roles.SECRETARIAT])
    client.force_login(reviewer)

    def rows(count: int) -> None:
        for _ in range(count):
            submitted(FichePageFactory(live=False), author)
            submitted(CompteRenduFactory(live=False), author)
            submitted(FichePageFactory(live=False), reviewer)
            FichePageFactory(live=False).save_revision(user=reviewer)
            CompteRenduFactory(live=False).save_revision(user=reviewer)
            FichePageFactory()
            NumeroFactory()

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(HOME).status_code == 200
        return len(found)

    rows(6)
    queries()
    few = queries()
    rows(6)
    assert CompteRendu.objects.count() >= 24
    assert queries() == few

"""Approving together: from the list of pages, by somebody else, and only what was shown."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState

from cms import lots, roles
from cms.models import User
from fiches.models import BibliographiePage, ReferencePage
from tests.factories import BibliographiePageFactory, ReferencePageFactory, UserFactory

pytestmark = pytest.mark.django_db

APPROVE = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "approve"])


@pytest.fixture
def bibliography() -> BibliographiePage:
    return BibliographiePageFactory()


@pytest.fixture
def author() -> User:
    return UserFactory(roles=[roles.REDACTION], email="auteur@example.org")


@pytest.fixture
def reviewer(client: Client) -> User:
    user = UserFactory(roles=[roles.VALIDATION])
    client.force_login(user)
    return user


@pytest.fixture
def submit(bibliography: BibliographiePage, author: User) -> Callable[..., ReferencePage]:
    def submitted(title: str, user: User = author) -> ReferencePage:
        page: ReferencePage = ReferencePageFactory(parent=bibliography, title=title, live=False)
        page.save_revision(user=user)
        bibliography.get_workflow().start(page, user)
        mail.outbox.clear()
        return page

    return submitted


def lot(page: Any) -> str:
    return f"{APPROVE}?id=all&childOf={page.pk}"


def shown(client: Client, address: str) -> tuple[str, str]:
    """The page that asks for a confirmation, and the versions that it shows."""
    text = client.get(address).content.decode()
    found = re.search(r'name="versions" value="([^"]*)"', text)
    return text, found[1] if found else ""


def live_titles() -> set[str]:
    return set(ReferencePage.objects.live().values_list("title", flat=True))


def test_two_clicks_publish_all_that_somebody_else_submitted(
    client: Client, bibliography: BibliographiePage, submit: Callable[..., ReferencePage], reviewer: User
) -> None:
    submit("Une")
    submit("Deux")
    submit("La mienne", reviewer)
    ReferencePageFactory(parent=bibliography, title="Un brouillon", live=False)
    listing = client.get(reverse("wagtailadmin_explore", args=[bibliography.pk])).content.decode()
    assert "Approuver ce qui attend ici (2)" in listing
    text, versions = shown(client, lot(bibliography))
    assert "Ces 2 pages" in text
    assert "La mienne" not in text
    response = client.post(lot(bibliography) + "&next=/admin/", {"versions": versions})
    assert response.url == "/admin/"
    assert live_titles() == {"Une", "Deux"}
    assert [(message.to, "publiées : 2" in message.body) for message in mail.outbox] == [(["auteur@example.org"], True)]


def test_nobody_approves_their_own_lot(client: Client, submit: Callable[..., ReferencePage], author: User) -> None:
    page = submit("Une")
    author.groups.add(*UserFactory(roles=[roles.VALIDATION]).groups.all())
    client.force_login(author)
    for address in (lot(page.get_parent()), f"{APPROVE}?id={page.pk}"):
        client.post(address, {"versions": f"{page.pk}-{page.latest_revision_id}"})
    assert live_titles() == set()


@pytest.mark.parametrize("role", [roles.REDACTION, roles.WEBMESTRE, roles.SECRETARIAT])
def test_only_who_reviews_approves(client: Client, submit: Callable[..., ReferencePage], role: str) -> None:
    page = submit("Une")
    client.force_login(UserFactory(roles=[role]))
    client.post(f"{APPROVE}?id={page.pk}", {"versions": f"{page.pk}-{page.latest_revision_id}"})
    assert live_titles() == set()
    listing = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    assert "Approuver ce qui attend" not in listing


def test_what_was_not_shown_is_not_approved(
    client: Client,
    bibliography: BibliographiePage,
    submit: Callable[..., ReferencePage],
    author: User,
    reviewer: User,
) -> None:
    submit("Une")
    changed = submit("Deux")
    _, versions = shown(client, lot(bibliography))
    submit("Arrivée entre-temps")
    changed.abstract = "Changé entre-temps."
    changed.save_revision(user=author)
    client.post(lot(bibliography), {"versions": versions})
    assert live_titles() == {"Une"}
    client.post(lot(bibliography), {})
    assert live_titles() == {"Une"}


def test_a_lot_has_a_size(
    client: Client,
    bibliography: BibliographiePage,
    submit: Callable[..., ReferencePage],
    reviewer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lots, "MAX_LOT", 1)
    submit("Une")
    submit("Deux")
    text, versions = shown(client, lot(bibliography))
    assert "Cette page paraîtra" in text
    assert "il en restera 1" in text
    client.post(lot(bibliography), {"versions": versions})
    assert live_titles() == {"Une"}


def test_one_approval_is_still_told(client: Client, submit: Callable[..., ReferencePage], reviewer: User) -> None:
    page = submit("Une")
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, reviewer, "approve")
    assert [message.to for message in mail.outbox] == [["auteur@example.org"]]


def test_what_one_may_review_is_found_without_asking_for_each(
    submit: Callable[..., ReferencePage], author: User, reviewer: User
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert TaskState.objects.reviewable_by(reviewer).count() == ReferencePage.objects.count()
        return len(found)

    submit("Une")
    queries()  # what is read once and kept
    once = queries()
    for title in ("Deux", "Trois", "Quatre"):
        submit(title)
    assert queries() == once


def test_the_first_page_of_the_admin_stays_short(
    client: Client,
    bibliography: BibliographiePage,
    submit: Callable[..., ReferencePage],
    reviewer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    submit("Une")
    submit("Deux")
    home = reverse("wagtailadmin_home")
    assert "Deux" in client.get(home).content.decode()
    monkeypatch.setattr(lots, "MAX_LISTED", 1)
    text = client.get(home).content.decode()
    assert "approuver ensemble les 2 qui attendent" in text
    assert "Deux" not in text.partition("2 pages attendent votre relecture")[2].partition("</section>")[0]
    with CaptureQueriesContext(connection) as few:
        client.get(home)
    for title in ("Trois", "Quatre", "Cinq"):
        submit(title)
    with CaptureQueriesContext(connection) as more:
        client.get(home)
    assert len(more) == len(few)

"""Pages are read again in time: which are due, who says that nothing changes, and what that writes."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms import reviewing, roles
from cms.models import User
from cms.models.workflow import people_behind
from fiches.models import FichePage
from structures.models import StructurePage
from tests.factories import FichePageFactory, StructurePageFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)
YEAR = timedelta(days=365)
REPORT = reverse("to_review")


@pytest.mark.parametrize("factory", [FichePageFactory, StructurePageFactory])
@pytest.mark.parametrize(
    ("values", "due"),
    [
        ({}, True),
        ({"reviewed_on": TODAY - YEAR}, True),
        ({"reviewed_on": TODAY - YEAR + timedelta(days=1)}, False),
        ({"reviewed_on": TODAY - 2 * YEAR, "review_due": TODAY + timedelta(days=1)}, False),
        ({"reviewed_on": TODAY - timedelta(days=9), "review_due": TODAY}, True),
        ({"live": False}, False),
    ],
)
def test_which_pages_are_due(factory: Any, values: dict[str, Any], due: bool) -> None:
    page = factory(**values)
    assert (page.pk in [found.pk for found in reviewing.pages_to_review(TODAY)]) is due


def test_the_next_review_comes_after_the_last() -> None:
    page = StructurePageFactory(reviewed_on=TODAY)
    page.review_due = TODAY
    with pytest.raises(ValidationError, match="La prochaine relecture vient après la dernière"):
        page.full_clean()


def test_the_longest_forgotten_come_first() -> None:
    FichePageFactory(title="Relue il y a trois ans", reviewed_on=TODAY - 3 * YEAR)
    StructurePageFactory(title="Relue il y a deux ans", reviewed_on=TODAY - 2 * YEAR)
    FichePageFactory(title="Jamais relue")
    titles = [page.title for page in reviewing.pages_to_review(TODAY)]
    assert titles == ["Jamais relue", "Relue il y a trois ans", "Relue il y a deux ans"]


@pytest.fixture
def as_role(client: Client) -> Callable[[str], User]:
    def logged_in(role: str) -> User:
        user = UserFactory(roles=[role])
        client.force_login(user)
        return user

    return logged_in


def mark(client: Client, page: Any) -> Any:
    return client.post(reverse("mark_reviewed", args=[page.pk]), {"next": REPORT}, follow=True)


def test_one_click_says_that_nothing_changes(client: Client, as_role: Callable[[str], User]) -> None:
    author, reviewer = UserFactory(roles=[roles.REDACTION]), as_role(roles.VALIDATION)
    page = FichePageFactory(reviewed_on=TODAY - 3 * YEAR, review_due=TODAY - 2 * YEAR)
    page.save_revision(user=author).publish()
    page.title = "Une phrase en cours d'écriture"
    page.save_revision(user=author)
    versions = page.revisions.count()

    assert "notée relue aujourd&#x27;hui" in mark(client, page).content.decode()
    today = timezone.localdate()
    page = FichePage.objects.get(pk=page.pk)
    assert (page.reviewed_on, page.review_due) == (today, today + YEAR)
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.reviewed_on) == ("Une phrase en cours d'écriture", today)
    assert page.live_revision.as_object().reviewed_on == today
    assert page.revisions.count() == versions
    assert reviewer.pk not in people_behind(page)
    assert PageLogEntry.objects.filter(page=page, action=reviewing.LOG_ACTION, user=reviewer).count() == 1
    assert f"{today.day}\xa0" in client.get(page.url).content.decode().split("Relu par le groupe le")[1][:80] or (
        today.day == 1
    )


def test_the_page_of_a_structure_says_when_it_was_read(client: Client, as_role: Callable[[str], User]) -> None:
    as_role(roles.SECRETARIAT)
    page = StructurePageFactory(title="Une association")
    assert "Page relue" not in client.get(page.url).content.decode()
    mark(client, page)
    assert "Page relue et renseignements vérifiés le" in client.get(page.url).content.decode()
    assert client.get(f"/api/v2/pages/{page.pk}/").json()["verified_on"] == str(timezone.localdate())


@pytest.mark.parametrize("role", [roles.REDACTION, roles.COORDINATION, roles.WEBMESTRE])
def test_who_may_not_say_it_changes_nothing(client: Client, as_role: Callable[[str], User], role: str) -> None:
    as_role(role)
    page = FichePageFactory()
    mark(client, page)
    page.refresh_from_db()
    assert page.reviewed_on is None


def test_a_draft_is_not_read_again(client: Client, as_role: Callable[[str], User]) -> None:
    as_role(roles.VALIDATION)
    page = FichePageFactory(live=False)
    assert mark(client, page).status_code == 404
    assert client.get(reverse("mark_reviewed", args=[page.pk])).url == REPORT


@pytest.mark.parametrize("role", roles.ROLES)
def test_the_report_is_for_those_who_read_again_or_write(
    client: Client, as_role: Callable[[str], User], role: str
) -> None:
    as_role(role)
    page = FichePageFactory(title="Une fiche oubliée")
    response = client.get(REPORT)
    assert (response.status_code == 200) is (role != roles.COORDINATION)
    if response.status_code == 200:
        text = response.content.decode()
        assert "Une fiche oubliée" in text
        assert (reverse("mark_reviewed", args=[page.pk]) in text) is (role in {roles.VALIDATION, roles.SECRETARIAT})
        assert (f"/admin/pages/{page.pk}/edit/" in text) is (role != roles.SECRETARIAT)


def test_the_report_is_filtered_and_exported(client: Client, as_role: Callable[[str], User]) -> None:
    as_role(roles.VALIDATION)
    FichePageFactory(title="Une fiche oubliée", reviewed_on=TODAY - 3 * YEAR)
    structure = StructurePageFactory(title="Une structure oubliée")
    text = client.get(REPORT, {"genre": structure.content_type_id}).content.decode()
    assert "Une structure oubliée" in text
    assert "Une fiche oubliée" not in text
    assert client.get(REPORT, {"genre": "n'importe quoi"}).status_code == 200
    exported = b"".join(client.get(REPORT, {"export": "csv"}).streaming_content).decode()
    assert "Titre,Genre,Relue le,À relire depuis le,Adresse" in exported
    assert f"Une fiche oubliée,Fiche,{TODAY - 3 * YEAR},{TODAY - 2 * YEAR}," in exported
    assert b"".join(client.get(REPORT, {"export": "xlsx"}).streaming_content).startswith(b"PK")
    StructurePage.objects.update(reviewed_on=timezone.localdate())
    nothing = client.get(REPORT, {"genre": structure.content_type_id}).content.decode()
    assert "Aucune page de ce genre" in nothing
    assert "Voir tous les genres" in nothing


def test_the_report_asks_as_much_of_many_pages(client: Client, as_role: Callable[[str], User]) -> None:
    as_role(roles.VALIDATION)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(REPORT).status_code == 200
        return len(found)

    FichePageFactory.create_batch(2)
    StructurePageFactory.create_batch(2)
    queries()
    few = queries()
    FichePageFactory.create_batch(8)
    StructurePageFactory.create_batch(8)
    assert queries() == few

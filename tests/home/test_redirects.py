"""A branch moves or changes its address; old addresses lead to the new ones."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms import roles
from home.models import PlainPage
from tests.factories import (
    CompteRenduFactory,
    FicheIndexPageFactory,
    FichePageFactory,
    PlainPageFactory,
    ReseauPageFactory,
    UserFactory,
    home_page,
)

pytestmark = pytest.mark.django_db

Commit = Callable[..., AbstractContextManager[list]]


@pytest.fixture
def webmaster() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.WEBMESTRE]))
    return client


@pytest.fixture
def reader() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.VALIDATION]))
    return client


@pytest.fixture
def branch() -> Iterator[tuple[PlainPage, PlainPage]]:
    """A page with one page under it, both published as the admin does it."""
    top = PlainPageFactory(title="Ancienne place", slug="ancienne")
    child = PlainPageFactory(parent=top, title="Dessous", slug="dessous")
    for page in (top, child):
        page.save_revision().publish()
    return top, child


def leads_to(client: Client, old: str, new: str) -> bool:
    response = client.get(old)
    return response.status_code == 301 and response.headers["Location"] == new


def change_slug(author: Client, reader: Client, page: Page, slug: str, data: dict) -> None:
    """Written by one person, approved by another."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = author.post(address, data | {"slug": slug, "action-submit": "1"})
    assert response.status_code == 302, response.context["form"].errors
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    reader.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""})


def plain_data(page: PlainPage) -> dict:
    return nested_form_data(
        {
            "title": page.title,
            "summary": page.summary,
            "body": streamfield([("texte", rich_text("<p>Un texte.</p>"))]),
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )


def index_data(page: Page) -> dict:
    return plain_data(PlainPage(title=page.title)) | {"intro": "Une phrase."}


def test_moving_a_branch_keeps_its_old_addresses(
    webmaster: Client, client: Client, branch: tuple[Page, Page], django_capture_on_commit_callbacks: Commit
) -> None:
    top, child = branch
    target = PlainPageFactory(title="Nouvelle place", slug="nouvelle")
    with django_capture_on_commit_callbacks(execute=True):
        response = webmaster.post(reverse("wagtailadmin_pages:move_confirm", args=[top.pk, target.pk]))
    assert response.status_code == 302
    assert client.get("/nouvelle/ancienne/dessous/").status_code == 200
    assert leads_to(client, "/ancienne/", "/nouvelle/ancienne/")
    assert leads_to(client, "/ancienne/dessous/", "/nouvelle/ancienne/dessous/")
    child.refresh_from_db()
    assert child.get_url() == "/nouvelle/ancienne/dessous/"


def test_a_change_of_address_keeps_the_old_ones(
    webmaster: Client, reader: Client, client: Client, branch: tuple, django_capture_on_commit_callbacks: Commit
) -> None:
    top, _child = branch
    with django_capture_on_commit_callbacks(execute=True):
        change_slug(webmaster, reader, top, "nouvelle", plain_data(top))
    assert client.get("/nouvelle/dessous/").status_code == 200
    assert leads_to(client, "/ancienne/", "/nouvelle/")
    assert leads_to(client, "/ancienne/dessous/", "/nouvelle/dessous/")


def test_the_section_of_the_fiches_may_change_its_address(
    webmaster: Client, reader: Client, client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    section = FicheIndexPageFactory()
    section.save_revision().publish()
    fiche = FichePageFactory(slug="dire-non")
    with django_capture_on_commit_callbacks(execute=True):
        change_slug(webmaster, reader, section, "dossiers", index_data(section))
    assert leads_to(client, "/fiches/dire-non/", "/dossiers/dire-non/")
    fiche.refresh_from_db()
    assert fiche.get_url() == "/dossiers/dire-non/"


def test_meeting_reports_follow_the_page_of_the_network(
    webmaster: Client, reader: Client, client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    section = ReseauPageFactory()
    section.save_revision().publish()
    report = CompteRenduFactory()
    with django_capture_on_commit_callbacks(execute=True):
        change_slug(webmaster, reader, section, "le-groupe", index_data(section))
    new = f"/le-groupe/comptes-rendus/{report.slug}/"
    assert client.get(new).status_code == 200
    assert leads_to(client, f"/reseau/comptes-rendus/{report.slug}/", new)


def test_a_redirection_written_by_hand_is_followed(webmaster: Client, client: Client) -> None:
    page = PlainPageFactory()
    data = {
        "old_path": "/ancien-site.html",
        "site": "",
        "is_permanent": "on",
        "redirect_page": page.pk,
        "redirect_link": "",
    }
    assert webmaster.post(reverse("wagtailredirects:add"), data).status_code == 302
    assert leads_to(client, "/ancien-site.html", page.get_url())


def test_a_section_keeps_its_place(webmaster: Client) -> None:
    """Parent rules hold for moves: the fiches stay in their section, sections under the home page."""
    fiche, other = FichePageFactory(), PlainPageFactory()
    for page, target in ((fiche, other), (fiche.get_parent(), other), (other, fiche), (other, fiche.get_parent())):
        webmaster.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))
        assert Page.objects.get(pk=page.pk).path == page.path
    assert home_page().get_children().count() == 2

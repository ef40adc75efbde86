"""What readers see has been approved by somebody else than its author: through the admin's own addresses."""

import html

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text

from cms import roles
from cms.models import User
from fiches.models import FichePage, Theme
from tests.factories import FicheIndexPageFactory, FichePageFactory, ThemeFactory, UserFactory
from tests.fiches.form_data import fiche_data

pytestmark = pytest.mark.django_db

APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


@pytest.fixture
def theme() -> Theme:
    return ThemeFactory(name="Relation", part="medecin")


@pytest.fixture
def author() -> User:
    return UserFactory(roles=[roles.REDACTION])


@pytest.fixture
def reader() -> User:
    return UserFactory(roles=[roles.VALIDATION])


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def create(user: User, theme: Theme, **action: str) -> FichePage:
    """A fiche written through the admin's form; returns it as saved."""
    section = FicheIndexPageFactory()
    address = reverse("wagtailadmin_pages:add", args=["fiches", "fichepage", section.pk])
    response = as_user(user).post(address, fiche_data(theme) | action)
    assert response.status_code == 302, html.unescape(response.content.decode())
    return FichePage.objects.get(slug="dire-non-sans-rompre")


def submitted_by(user: User, theme: Theme) -> FichePage:
    page = create(user, theme, **{"action-submit": "1"})
    assert page.workflow_in_progress
    return page


def edit(user: User, page: Page, theme: Theme, **changes: object) -> int:
    """Status of a save, or of another action of the edit form."""
    action = {name: value for name, value in changes.items() if name.startswith(("action-", "workflow-"))}
    fields = {name: value for name, value in changes.items() if name not in action}
    data = fiche_data(theme, slug=page.slug, title=page.title, **fields) | kept_blocks(page, fields) | action
    return as_user(user).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code


def kept_blocks(page: FichePage, changed: dict[str, object]) -> dict[str, str]:
    """The blocks that were already there, with their identifiers, as the browser sends them back."""
    latest, kept = page.get_latest_revision_as_object(), {}
    for field in {"key_points", "first_steps", "body"} - set(changed):
        for position, block in enumerate(getattr(latest, field)):
            kept[f"{field}-{position}-id"] = block.id
            if isinstance(block.value, RichText):
                kept[f"{field}-{position}-value"] = rich_text(block.value.source)
    return kept


def approve(user: User, page: Page) -> int:
    """Status of the answer to the address that the moderation button calls."""
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return as_user(user).post(address, {"comment": ""}).status_code


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_an_editor_submits_and_another_person_publishes(author: User, reader: User, theme: Theme) -> None:
    page = submitted_by(author, theme)
    assert not is_live(page)
    assert Client().get(page.get_url()).status_code == 404
    approve(reader, page)
    assert is_live(page)
    shown = Client().get(page.get_url())
    assert shown.status_code == 200
    assert "Respirer avant de répondre." in shown.content.decode()


def test_the_edit_form_also_approves(author: User, reader: User, theme: Theme) -> None:
    page = submitted_by(author, theme)
    assert edit(reader, page, theme, **APPROVE) == 302
    assert is_live(page)


@pytest.mark.parametrize("role", [roles.REDACTION, roles.VALIDATION, roles.WEBMESTRE])
def test_no_role_publishes_while_creating(role: str, theme: Theme) -> None:
    page = create(UserFactory(roles=[role]), theme, **{"action-publish": "1"})
    assert not is_live(page)


@pytest.mark.parametrize("role", [roles.REDACTION, roles.VALIDATION, roles.WEBMESTRE])
def test_no_role_publishes_while_editing(role: str, theme: Theme) -> None:
    draft = FichePageFactory(theme=theme, live=False)
    draft.save_revision()
    assert edit(UserFactory(roles=[role]), draft, theme, **{"action-publish": "1"}) == 302
    assert not is_live(draft)


def test_no_role_changes_what_is_published_without_approval(theme: Theme) -> None:
    page = FichePageFactory(theme=theme, summary="Le texte approuvé.")
    webmaster = UserFactory(roles=[roles.WEBMESTRE])
    assert edit(webmaster, page, theme, summary="Un autre texte.", **{"action-publish": "1"}) == 302
    assert FichePage.objects.get(pk=page.pk).summary == "Le texte approuvé."


@pytest.mark.parametrize("role", [roles.VALIDATION, roles.WEBMESTRE])
def test_no_role_publishes_in_bulk(role: str, theme: Theme) -> None:
    draft = FichePageFactory(theme=theme, live=False)
    draft.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    as_user(UserFactory(roles=[role])).post(f"{address}?id={draft.pk}", {"include_descendants": "on"})
    section = draft.get_parent()
    as_user(UserFactory(roles=[role])).post(f"{address}?id={section.pk}", {"include_descendants": "on"})
    assert not is_live(draft)


@pytest.mark.parametrize("role", [roles.VALIDATION, roles.WEBMESTRE])
@pytest.mark.parametrize("keep_published", [{}, {"publish_copies": "on"}], ids=["copy", "published copy"])
def test_a_copy_is_never_published(role: str, keep_published: dict[str, str], theme: Theme) -> None:
    page = FichePageFactory(theme=theme)
    data = {"new_title": "Titre que nul n'a lu", "new_slug": "copie", "new_parent_page": page.get_parent().pk}
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    as_user(UserFactory(roles=[role])).post(address, data | keep_published)
    copies = FichePage.objects.filter(slug="copie")
    assert not copies.filter(live=True).exists()
    assert copies.exists() or keep_published


@pytest.mark.parametrize("role", [roles.VALIDATION, roles.WEBMESTRE])
def test_an_old_version_is_not_put_back_without_approval(role: str, theme: Theme) -> None:
    page = FichePageFactory(theme=theme, summary="Ancien texte.")
    old = page.save_revision()
    old.publish()
    page.summary = "Texte approuvé."
    page.save_revision().publish()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    data = fiche_data(theme, slug=page.slug, summary="Ancien texte.")
    as_user(UserFactory(roles=[role])).post(address, data | {"action-publish": "1"})
    assert FichePage.objects.get(pk=page.pk).summary == "Texte approuvé."


def test_the_author_does_not_approve_even_when_in_both_groups(theme: Theme) -> None:
    both = UserFactory(roles=[roles.REDACTION, roles.VALIDATION])
    page = submitted_by(both, theme)
    approve(both, page)
    assert not is_live(page)
    edit(both, page, theme, **APPROVE)
    assert not is_live(page)
    assert page.current_workflow_task.get_actions(page, both) == []


def test_the_author_is_told_why_the_button_is_missing(theme: Theme) -> None:
    both = UserFactory(roles=[roles.REDACTION, roles.VALIDATION])
    page = submitted_by(both, theme)
    response = as_user(both).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "une autre personne que vous doit l'approuver" in html.unescape(response.content.decode())


def test_a_superuser_does_not_approve_their_own_text(theme: Theme) -> None:
    technician = UserFactory(is_superuser=True)
    page = submitted_by(technician, theme)
    approve(technician, page)
    assert not is_live(page)
    assert page.current_workflow_task.get_actions(page, technician) == []


def test_who_edited_the_text_does_not_approve_it(author: User, reader: User, theme: Theme) -> None:
    page = submitted_by(author, theme)
    assert edit(reader, page, theme, summary="Une phrase changée.") == 302
    approve(reader, page)
    assert not is_live(page)
    another = UserFactory(roles=[roles.VALIDATION])
    approve(another, page)
    assert is_live(page)


def test_who_edits_while_approving_does_not_approve(author: User, reader: User, theme: Theme) -> None:
    page = submitted_by(author, theme)
    edit(reader, page, theme, summary="Une phrase changée au dernier moment.", **APPROVE)
    assert not is_live(page)


def test_who_submits_for_a_colleague_does_not_approve(author: User, theme: Theme) -> None:
    page = create(author, theme)
    both = UserFactory(roles=[roles.REDACTION, roles.VALIDATION])
    assert edit(both, page, theme, **{"action-submit": "1"}) == 302
    approve(both, page)
    assert not is_live(page)


def test_an_earlier_author_may_approve_what_came_after(author: User, theme: Theme) -> None:
    """Only those who wrote since the published version are set aside."""
    earlier = UserFactory(roles=[roles.REDACTION, roles.VALIDATION])
    page = submitted_by(earlier, theme)
    approve(UserFactory(roles=[roles.VALIDATION]), page)
    assert edit(author, page, theme, summary="Mieux dit.", **{"action-submit": "1"}) == 302
    page = FichePage.objects.get(pk=page.pk)
    approve(earlier, page)
    assert FichePage.objects.get(pk=page.pk).summary == "Mieux dit."


def test_an_incomplete_version_is_not_approved(author: User, reader: User, theme: Theme) -> None:
    page = submitted_by(author, theme)
    other = UserFactory(roles=[roles.VALIDATION])
    assert edit(other, page, theme, body={"count": 0}) == 302
    page = FichePage.objects.get(pk=page.pk)
    approve(reader, page)
    assert not is_live(page)
    names = [name for name, _label, _modal in page.current_workflow_task.get_actions(page, reader)]
    assert names == ["reject"]


def test_the_editors_text_is_locked_while_it_is_read(author: User, theme: Theme) -> None:
    page = submitted_by(author, theme)
    edit(author, page, theme, summary="Après coup.")
    assert page.get_latest_revision_as_object().summary == "Refuser une demande, et garder le lien."


def test_the_history_names_who_wrote_and_who_approved(author: User, reader: User, theme: Theme) -> None:
    page = submitted_by(author, theme)
    approve(reader, page)
    response = as_user(author).get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert author.username in response.content.decode()
    assert reader.username in response.content.decode()

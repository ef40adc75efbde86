"""A meeting report is published by somebody else than who wrote it, through the admin's own addresses."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from cms import roles
from cms.models import User
from reseau.models import CompteRendu
from tests.factories import ReseauPageFactory, UserFactory
from tests.reseau.forms import report_data

pytestmark = pytest.mark.django_db

URLS = "wagtailsnippets_reseau_compterendu"
ADDRESS = "/reseau/comptes-rendus/2018-06-19-istres/"


def as_user(*roles_held: str) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=roles_held))
    return client


def written(client: Client, **action: str) -> CompteRendu:
    response = client.post(reverse(f"{URLS}:add"), report_data() | action)
    assert response.status_code == 302, response.context["form"].errors
    return CompteRendu.objects.get(slug="2018-06-19-istres")


def approve(client: Client, report: CompteRendu) -> None:
    state = report.current_workflow_task_state
    client.post(reverse(f"{URLS}:workflow_action", args=[report.pk, "approve", state.pk]), {"comment": ""})


def is_live(report: CompteRendu) -> bool:
    return CompteRendu.objects.get(pk=report.pk).live


def test_an_editor_submits_and_another_person_publishes(client: Client) -> None:
    ReseauPageFactory()
    report = written(as_user(roles.REDACTION), **{"action-submit": "1"})
    assert not is_live(report)
    assert client.get(ADDRESS).status_code == 404
    approve(as_user(roles.VALIDATION), report)
    assert is_live(report)
    assert "contrôles" in client.get(ADDRESS).content.decode()


def test_another_person_approves_from_the_form_itself(client: Client) -> None:
    """Its button sends the whole form: unchanged, it is not a version that this person wrote."""
    ReseauPageFactory()
    report = written(as_user(roles.REDACTION), **{"action-submit": "1"})
    approval = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    reader = as_user(roles.VALIDATION)
    address = reverse(f"{URLS}:edit", args=[report.pk])
    assert reader.post(address, report_data() | approval).status_code == 302
    assert is_live(report)
    assert report.revisions.count() == 1


@pytest.mark.parametrize("role", [roles.REDACTION, roles.VALIDATION, roles.SECRETARIAT, roles.WEBMESTRE])
def test_no_role_publishes_alone(role: str) -> None:
    client = as_user(role)
    report = written(client, **{"action-publish": "1"})
    assert not is_live(report)
    client.post(reverse(f"{URLS}:edit", args=[report.pk]), report_data() | {"action-publish": "1"})
    assert not is_live(report)


def test_the_author_does_not_approve_even_when_in_both_groups() -> None:
    both = as_user(roles.REDACTION, roles.VALIDATION)
    report = written(both, **{"action-submit": "1"})
    approve(both, report)
    assert not is_live(report)


def test_a_superuser_does_not_approve_their_own_report() -> None:
    client = Client()
    technician: User = UserFactory(is_superuser=True)
    client.force_login(technician)
    report = written(client, **{"action-submit": "1"})
    approve(client, report)
    assert not is_live(report)
    assert report.current_workflow_task.get_actions(report, technician) == []


def test_who_edited_the_report_does_not_approve_it() -> None:
    report = written(as_user(roles.REDACTION), **{"action-submit": "1"})
    reader = as_user(roles.VALIDATION)
    reader.post(reverse(f"{URLS}:edit", args=[report.pk]), report_data(place="Istres, centre"))
    report = CompteRendu.objects.get(pk=report.pk)
    assert report.get_latest_revision_as_object().place == "Istres, centre"
    approve(reader, report)
    assert not is_live(report)


def test_an_incomplete_report_is_a_draft_but_is_not_submitted() -> None:
    client = as_user(roles.REDACTION)
    empty = report_data(departement="", body=streamfield([]))
    assert client.post(reverse(f"{URLS}:add"), empty).status_code == 302
    report = CompteRendu.objects.get()
    response = client.post(
        reverse(f"{URLS}:edit", args=[report.pk]), empty | {"action-submit": "1", "host": "Un groupe"}
    )
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert errors["departement"] == ["Choisissez le département de la réunion."]
    assert errors["body"].as_text().endswith("écrivez ce qui est sorti de la réunion.")
    assert 'value="Un groupe"' in response.content.decode()
    assert not CompteRendu.objects.get().workflow_in_progress


def test_the_same_numbers_cannot_contradict_each_other() -> None:
    data = report_data(invited="5") | {"action-submit": "1"}
    response = as_user(roles.REDACTION).post(reverse(f"{URLS}:add"), data)
    assert response.status_code == 200
    assert response.context["form"].errors == {
        "present": ["Il y a plus de présents (9) que d'invités (5) : corrigez l'un des deux nombres."]
    }

"""Two people on the same report: the second to save is told, and both versions are kept."""

import pytest
from django.test import Client
from django.urls import reverse

from cms import roles
from reseau.models import CompteRendu
from tests.factories import CompteRenduFactory, UserFactory
from tests.reseau.forms import report_data

pytestmark = pytest.mark.django_db

URLS = "wagtailsnippets_reseau_compterendu"


def opened(client: Client, report: CompteRendu) -> dict[str, str]:
    """What the form that somebody opens knows of the version it shows."""
    context = client.get(reverse(f"{URLS}:edit", args=[report.pk])).context
    return {
        "loaded_revision_id": str(context["object"].latest_revision_id),
        "loaded_revision_created_at": context["loaded_revision_created_at"],
    }


def test_the_second_is_told_and_nothing_is_lost() -> None:
    report = CompteRenduFactory(slug="a-deux")
    report.save_revision()
    clients = [Client(), Client()]
    for client, name in zip(clients, ("Ada", "Zoé"), strict=True):
        client.force_login(UserFactory(roles=[roles.REDACTION], first_name=name))
    address = reverse(f"{URLS}:edit", args=[report.pk])
    first, second = (opened(client, report) for client in clients)

    assert clients[0].post(address, report_data(slug="a-deux", place="Chez Ada") | first).status_code == 302
    typed = report_data(slug="a-deux", place="Chez Zoé")
    told = clients[1].post(address, typed | second)
    assert told.status_code == 200
    page = told.content.decode()
    assert "Ada a enregistré une autre version pendant que vous écriviez." in page
    assert 'value="Chez Zoé"' in page
    assert CompteRendu.objects.get().get_latest_revision_as_object().place == "Chez Ada"

    # The form that comes back knows the other version: saving again keeps this one, above it in the history.
    again = {
        "loaded_revision_id": str(told.context["object"].latest_revision_id),
        "loaded_revision_created_at": told.context["loaded_revision_created_at"],
    }
    assert f'value="{again["loaded_revision_id"]}"' in page
    assert clients[1].post(address, typed | again).status_code == 302
    places = [revision.as_object().place for revision in CompteRendu.objects.get().revisions.order_by("pk")]
    assert places == ["Istres", "Chez Ada", "Chez Zoé"]


def test_what_the_admin_saves_by_itself_is_refused_then() -> None:
    report = CompteRenduFactory(slug="a-deux")
    report.save_revision()
    client = Client()
    client.force_login(UserFactory(roles=[roles.REDACTION]))
    known = opened(client, report)
    report.save_revision()
    address = reverse(f"{URLS}:edit", args=[report.pk])
    response = client.post(address, report_data(slug="a-deux") | known, headers={"Accept": "application/json"})
    assert response.status_code == 400
    assert response.json()["error_code"] == "invalid_revision"


def test_nobody_is_told_of_what_they_saved_themselves() -> None:
    """The admin saves by itself as one types; a click on « Soumettre » may leave before its answer came back."""
    user = UserFactory(roles=[roles.REDACTION])
    report = CompteRenduFactory(slug="seule")
    report.save_revision(user=user)
    client = Client()
    client.force_login(user)
    known = opened(client, report)
    address = reverse(f"{URLS}:edit", args=[report.pk])
    typed = report_data(slug="seule") | known
    assert client.post(address, typed, headers={"Accept": "application/json"}).status_code == 200
    assert client.post(address, typed | {"action-submit": "1"}).status_code == 302
    assert CompteRendu.objects.get().workflow_in_progress

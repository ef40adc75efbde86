"""Each thing that a report may not say is refused in a sentence, at its field, and nothing typed is lost."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.models import Collection
from wagtail.test.utils.form_data import streamfield

from cms import roles
from reseau.models import ChiffreEvaluation, CompteRendu, DocumentReunion
from tests.factories import CompteRenduFactory, DocumentFactory, ReseauPageFactory, UserFactory, meeting_to_come
from tests.reseau.forms import report_data

pytestmark = pytest.mark.django_db

URLS = "wagtailsnippets_reseau_compterendu"
FAR = (localdate() + datetime.timedelta(days=1000)).isoformat()
REFUSED = [
    ({"date": "31/02/2018"}, "date"),
    ({"date": "hier"}, "date"),
    ({"date": "2016-10-31"}, "date"),
    ({"date": FAR}, "date"),
    ({"present": "-1"}, "present"),
    ({"present": "beaucoup"}, "present"),
    ({"new_guetteurs": "-3"}, "new_guetteurs"),
    ({"invited": "5"}, "present"),
    ({"present_insiders": "10"}, "present_insiders"),
    ({"present": "", "present_insiders": "2"}, "present_insiders"),
    ({"starts_at": "21:00", "ends_at": "19:30"}, "ends_at"),
    ({"starts_at": "", "ends_at": "19:30"}, "starts_at"),
    ({"starts_at": "25:00"}, "starts_at"),
    ({"registration_email": "secret"}, "registration_email"),
]


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.REDACTION]))
    return client


@pytest.mark.parametrize("action", [{}, {"action-submit": "1"}], ids=["draft", "submitted"])
@pytest.mark.parametrize(("typed", "field"), REFUSED, ids=[str(case[0]) for case in REFUSED])
def test_what_contradicts_itself_is_refused_at_its_field(
    editor: Client, typed: dict[str, str], field: str, action: dict[str, str]
) -> None:
    response = editor.post(reverse(f"{URLS}:add"), report_data(**typed, host="Un groupe du soir") | action)
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert errors[field][0].endswith(".")
    page = BeautifulSoup(response.content, "html.parser")
    assert page.find("input", {"name": "host"})["value"] == "Un groupe du soir"
    assert page.find("input", {"name": field})["value"] == typed.get(field, "9")
    assert not CompteRendu.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"present": -1},
        {"present": 9, "invited": 5},
        {"present": 9, "present_insiders": 10},
        {"starts_at": datetime.time(21), "ends_at": datetime.time(20)},
        {"date": datetime.date(2016, 10, 31)},
        {"evaluation": [ChiffreEvaluation(label="Ont répondu", value=10, out_of=9)]},
    ],
    ids="-".join,
)
def test_the_database_refuses_it_too(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        CompteRenduFactory(**values)


def test_its_address_may_be_left_empty(editor: Client) -> None:
    for _ in range(2):
        response = editor.post(reverse(f"{URLS}:add"), report_data(slug="", place="Istres, centre"))
        assert response.status_code == 302, response.context["form"].errors
    slugs = CompteRendu.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["2018-06-19-istres-centre", "2018-06-19-istres-centre-2"]


def test_two_meetings_made_at_the_same_moment_have_two_addresses() -> None:
    meetings = [CompteRendu(title="Réunion", date=datetime.date(2018, 6, 19), place="Istres") for _ in range(2)]
    for meeting in meetings:
        meeting.is_draft_save = True
        meeting.full_clean()
    assert {meeting.slug for meeting in meetings} == {"2018-06-19-istres"}
    for meeting in meetings:
        meeting.save()
    assert meetings[1].slug == "2018-06-19-istres-2"
    with pytest.raises(IntegrityError):
        CompteRendu(title="Réunion", date=datetime.date(2018, 6, 20), slug="2018-06-19-istres").save()


@pytest.mark.parametrize("point", CompteRendu.CHECKLIST)
def test_a_public_report_needs_every_point_of_its_list(editor: Client, point: str) -> None:
    data = report_data() | {"action-submit": "1"}
    del data[point]
    response = editor.post(reverse(f"{URLS}:add"), data)
    assert response.context["form"].errors == {
        point: ["Vérifiez ce point et cochez-le, ou laissez ce compte rendu interne."]
    }
    internal = {name: value for name, value in data.items() if name not in CompteRendu.CHECKLIST}
    assert editor.post(reverse(f"{URLS}:add"), internal | {"visibility": "internal"}).status_code == 302


def test_less_is_asked_of_a_meeting_to_come(editor: Client) -> None:
    day = (localdate() + datetime.timedelta(days=20)).isoformat()
    data = report_data(date=day, present="", body=streamfield([]), starts_at="19:30") | {"action-submit": "1"}
    announced = {name: value for name, value in data.items() if name not in CompteRendu.CHECKLIST}
    response = editor.post(reverse(f"{URLS}:add"), announced | {"place": "", "starts_at": "", "registration": "email"})
    assert set(response.context["form"].errors) == {"place", "starts_at", "registration_email"}
    assert editor.post(reverse(f"{URLS}:add"), announced).status_code == 302
    assert CompteRendu.objects.get().workflow_in_progress


# Documents


def private_document() -> Any:
    return DocumentFactory(title="Notes", collection=Collection.objects.get(name="Réseau (réservé)"))


def with_document(document: Any, **values: Any) -> CompteRendu:
    return CompteRenduFactory(slug="ouvert", documents=[DocumentReunion(document=document)], **values)


def test_documents_go_where_their_report_goes() -> None:
    internal = with_document(DocumentFactory(), visibility="internal")
    assert "tout le monde peut lire" in internal.publication_errors()["documents"]
    internal.documents = [DocumentReunion(document=private_document())]
    assert internal.publication_errors() == {}
    internal.visibility = "public"
    assert "personne ne l'ouvrirait" in internal.publication_errors()["documents"]


def test_a_document_kept_private_is_given_to_nobody(client: Client) -> None:
    ReseauPageFactory()
    document = private_document()
    report = with_document(document)
    assert "Notes" not in client.get("/reseau/comptes-rendus/ouvert/").content.decode()
    assert client.get(f"/api/v2/comptes-rendus/{report.pk}/").json()["documents"] == []
    assert client.get(f"/api/v2/documents/{document.pk}/").status_code == 404
    assert client.get(document.url).status_code == 302  # to the login


def test_a_public_report_gives_its_documents_and_figures(client: Client) -> None:
    ReseauPageFactory()
    figures = [ChiffreEvaluation(label="Satisfaction", value="8.5", out_of=10)]
    report = with_document(DocumentFactory(title="Diaporama"), evaluation=figures, present=9, present_insiders=3)
    page = client.get("/reseau/comptes-rendus/ouvert/").content.decode()
    for words in ("Diaporama", "8,5 sur 10", "9, dont 3 de l’URPS ou du groupe"):
        assert words in page.replace("\u00a0", " "), words
    answer = client.get(f"/api/v2/comptes-rendus/{report.pk}/").json()
    assert answer["evaluation"] == [{"label": "Satisfaction", "value": 8.5, "out_of": 10}]
    assert [document["title"] for document in answer["documents"]] == ["Diaporama"]
    assert answer["met"] == 6


def test_a_meeting_announced_shows_no_figure_of_a_report(client: Client) -> None:
    ReseauPageFactory()
    meeting_to_come(slug="bientot", invited=40)
    assert "invités" not in client.get("/reseau/comptes-rendus/bientot/").content.decode()

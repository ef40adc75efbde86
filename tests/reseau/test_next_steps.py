"""What is left to do after a meeting: kept at once, told to its owner, never to readers."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from cms import roles
from cms.duties import SHOWN, duties_of
from cms.models import User
from reseau.models import CompteRendu, ProchaineEtape
from tests.factories import CompteRenduFactory, ReseauPageFactory, UserFactory
from tests.reseau.forms import report_data

pytestmark = pytest.mark.django_db

URLS = "wagtailsnippets_reseau_compterendu"
DAY = datetime.timedelta(days=1)
SECRET = "Rappeler la personne de l'accueil"


def logged(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def step(**values: Any) -> dict[str, Any]:
    return {"text": SECRET, "owner": "", "due_on": "", "done_on": "", **values}


def awaiting(user: User, name: str) -> Any:
    duty = next(duty for duty in duties_of(user) if duty.name == name)
    return duty.awaiting(user, localdate())


def test_a_step_is_kept_at_once_and_ticked_without_review(client: Client) -> None:
    """Even on a published report, whose other changes wait for their approval."""
    ReseauPageFactory()
    user = UserFactory(roles=[roles.REDACTION])
    report = CompteRenduFactory(slug="suite")
    report.save_revision().publish()
    address = reverse(f"{URLS}:edit", args=[report.pk])
    typed = report_data(slug="suite", place="Ailleurs", etapes=[step(owner=user.pk, due_on="2026-01-01")])
    assert logged(user).post(address, typed).status_code == 302
    kept = ProchaineEtape.objects.get()
    assert (kept.text, kept.owner, CompteRendu.objects.get().place) == (SECRET, user, "Istres")
    assert [due.title for due in awaiting(user, "prochaines-etapes").first] == [SECRET]
    done = step(id=kept.pk, owner=user.pk, due_on="2026-01-01", done_on="2026-01-02")
    typed = report_data(slug="suite", etapes=[done]) | {"etapes-INITIAL_FORMS": "1"}
    assert logged(user).post(address, typed).status_code == 302
    assert ProchaineEtape.objects.get().done_on == datetime.date(2026, 1, 2)
    assert awaiting(user, "prochaines-etapes").count == 0
    report = CompteRendu.objects.get()
    report.revisions.order_by("pk").first().publish()  # an old version brings no step back
    assert ProchaineEtape.objects.get().done_on == datetime.date(2026, 1, 2)


def test_readers_never_see_a_step(client: Client) -> None:
    ReseauPageFactory()
    report = CompteRenduFactory(slug="suite", etapes=[ProchaineEtape(text=SECRET)])
    for address in ("/reseau/comptes-rendus/suite/", f"/api/v2/comptes-rendus/{report.pk}/", "/reunions.ics"):
        assert "Rappeler" not in client.get(address).content.decode()
    assert client.get("/api/v2/comptes-rendus/", {"fields": "etapes"}).status_code == 400
    assert client.get("/api/v2/recherche/", {"q": "rappeler accueil"}).json()["meta"]["total_count"] == 0


def test_steps_await_their_owner_when_their_day_has_come() -> None:
    owner, other = UserFactory(roles=[roles.REDACTION]), UserFactory(roles=[roles.COORDINATION])
    dues = {"Hier": localdate() - DAY, "Aujourd'hui": localdate(), "Demain": localdate() + DAY, "Un jour": None}
    CompteRenduFactory(etapes=[ProchaineEtape(text=text, owner=owner, due_on=due) for text, due in dues.items()])
    found = awaiting(owner, "prochaines-etapes")
    assert [due.title for due in found.first] == ["Hier", "Aujourd'hui"]
    assert found.first[0].since == localdate() - DAY
    assert awaiting(other, "prochaines-etapes").count == 0


def test_meetings_over_await_their_report() -> None:
    writer, reader = UserFactory(roles=[roles.COORDINATION]), UserFactory(roles=[roles.VALIDATION])
    over = {"body": [], "date": localdate() - DAY}
    to_write = CompteRenduFactory(title="À raconter", live=False, **over)
    submitted = CompteRenduFactory(title="En relecture", **over)
    submitted.save_revision(clean=False)
    submitted.get_workflow().start(submitted, writer)
    CompteRenduFactory(title="Racontée", date=localdate() - DAY)
    CompteRenduFactory(title="À venir", body=[], date=localdate())
    found = awaiting(writer, "comptes-rendus-a-ecrire")
    assert [due.title for due in found.first] == ["À raconter"]
    assert found.first[0].url == reverse(f"{URLS}:edit", args=[to_write.pk])
    assert "comptes-rendus-a-ecrire" not in [duty.name for duty in duties_of(reader)]


def test_duties_ask_as_much_with_many_things_to_do() -> None:
    user = UserFactory(roles=[roles.REDACTION])

    def due() -> CompteRendu:
        steps = [ProchaineEtape(text="À faire", owner=user, due_on=localdate())]
        return CompteRenduFactory(body=[], date=localdate() - DAY, etapes=steps)

    def queries(name: str) -> int:
        awaiting(user, name)
        with CaptureQueriesContext(connection) as captured:
            awaiting(user, name)
        return len(captured)

    names = ("prochaines-etapes", "comptes-rendus-a-ecrire")
    for _ in range(SHOWN):
        due()
    few = [queries(name) for name in names]
    for _ in range(10):
        due()
    assert [queries(name) for name in names] == few
    assert [awaiting(user, name).count for name in names] == [SHOWN + 10] * 2

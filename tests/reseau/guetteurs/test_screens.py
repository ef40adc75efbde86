"""The screens of the register, through real requests."""

from datetime import date

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex

from api.router import router
from cms.encrypted import UNREADABLE
from reseau.guetteurs.addresses import CONTACT, INDEX, INSPECT
from reseau.guetteurs.contacting import months_after
from reseau.models import EtapeFormation, GuetteurVeilleur
from search.models import Entry
from structures.models import Departement
from tests.factories import CompteRenduFactory, GuetteurVeilleurFactory

from .screens import at, body, filled, keeper

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return keeper()


class TestWriting:
    def test_somebody_is_added(self, client: Client) -> None:
        report = CompteRenduFactory(date=date(2018, 5, 24))
        var = Departement.objects.get(code="83")
        response = client.post(
            at("create"),
            filled(
                phone="04 65 71 00 01",
                email="clair@example.org",
                departement=var.pk,
                recruited_at=report.pk,
                etapes=[{"step": "course", "done_on": "2019-03-01", "id": ""}],
            ),
            follow=True,
        )
        guetteur = GuetteurVeilleur.objects.get()
        assert f"{guetteur} : ajouté au registre." in body(response)
        assert (guetteur.phone, guetteur.recruited_on) == ("+33465710001", date(2018, 5, 24))
        assert guetteur.training == "Formation suivie"

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, client: Client) -> None:
        page = body(
            client.post(
                at("create"),
                filled(phone="12", left_on="32/13/2026", consent_on="", address="1 rue Tapée", departement="99999"),
            )
        )
        assert "n&#x27;est pas un numéro de téléphone français" in page
        assert "1 rue Tapée" in page
        assert "Clairnom" in page
        assert "Saisissez une date valide" in page
        assert not GuetteurVeilleur.objects.exists()

    def test_a_step_typed_twice_is_shown_once(self, client: Client) -> None:
        step = {"step": "course", "done_on": "2019-03-01", "id": ""}
        assert client.post(at("create"), filled(etapes=[step, step])).status_code == 302
        assert GuetteurVeilleur.objects.get().training == "Formation suivie"

    def test_a_change_is_kept_and_its_history_names_nobody(self, client: Client) -> None:
        guetteur = GuetteurVeilleurFactory(last_name="Clairnom")
        response = client.post(at("edit", guetteur.pk), filled(last_name="Autrenom", state="paused"), follow=True)
        assert "modifications enregistrées" in body(response)
        guetteur.refresh_from_db()
        assert (guetteur.last_name, guetteur.state) == ("Autrenom", "paused")
        assert "Autrenom" not in body(client.get(at("history", guetteur.pk)))
        for entry in ModelLogEntry.objects.all():
            assert "nom" not in f"{entry.label} {entry.data} {entry.message}"

    def test_what_cannot_be_read_is_kept_through_a_change(self, client: Client) -> None:
        guetteur = GuetteurVeilleurFactory(last_name="Clairnom", email="clair@example.org")
        with override_settings(REGISTER_KEYS=["b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItLS0="]):
            for address in (
                reverse(INDEX),
                at("inspect", guetteur.pk),
                at("edit", guetteur.pk),
                at("delete", guetteur.pk),
            ):
                assert UNREADABLE in body(client.get(address))
            sent = dict.fromkeys(("last_name", "first_name", "email", "phone"), UNREADABLE)
            response = client.post(at("edit", guetteur.pk), filled(**sent, state="paused"))
            assert response.status_code == 302, response.context["form"].errors
        guetteur.refresh_from_db()
        assert (guetteur.state, guetteur.last_name, guetteur.email) == ("paused", "Clairnom", "clair@example.org")

    def test_somebody_is_taken_out_at_once(self, client: Client) -> None:
        guetteur = GuetteurVeilleurFactory(last_name="Clairnom")
        EtapeFormation.objects.create(guetteur=guetteur, step="course", done_on=date(2019, 1, 1))
        assert "effacés aussitôt et pour toujours" in body(client.get(at("delete", guetteur.pk)))
        assert GuetteurVeilleur.objects.exists()
        page = body(client.post(at("delete", guetteur.pk), follow=True))
        assert "retiré du registre" in page
        assert "Clairnom" not in page
        assert not GuetteurVeilleur.objects.exists()
        assert not EtapeFormation.objects.exists()
        assert [entry.label for entry in ModelLogEntry.objects.all()] == [str(guetteur)]

    def test_a_contact_is_noted_in_one_gesture(self, client: Client) -> None:
        guetteur = GuetteurVeilleurFactory(next_contact_on=date(2026, 1, 1))
        today = timezone.localdate()
        assert "Contact noté" in body(client.post(reverse(CONTACT, args=[guetteur.pk]), follow=True))
        guetteur.refresh_from_db()
        assert (guetteur.last_contact_on, guetteur.next_contact_on) == (today, months_after(today, 3))

    @pytest.mark.parametrize(
        "gone",
        [
            {"state": "left", "left_on": date(2026, 2, 1)},
            {"state": "paused", "consent_withdrawn_on": date(2026, 2, 1)},
        ],
        ids=["left", "consent withdrawn"],
    )
    def test_whoever_has_left_is_not_contacted(self, client: Client, gone: dict[str, object]) -> None:
        guetteur = GuetteurVeilleurFactory(**gone)
        assert client.post(reverse(CONTACT, args=[guetteur.pk])).status_code == 404
        assert "Contact ce jour" not in body(client.get(at("inspect", guetteur.pk)))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 9, 27), 3, date(2026, 12, 27)),
        (date(2026, 10, 1), 3, date(2027, 1, 1)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
    ],
)
def test_three_months_later(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_an_empty_register_says_what_it_is_for_and_how_to_begin(client: Client) -> None:
    page = body(client.get(reverse(INDEX)))
    assert "Personne n'est encore inscrit ici" in page
    assert "Pour commencer" in page
    assert page.count(at("create")) == 2
    assert "Exporter" not in page


def test_no_english_is_left(client: Client) -> None:
    guetteur = GuetteurVeilleurFactory(recruited_at=CompteRenduFactory())
    pages = [reverse(INDEX), f"{reverse(INDEX)}?state=left", at("create")]
    pages += [at(action, guetteur.pk) for action in ("edit", "inspect", "delete", "history")]
    for address in pages:
        main = body(client.get(address)).split("<main", 1)[1].split("</main", 1)[0]
        for word in (
            " the ",
            "Delete",
            ">Edit",
            "Search",
            "Filter<",
            ">All<",
            "Inspect",
            "Save",
            ">None<",
        ):
            assert word not in main, f"{address}: {word}"


class TestNowhereElse:
    """Neither the search, nor the references index, nor the API, nor any page knows the register."""

    def test_search_and_references(self, client: Client, django_capture_on_commit_callbacks) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            report = CompteRenduFactory(title="Réunion publique")
            client.post(at("create"), filled(last_name="Clairnom", recruited_at=report.pk))
        guetteur = GuetteurVeilleur.objects.get()
        assert not ReferenceIndex.get_references_for_object(guetteur).exists()
        assert not ReferenceIndex.get_references_to(report).exists()
        assert GuetteurVeilleur not in ReferenceIndex.tracked_models
        assert EtapeFormation not in ReferenceIndex.tracked_models
        assert not Entry.objects.filter(content_type__model__in=["guetteurveilleur", "etapeformation"]).exists()

    def test_the_api_and_the_pages(self, client: Client) -> None:
        report = CompteRenduFactory(slug="une-reunion")
        GuetteurVeilleurFactory(last_name="Clairnom", recruited_at=report)
        assert not any("guetteur" in name for name in router._endpoints)
        visitor = Client()
        for address in (
            "/api/v2/comptes-rendus/",
            "/api/v2/departements/",
            "/sitemap.xml",
            "/recherche/?q=Clairnom",
            "/reseau/comptes-rendus/une-reunion/",
        ):
            page = visitor.get(address).content.decode()
            assert "guetteur-" not in page or address.startswith("/recherche")
            assert (
                "Clairnom" not in page.replace("q=Clairnom", "").replace("« Clairnom »", "") or "recherche" in address
            )

    def test_the_inspected_row_shows_what_is_kept(self, client: Client) -> None:
        guetteur = GuetteurVeilleurFactory(phone="+33465710001", email="clair@example.org")
        page = body(client.get(reverse(INSPECT, args=[guetteur.pk])))
        assert 'href="tel:+33465710001">04 65 71 00 01<' in page
        assert 'href="mailto:clair@example.org"' in page
        assert f"<title>Fiche – {guetteur}" in page.replace("\n", "")

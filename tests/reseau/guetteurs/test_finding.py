"""The list of the register: filters, words, addresses, and as many queries whatever it holds."""

import re
from datetime import date
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.encrypted import encrypt
from reseau.guetteurs.addresses import INDEX
from reseau.guetteurs.finding import seal
from reseau.models import EtapeFormation, GuetteurVeilleur
from structures.models import Departement
from tests.factories import CompteRenduFactory, GuetteurVeilleurFactory

from .screens import at, body, keeper, listed, search

pytestmark = pytest.mark.django_db

LIMIT = 25  # of a screen of the admin, its menus included


@pytest.fixture
def client() -> Client:
    return keeper()


class TestFinding:
    @pytest.fixture(autouse=True)
    def _people(self) -> None:
        GuetteurVeilleurFactory(last_name="Élodienom", first_name="Inès", profession="pharmacy")
        nice = Departement.objects.get(code="06")
        GuetteurVeilleurFactory(last_name="Brunonom", departement=nice, last_contact_on=date(2026, 1, 1))
        EtapeFormation.objects.create(
            guetteur=GuetteurVeilleurFactory(
                last_name="Camillenom",
                departement=None,
                state="paused",
                last_contact_on=date(2026, 1, 1),
                next_contact_on=date(2026, 3, 1),
            ),
            step="course",
            done_on=date(2019, 1, 1),
        )

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("", ["Camillenom", "Élodienom", "Brunonom"]),
            ("departement=06", ["Brunonom"]),
            ("departement=inconnu", ["Camillenom"]),
            ("state=paused", ["Camillenom"]),
            ("profession=pharmacy", ["Élodienom"]),
            ("formation=course", ["Camillenom"]),
            ("formation=none", ["Élodienom", "Brunonom"]),
            ("contact=due", ["Camillenom"]),
            ("contact=never", ["Élodienom"]),
            ("contact=unplanned&departement=83", ["Élodienom"]),
            ("o=6", ["Camillenom", "Brunonom", "Élodienom"]),
            ("o=-6", ["Camillenom", "Brunonom", "Élodienom"]),
        ],
    )
    def test_filters(self, client: Client, query: str, names: list[str]) -> None:
        found = listed(body(client.get(f"{reverse(INDEX)}?{query}")))
        assert (found == names) if query in {"", "o=-6", "o=6"} else (sorted(found) == sorted(names))

    @pytest.mark.parametrize(
        ("form", "names"),
        [
            ({"q": "elodienom"}, ["Élodienom"]),
            ({"q": " INES nom "}, ["Élodienom"]),
            ({"q": "pharmacie"}, ["Élodienom"]),
            ({"q": "alpes-maritimes"}, ["Brunonom"]),
            ({"q": "06"}, ["Brunonom"]),
            ({"q": "personne"}, []),
            ({"q": "\"\x00'%"}, ["Brunonom", "Camillenom", "Élodienom"]),
            ({"q": "nom" * 2000}, []),
            ({"q": "nom", "departement": "83"}, ["Élodienom"]),
            ({"departement": "99", "state": "paused", "inconnu": "1", "last_name": "x"}, ["Camillenom"]),
            ({}, ["Brunonom", "Camillenom", "Élodienom"]),
        ],
    )
    def test_words_and_filters_of_the_form(self, client: Client, form: dict[str, str], names: list[str]) -> None:
        assert sorted(listed(body(search(client, **form)))) == sorted(names)

    def test_a_number_finds_its_row(self, client: Client) -> None:
        guetteur = GuetteurVeilleur.objects.order_by("pk").last()
        assert listed(body(search(client, q=guetteur.pk, departement="inconnu"))) == ["Camillenom"]

    def test_no_address_holds_a_name_that_was_typed(self, client: Client) -> None:
        page = search(client, q="Élodienom", state="active")
        [(address, status)] = page.redirect_chain
        assert status == 302
        assert "lodie" not in address
        assert "state=active" in address
        shown = body(page)
        assert 'value="Élodienom"' in shown
        links = re.findall(r'(?:href|action)="([^"]*)"', shown)
        assert any("q=" in link for link in links)  # an export takes what is listed
        assert not any("lodie" in unquote(link) for link in links)
        assert listed(body(client.get(address))) == ["Élodienom"]

    # Named: a seal holds the moment it was made, and two workers would not agree on the name of the test.
    @pytest.mark.parametrize(
        "sealed",
        ["Élodienom", "gAAAAA", "\x00", encrypt("Élodienom")],
        ids=["in clear", "cut", "nothing", "of another kind"],
    )
    def test_words_that_were_not_sealed_here_ask_nothing(self, client: Client, sealed: str) -> None:
        page = body(client.get(reverse(INDEX), {"q": sealed}))
        assert len(listed(page)) == 3
        assert 'name="q" value=""' in page

    @pytest.mark.parametrize(
        "query",
        [
            *("p=abc", "p=-4", "p=99999999999999999999", "o=99", "o=zz.-", "o=-", "departement=99", "state=%00"),
            *("inconnu=1", "email__startswith=a", "last_name=x", "recruited_at__title__icontains=a", "e=1"),
        ],
    )
    def test_a_strange_address_shows_everybody(self, client: Client, query: str) -> None:
        assert len(listed(body(client.get(f"{reverse(INDEX)}?{query}")))) == 3

    @pytest.mark.parametrize("key", ["abc", "0", "99999999999999999999999", "-1", "%C2%B2"])
    @pytest.mark.parametrize("action", ["edit", "inspect", "delete", "history"])
    def test_a_row_that_is_not_there(self, client: Client, action: str, key: str) -> None:
        assert client.get(at(action, 1).replace("/1/", f"/{key}/")).status_code == 404

    def test_the_library_s_own_export_gives_nothing(self, client: Client) -> None:
        response = client.get(f"{reverse(INDEX)}?export=csv")
        assert response.status_code == 302
        assert response.headers["Location"] == reverse("guetteurs_export")


@pytest.mark.parametrize("action", ["index", "edit", "inspect", "search", "export", "due"])
def test_as_many_queries_with_many_rows(client: Client, action: str) -> None:
    var = Departement.objects.get(code="83")

    def rows(count: int) -> None:
        made = GuetteurVeilleur.objects.bulk_create(
            GuetteurVeilleurFactory.build_batch(count, departement=var, next_contact_on=date(2026, 1, 1))
        )
        EtapeFormation.objects.bulk_create(
            EtapeFormation(guetteur=guetteur, step="course", done_on=date(2019, 1, 1)) for guetteur in made
        )

    rows(20)
    report = CompteRenduFactory()
    first = GuetteurVeilleur.objects.first()
    first.recruited_at = report
    first.save()
    addresses = {
        "index": reverse(INDEX),
        "search": f"{reverse(INDEX)}?q={seal('nom')}",
        "due": f"{reverse(INDEX)}?contact=due&formation=course",
        "export": reverse("guetteurs_export"),
    }
    address = addresses.get(action) or at(action, first.pk)

    def queries() -> int:
        body(client.get(address))
        with CaptureQueriesContext(connection) as captured:
            body(client.get(address))
        return len(captured)

    few = queries()
    rows(1980 if action in addresses else 80)
    assert queries() == few <= LIMIT

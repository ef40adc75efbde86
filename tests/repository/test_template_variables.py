"""No template asks for a variable that does not exist."""

import copy
import datetime
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings
from wagtail.models import PreviewableMixin

from cms.models import User
from structures.models import Departement
from tests import factories as made
from tests.home.addresses import html_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "marked_variables")]

MARK = "‹inconnue : {}›"
FOUND = re.compile(re.escape(MARK).replace(re.escape("{}"), r"([^›]+)"))


@pytest.fixture
def marked_variables() -> Iterator[None]:
    """Variables that do not exist are written out instead of being left out."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = MARK.format("%s")
    with override_settings(TEMPLATES=templates):
        yield


def unknown(html: str) -> set[str]:
    return set(FOUND.findall(html))


def test_the_mark_works() -> None:
    assert unknown(Template("{{ rien.du_tout }}").render(Context())) == {"rien.du_tout"}


ADDRESSES = [
    "/",
    "/aide/",
    "/aide/?quand=2026-12-25T03:00",
    "/fiches/",
    "/fiches/?theme=cpam",
    "/fiches/pensees-suicidaires/",
    "/fiches/agression-au-cabinet/",
    "/temoignages/",
    "/temoignages/tenir-puis-revenir/",
    "/bibliographie/",
    "/bibliographie/?theme=erreur",
    "/bibliographie/wu2000/",
    "/structures/",
    "/structures/?besoin=ecoute&departement=83&inconnu=1",
    "/structures/?besoin=maladie&gratuit=1&departement=99",
    "/structures/ordre-83/",
    "/reseau/",
    "/reseau/comptes-rendus/2018-06-19-istres/",
    "/reseau/comptes-rendus/exemple-de-reunion/",
    "/departements/83-var/",
    "/mentions-legales/",
    "/plan-du-site/",
    "/recherche/",
    "/recherche/?q=sommeil",
    "/recherche/?q=zzzz",
    "/recherche/?q=zzzz&tel-quel=1",
    "/recherche/?q=epuisemant",
    "/recherche/?q=envie+de+mourir&page=2",
    "/recherche/?q=medecin&genre=fiche&theme=inconnu&tri=date",
    "/recherche/?q=%3F",
    "/design/",
    "/inconnue/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_of_the_demo(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == (404 if address == "/inconnue/" else 200)
    assert unknown(response.content.decode()) == set()


def test_pages_that_editors_left_almost_empty(client: Client) -> None:
    for address in html_addresses():
        assert unknown(client.get(address).content.decode()) == set(), address


def test_a_fiche_with_every_field(client: Client) -> None:
    page = made.FichePageFactory(
        key_points=[("phrase", "Un.")],
        reviewed_on=datetime.date(2026, 1, 1),
        demo_notice="Démonstration",
        audiences=[made.AudienceFactory()],
        authors=[("personne", {"name": "Camille", "quality": ""})],
        related_structures=[made.StructurePageFactory()],
        related_references=[made.ReferencePageFactory()],
        numeros=[made.NumeroFactory(state="to_confirm", is_free=True, is_anonymous=True)],
    )
    assert unknown(client.get(page.get_url()).content.decode()) == set()


def test_previews_of_snippets() -> None:
    snippets: list[PreviewableMixin] = [
        made.NumeroFactory(),
        made.ReferentFactory(),
        made.CompteRenduFactory(),
        Departement.objects.first(),
    ]
    for snippet in snippets:
        response = snippet.make_preview_request(original_request=request_of_an_editor())
        response.render()
        assert response.status_code == 200
        assert unknown(response.content.decode()) == set(), snippet


def request_of_an_editor() -> object:
    request = RequestFactory().get("/admin/")
    request.user = User(username="redaction")
    return request

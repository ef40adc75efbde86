"""At most twelve queries a page, and as many with ten children as with a hundred."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.remembered import memory
from fiches.models import FicheIndexPage, FichePage
from tests.factories import (
    BibliographiePageFactory,
    CompteRenduFactory,
    FicheIndexPageFactory,
    FichePageFactory,
    NumeroFactory,
    ReferencePageFactory,
    ReferentFactory,
    ReseauPageFactory,
    StructureIndexPageFactory,
    StructurePageFactory,
    TemoignageIndexPageFactory,
    TemoignagePageFactory,
    ThemeFactory,
    meeting_to_come,
)

LIMIT = 12
AIDE_LIMIT = 8

pytestmark = pytest.mark.django_db


def queries(client: Client, address: str) -> int:
    """Queries of one anonymous request, once Wagtail knows the site's root."""
    client.get("/sante/")
    cache.clear()
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def numeros() -> list:
    return [NumeroFactory(), NumeroFactory()]


SECTIONS: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
    ("/fiches/", FicheIndexPageFactory, FichePageFactory),
    ("/temoignages/", TemoignageIndexPageFactory, TemoignagePageFactory),
    ("/bibliographie/", BibliographiePageFactory, ReferencePageFactory),
    ("/structures/", StructureIndexPageFactory, lambda: StructurePageFactory(numeros=numeros())),
    ("/reseau/", ReseauPageFactory, CompteRenduFactory),
    ("/reseau/?referents", ReseauPageFactory, ReferentFactory),
    ("/reseau/?reunions", ReseauPageFactory, meeting_to_come),
    ("/", ReseauPageFactory, meeting_to_come),
    ("/api/v2/reunions/?fields=*", ReseauPageFactory, meeting_to_come),
    ("/reunions.ics", ReseauPageFactory, meeting_to_come),
    ("/recherche/?q=texte", FicheIndexPageFactory, FichePageFactory),
    ("/plan-du-site/", FicheIndexPageFactory, FichePageFactory),
]


@pytest.mark.parametrize(("address", "section", "child"), SECTIONS, ids=[section[0] for section in SECTIONS])
def test_lists_ask_as_much_with_many_items(client, address, section, child) -> None:
    section()
    for _ in range(2):
        child()
    few = queries(client, address)
    for _ in range(18):
        child()
    many = queries(client, address)
    assert few == many
    assert many <= LIMIT


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/aide/",
        "/fiches/",
        "/fiches/?theme=cpam",
        "/temoignages/tenir-puis-revenir/",
        "/bibliographie/wu2000/",
        "/structures/",
        "/structures/?besoin=ecoute&departement=83&public=medecins-liberaux&gratuit=1&ouvert=1",
        "/structures/ordre-83/",
        "/reseau/",
        "/departements/",
        "/departements/83-var/",
        "/reseau/comptes-rendus/2018-05-24-le-brusc/",
        "/reseau/comptes-rendus/exemple-de-reunion/",
        "/mentions-legales/",
        "/recherche/?q=sommeil",
        "/recherche/?q=epuisemant",
        "/recherche/?q=medecin&genre=fiche&departement=83",
        "/recherche/?q=xylophone&genre=fiche",
    ],
)
def test_pages_of_the_demo(client: Client, address: str) -> None:
    assert queries(client, address) <= LIMIT


@pytest.mark.usefixtures("demo")
def test_who_answers_asks_less_still(client: Client) -> None:
    """And once something changed, when a process has everything to read anew, no more than other pages are allowed."""
    memory.forget()
    cache.clear()
    with CaptureQueriesContext(connection) as cold:
        assert client.get("/aide/").status_code == 200
    assert len(cold) <= LIMIT
    for address in ("/aide/", "/aide/?quand=2026-12-25T03:00"):
        with CaptureQueriesContext(connection) as warm:
            assert client.get(address).status_code == 200
        assert len(warm) <= AIDE_LIMIT


@pytest.mark.usefixtures("demo")
def test_every_fiche_of_the_demo(client: Client) -> None:
    for fiche in FichePage.objects.live():
        assert queries(client, fiche.get_url()) <= LIMIT, fiche


def test_a_fiche_asks_as_much_with_many_blocks_and_links(client: Client) -> None:
    theme = ThemeFactory()
    others = [FichePageFactory(theme=theme) for _ in range(10)]
    given = numeros()

    def text(count: int) -> list:
        links = "".join(f'<a linktype="page" id="{page.pk}">lien</a>' for page in others[:count])
        return [
            block
            for page in others[:count]
            for block in (
                ("titre", {"text": page.title, "level": "h2"}),
                ("texte", f"<p>{links}</p>"),
                ("voir", {"title": "", "pages": [page.pk]}),
                ("numeros", {"numeros": given}),
            )
        ]

    short = FichePageFactory(theme=theme, body=text(2), numeros=given)
    long = FichePageFactory(theme=theme, body=text(10), numeros=given)
    assert queries(client, short.get_url()) == queries(client, long.get_url()) <= LIMIT
    assert FicheIndexPage.objects.count() == 1

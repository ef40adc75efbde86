"""Who reads the guide, what each role finds first, where its links lead whom."""

import html
import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import roles
from cms.models import User
from fiches.models import FichePage
from guide.contents import EVERYBODY, MINE, contents, find
from guide.reading import all_pages
from guide.screens import SCREENS
from structures.models import Numero

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture
def client_of(client: Client) -> Callable[[str], Client]:
    def client_of(username: str) -> Client:
        client.force_login(User.objects.get(username=username))
        return client

    return client_of


Of = Callable[[str], Client]
ACCOUNTS = ["redaction", "validation", "secretariat", "coordination", "webmestre", "technique"]


@pytest.mark.parametrize("username", ACCOUNTS)
def test_every_account_of_the_admin_reads_every_page(username: str, client_of: Of) -> None:
    client = client_of(username)
    index = client.get("/admin/guide/")
    assert index.status_code == 200
    for page in all_pages():
        address = f"/admin/guide/{page.slug}/"
        assert address in index.content.decode()
        assert client.get(address).status_code == 200


def test_nobody_else_reads_it(client: Client) -> None:
    assert client.get("/admin/guide/").status_code == 302
    client.force_login(User.objects.create_user("sans-role", "x@example.org", "x"))
    assert client.get("/admin/guide/numeros/").status_code in {302, 403}


@pytest.mark.parametrize("username", ACCOUNTS)
def test_a_screen_is_linked_for_those_who_may_open_it(username: str, client_of: Of) -> None:
    client, user = client_of(username), User.objects.get(username=username)
    said = {name: screen.may_open(user) for name, screen in SCREENS.items()}
    assert said == {name: opens(client, screen.address) for name, screen in SCREENS.items()}


def opens(client: Client, address: str) -> bool:
    """Whether a screen is shown: the admin sends whoever may not back to its first page."""
    response = client.get(address, follow=True)
    home = reverse("wagtailadmin_home")
    return response.status_code == 200 and (address == home or response.request["PATH_INFO"] != home)


def test_the_register_is_named_without_a_link_for_those_who_may_not_open_it(client_of: Of) -> None:
    page, address = "/admin/guide/guetteurs-veilleurs/", f'href="{SCREENS["guetteurs"].address}"'
    assert address not in client_of("redaction").get(page).content.decode()
    assert address in client_of("secretariat").get(page).content.decode()


def test_an_unknown_page_is_said_in_french(client_of: Of) -> None:
    response = client_of("redaction").get("/admin/guide/inconnue/")
    assert response.status_code == 404
    assert "Cette page n’est pas dans le guide" in response.content.decode()
    assert "/admin/guide/premiere-visite/" in response.content.decode()


@pytest.mark.parametrize(("username", "role"), [("secretariat", roles.SECRETARIAT), ("webmestre", roles.WEBMESTRE)])
def test_what_concerns_ones_role_comes_first(username: str, role: str) -> None:
    first, *others = contents(User.objects.get(username=username))
    assert first.heading == MINE
    assert [page for page in first.pages if role not in page.roles] == []
    assert [page for group in others for page in group.pages if role in page.roles] == []


def test_each_page_is_listed_once_whatever_the_roles() -> None:
    both = User.objects.create_user("deux-roles", "y@example.org", "y")
    both.groups.add(*Group.objects.filter(name__in=[roles.REDACTION, roles.SECRETARIAT]))
    for user in (both, User.objects.get(username="technique")):
        listed = [page.slug for group in contents(user) for page in group.pages]
        assert sorted(listed) == sorted(page.slug for page in all_pages())
    assert contents(User.objects.get(username="technique"))[0].heading == EVERYBODY


def test_neighbours_follow_the_table_of_contents(client_of: Of) -> None:
    client, order = client_of("secretariat"), []
    address = f"/admin/guide/{contents(User.objects.get(username='secretariat'))[0].pages[0].slug}/"
    while address:
        order.append(address)
        following = re.search(r'href="([^"]+)" rel="next"', client.get(address).content.decode())
        address = following[1] if following else ""
    assert len(order) == len(set(order)) == len(all_pages())


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("temoignage", "publier-un-temoignage"),
        ("TÉMOIGNAGE accord", "publier-un-temoignage"),
        ("docx", "importer-un-document-word"),
        ("papageno", "mots-et-ton"),
        ("relire à temps", "relire-a-temps"),
        ("l’accord d'abord", "publier-un-temoignage"),
    ],
)
def test_the_guide_is_searched_without_minding_accents(question: str, first: str) -> None:
    assert find(question)[0].page.slug == first


def test_an_excerpt_shows_the_words_that_were_found() -> None:
    excerpt = find("effet papageno")[0].excerpt
    assert "Papageno" in excerpt
    assert excerpt.startswith("… ")
    assert len(excerpt) < 200


@pytest.mark.parametrize("question", ["", "   ", "\0", "xylophone", "<script>", "'" * 300, "%", "«»"])
def test_any_question_is_answered(question: str, client_of: Of) -> None:
    response = client_of("redaction").get("/admin/guide/", {"q": question})
    assert response.status_code == 200
    assert "<script>" not in re.findall(r"Aucune page pour.*", response.content.decode())


def test_no_answer_offers_other_words(client_of: Of) -> None:
    text = html.unescape(client_of("redaction").get("/admin/guide/?q=xylophone").content.decode())
    assert "Aucune page pour « xylophone »" in text
    assert "Essayez un seul mot" in text


def test_the_screens_offer_their_page_of_the_guide(client_of: Of) -> None:
    fiche, numero = FichePage.objects.get(slug="dire-non"), Numero.objects.order_by("pk")[0]
    expected = {
        reverse("wagtailadmin_pages:edit", args=[fiche.pk]): "ecrire-une-fiche",
        reverse("wagtailadmin_pages:add", args=["fiches", "fichepage", fiche.get_parent().pk]): "ecrire-une-fiche",
        reverse("wagtailadmin_explore", args=[fiche.get_parent().pk]): "ecrire-une-fiche",
        reverse("wagtailsnippets_structures_numero:edit", args=[numero.pk]): "numeros",
        reverse("wagtailsnippets_search_synonym:list"): "chercher",
        reverse("wagtailimages:index"): "ajouter-une-image",
        reverse("recording_add", args=["audio"]): "publier-un-temoignage",
        reverse("wagtailadmin_reports:workflow_tasks"): "faire-relire",
        reverse("references_import"): "importer-des-references",
        reverse("wagtailsettings:edit", args=["home", "sitesettings"]): "webmestre",
    }
    client = client_of("technique")
    for address, slug in expected.items():
        links = re.findall(r'class="guide-link" href="([^"]+)"', client.get(address, follow=True).content.decode())
        assert links == [f"/admin/guide/{slug}/"], address
    register = client_of("secretariat").get(SCREENS["guetteurs"].address).content.decode()
    assert 'class="guide-link" href="/admin/guide/guetteurs-veilleurs/"' in register


def test_screens_that_the_guide_ignores_offer_nothing(client_of: Of) -> None:
    assert "guide-link" not in client_of("technique").get(reverse("wagtailadmin_workflows:index")).content.decode()


def test_one_guide_only_is_in_the_menus(client_of: Of) -> None:
    page = client_of("redaction").get("/admin/").content.decode()
    assert "/admin/guide/" in page
    assert "guide.wagtail.org" not in page
    assert "editor-guide" not in page


def test_a_page_of_the_guide_asks_the_database_the_same_whatever_its_length(client_of: Of) -> None:
    client = client_of("coordination")
    client.get("/admin/guide/")
    counts = set()
    for page in all_pages()[:6]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/admin/guide/{page.slug}/")
        counts.add(len(queries))
    assert max(counts) <= 12

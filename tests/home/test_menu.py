"""The webmaster edits the menu and the footer, and sees them on the site."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms import roles
from home.models import SiteSettings
from structures.models import Numero
from tests.factories import FicheIndexPageFactory, FichePageFactory, NumeroFactory, PlainPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def webmaster() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[roles.WEBMESTRE]))
    return client


def link(page: Any = "", label: str = "", url: str = "") -> tuple[str, dict[str, Any]]:
    return ("lien", {"label": label, "page": page and page.pk, "url": url})


def save(client: Client, **changes: Any) -> Any:
    settings = SiteSettings.objects.get()
    fields = {
        "service_name": "MED'AIDE",
        "tagline": "",
        "description": "",
        "main_numero": "",
        "contact_email": "",
        "contact_address": "",
        "publisher": "",
        "director": "",
        "host": "",
        "exit_url": "https://meteofrance.com/",
        "footer_text": "",
        "menu": streamfield([]),
        "footer": streamfield([]),
        "numero_links": inline_formset([{"numero": Numero.objects.get(slug="3114").pk}]),
    }
    address = reverse("wagtailsettings:edit", args=["home", "sitesettings", settings.site_id])
    return client.post(address, nested_form_data(fields | changes))


def links(html: bytes, selector: str) -> list[tuple[str, str]]:
    return [(link.get_text(), link["href"]) for link in BeautifulSoup(html, "html.parser").select(selector)]


def test_what_is_saved_is_on_the_site(webmaster: Client, client: Client) -> None:
    fiches, about = FicheIndexPageFactory(), PlainPageFactory(title="À propos")
    response = save(
        webmaster,
        menu=streamfield([link(fiches), link(about, label="Qui sommes-nous")]),
        footer=streamfield([link(about), link(label="URPS", url="https://www.example.org/")]),
        footer_text="Un mot de la fin.",
    )
    assert response.status_code == 302, response.context["form"].errors
    page = client.get("/").content
    assert links(page, ".menu__liste a") == [("Fiches", "/fiches/"), ("Qui sommes-nous", about.get_url())]
    assert links(page, ".pied__liens a")[:2] == [("À propos", about.get_url()), ("URPS", "https://www.example.org/")]
    assert "Un mot de la fin." in page.decode()


def test_the_current_section_is_marked(webmaster: Client, client: Client) -> None:
    fiche = FichePageFactory()
    save(webmaster, menu=streamfield([link(fiche.get_parent()), link(PlainPageFactory(title="À propos"))]))
    page = BeautifulSoup(client.get(fiche.get_url()).content, "html.parser")
    assert [entry.get_text() for entry in page.select(".menu__liste a[aria-current]")] == ["Fiches"]


def test_an_unpublished_page_leaves_the_menu(webmaster: Client, client: Client) -> None:
    about = PlainPageFactory(title="À propos")
    save(webmaster, menu=streamfield([link(about)]))
    about.unpublish()
    assert links(client.get("/").content, ".menu__liste a") == []


def test_a_deleted_page_leaves_the_menu(webmaster: Client, client: Client) -> None:
    about = PlainPageFactory(title="À propos")
    save(webmaster, menu=streamfield([link(about), link(label="URPS", url="https://www.example.org/")]))
    about.delete()
    assert links(client.get("/").content, ".menu__liste a") == [("URPS", "https://www.example.org/")]


def test_an_address_of_the_site_may_be_no_page(webmaster: Client, client: Client) -> None:
    response = save(webmaster, menu=streamfield([link(label="Qui répond", url="/aide/")]))
    assert response.status_code == 302, response.context["form"].errors
    assert links(client.get("/").content, ".menu__liste a") == [("Qui répond", "/aide/")]


@pytest.mark.parametrize("address", ["aide", "/\\example.org/", "javascript:alert(1)", "/un mot/"])
def test_what_is_no_address_is_refused(webmaster: Client, address: str) -> None:
    response = save(webmaster, menu=streamfield([link(label="Qui répond", url=address)]))
    assert response.status_code == 200
    assert not SiteSettings.objects.get().menu


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (link(label="Rien"), "l'un des deux"),
        (link(url="https://www.example.org/"), "a besoin d'un libellé"),
    ],
)
def test_a_senseless_entry_is_refused_and_kept(webmaster: Client, entry: Any, sentence: str) -> None:
    response = save(webmaster, menu=streamfield([entry]), tagline="Une phrase tapée")
    assert response.status_code == 200
    errors = response.context["form"].errors["menu"].as_data()[0].block_errors[0].block_errors
    assert any(sentence in message for error in errors.values() for message in error.messages)
    assert "Une phrase tapée" in response.content.decode()
    assert not SiteSettings.objects.get().menu


def test_both_a_page_and_an_address_is_one_too_many(webmaster: Client) -> None:
    entry = link(FicheIndexPageFactory(), label="Deux", url="https://www.example.org/")
    assert save(webmaster, menu=streamfield([entry])).status_code == 200


def test_a_script_is_no_address(webmaster: Client) -> None:
    assert save(webmaster, menu=streamfield([link(label="x", url="javascript:alert(1)")])).status_code == 200
    assert not SiteSettings.objects.get().menu


def test_the_bar_takes_four_numbers_at_most(webmaster: Client) -> None:
    numbers = [{"numero": NumeroFactory().pk} for _ in range(5)]
    assert save(webmaster, numero_links=inline_formset(numbers)).status_code == 200
    assert SiteSettings.objects.get().numero_links.count() == 4


def test_the_service_line_is_in_the_footer_while_it_answers(webmaster: Client, client: Client) -> None:
    line = NumeroFactory(number="+33465400010")
    save(webmaster, main_numero=line.pk)
    assert 'href="tel:+33465400010"' in client.get("/").content.decode()
    Numero.objects.filter(pk=line.pk).update(state=Numero.State.WITHDRAWN)
    assert "+33465400010" not in client.get("/").content.decode()

"""Whom to call in danger stands on every page, before anything else, error pages included."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import SiteSettings
from home.settings import SiteSettingsNumero
from structures.models import Numero
from tests.factories import FichePageFactory, ImageFactory, NumeroFactory, restrict
from tests.home.addresses import html_addresses

pytestmark = pytest.mark.django_db

SEEDED = ["tel:3114", "tel:15", "tel:112", "sms:114"]


def bar_of(html: str) -> list[str]:
    """Addresses of the calls of the bar; it must come before the main content."""
    page = BeautifulSoup(html, "html.parser")
    bar = page.select_one('aside[aria-label="Danger immédiat"]')
    assert bar is not None, "no crisis bar"
    assert page.main.find_previous("aside", attrs={"aria-label": "Danger immédiat"}) is bar
    return [link["href"] for link in bar.select("li a")]


def test_every_page_shows_the_seeded_numbers(client: Client) -> None:
    for address in html_addresses():
        response = client.get(address)
        assert response.status_code == 200, address
        assert bar_of(response.content.decode()) == SEEDED, address


@pytest.mark.parametrize(
    "address", ["/inconnue/", "/fiches/inconnue/", "/inconnue.html", "/documents/1/rien.pdf", "/media/x"]
)
def test_unknown_addresses_help_in_french(client: Client, address: str) -> None:
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 404
    assert bar_of(page) == SEEDED
    assert "Cette page n’existe pas, ou plus." in page
    assert BeautifulSoup(page, "html.parser").main.select_one('form[role="search"] input[name="q"]')


@pytest.mark.parametrize(
    "path", ["%00", "a%00b", "%F0%9F%99%82", "'%22%3Cscript%3E", "..%2f..%2fetc%2fpasswd", "a" * 3000]
)
def test_no_address_breaks_the_site(client: Client, path: str) -> None:
    ImageFactory()  # so that the folder of the images exists
    for address in (f"/{path}/", f"/fiches/{path}/", f"/media/original_images/{path}", f"/documents/1/{path}"):
        response = client.get(address)
        assert response.status_code == 404, address
        assert "<script>" not in response.content.decode()


def test_a_page_for_accounts_asks_for_a_login_and_still_shows_the_bar(client: Client) -> None:
    page = FichePageFactory()
    restrict(page)
    response = client.get(page.get_url(), follow=True)
    assert response.status_code == 200
    assert response.redirect_chain
    assert page.summary not in response.content.decode()
    assert bar_of(response.content.decode()) == SEEDED


def test_a_page_with_a_password_asks_for_it_and_still_shows_the_bar(client: Client) -> None:
    page = FichePageFactory(summary="Réservé au groupe.")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="ouvre-toi")
    response = client.get(page.get_url())
    form = BeautifulSoup(response.content, "html.parser").find("form", method=re.compile("post", re.IGNORECASE))
    for password, opens in (("faux", False), ("ouvre-toi", True)):
        data = {"password": password, "return_url": page.get_url()}
        answer = client.post(form["action"], data, follow=True)
        assert answer.status_code == 200
        assert ("Réservé au groupe." in answer.content.decode()) == opens
    assert bar_of(response.content.decode()) == SEEDED


def test_the_bar_follows_the_settings(client: Client) -> None:
    numero = NumeroFactory(number="+33800288038", label="Entraide")
    bar = SiteSettings.objects.get()
    bar.numero_links = [SiteSettingsNumero(numero=numero, sort_order=0)]
    bar.save()
    assert bar_of(client.get("/").content.decode()) == ["tel:+33800288038"]


@pytest.mark.parametrize(
    "change", [{"live": False}, {"state": Numero.State.WITHDRAWN}], ids=["unpublished", "withdrawn"]
)
def test_a_number_that_no_longer_answers_leaves_the_bar(client: Client, change: dict[str, object]) -> None:
    Numero.objects.filter(slug="112").update(**change)
    assert bar_of(client.get("/").content.decode()) == ["tel:3114", "tel:15", "sms:114"]
    assert bar_of(client.get("/inconnue/").content.decode()) == ["tel:3114", "tel:15", "sms:114"]


def test_links_dial_what_they_show() -> None:
    for numero in Numero.objects.all():
        scheme, digits = numero.uri.split(":")
        assert scheme == ("sms" if numero.channel == Numero.Channel.SMS else "tel")
        assert digits == numero.display


def test_the_500_page_needs_nothing_and_gives_the_same_numbers() -> None:
    source = (Path(settings.BASE_DIR) / "templates" / "500.html").read_text(encoding="utf-8")
    assert "{%" not in source
    assert "{{" not in source
    assert bar_of(source) == SEEDED
    assert 'lang="fr"' in source


def test_an_error_answers_with_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("panne")

    monkeypatch.setattr("search.service.search", broken)
    response = Client(raise_request_exception=False).get("/recherche/?q=x")
    assert response.status_code == 500
    assert bar_of(response.content.decode()) == SEEDED
    assert "script-src" in response.headers["Content-Security-Policy"]

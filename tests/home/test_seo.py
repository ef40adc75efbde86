"""What robots, browsers and other sites read of ours."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import Site

from tests.factories import (
    BibliographiePageFactory,
    CompteRenduFactory,
    FicheIndexPageFactory,
    FichePageFactory,
    PlainPageFactory,
    ReseauPageFactory,
    ThemeFactory,
    every_page_type,
    restrict,
)

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """The cache, where Wagtail keeps the address of the site, outlives the database of a test."""
    yield
    cache.clear()


def head(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def meta(page: BeautifulSoup, name: str) -> str:
    tags = page.find_all("meta", property=name)
    assert len(tags) == 1, name
    return tags[0]["content"]


def canonical(client: Client, address: str) -> str:
    links = head(client, address).find_all("link", rel="canonical")
    assert len(links) == 1
    return links[0]["href"]


def entries(client: Client) -> dict[str, str | None]:
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = ElementTree.fromstring(response.content)
    return {
        url.findtext("s:loc", namespaces=names): url.findtext("s:lastmod", namespaces=names)
        for url in tree.findall("s:url", names)
    }


# The map of robots


def test_the_sitemap_holds_every_public_page(client: Client) -> None:
    pages = every_page_type()
    assert set(entries(client)) == {page.get_full_url() for page in pages} | {f"{ROOT}/aide/"}


def test_the_sitemap_leaves_out_drafts_and_private_sections(client: Client) -> None:
    FichePageFactory(live=False)
    private = PlainPageFactory()
    restrict(private)
    PlainPageFactory(parent=private)
    assert set(entries(client)) == {f"{ROOT}/", f"{ROOT}/aide/", f"{ROOT}/fiches/"}


def test_the_sitemap_says_when_a_page_was_published(client: Client) -> None:
    page = FichePageFactory()
    page.save_revision().publish()
    assert entries(client)[page.get_full_url()] == f"{timezone.localdate():%Y-%m-%d}"


def test_the_sitemap_holds_public_reports_only(client: Client) -> None:
    ReseauPageFactory()
    CompteRenduFactory(slug="ouvert")
    CompteRenduFactory(slug="interne", visibility="internal")
    CompteRenduFactory(slug="retire", live=False)
    addresses = set(entries(client))
    assert f"{ROOT}/reseau/comptes-rendus/ouvert/" in addresses
    assert len(addresses) == 4
    assert all(client.get(urlsplit(address).path).status_code == 200 for address in addresses)


def test_robots_are_told_what_to_leave(client: Client) -> None:
    site = Site.objects.get()
    site.hostname, site.port = "medaide.example", 443
    site.save()
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /recherche/?",
        "",
        "Sitemap: https://medaide.example/sitemap.xml",
    ]


# What browsers ask for


def test_the_manifest_names_icons_that_exist(client: Client) -> None:
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert (manifest["lang"], manifest["start_url"], manifest["display"]) == ("fr", "/", "browser")
    assert manifest["short_name"] == "MED'AIDE"
    for icon in manifest["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path, icon["src"]
        if icon["type"] == "image/png":
            with Image.open(path) as image:
                assert f"{image.width}x{image.height}" == icon["sizes"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


@pytest.mark.parametrize("path", ["/favicon.ico", "/apple-touch-icon.png", "/apple-touch-icon-precomposed.png"])
def test_icons_are_found_where_browsers_guess(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert finders.find(response["Location"].removeprefix("/static/"))


def test_the_shared_picture_is_light_and_of_the_expected_size() -> None:
    path = Path(finders.find("img/partage.png") or "")
    assert path.stat().st_size <= 40_000
    with Image.open(path) as image:
        assert image.size == (1200, 630)


@pytest.mark.parametrize("path", ["/robots.txt", "/manifest.webmanifest", "/favicon.ico", "/plan-du-site/"])
def test_only_reading_is_possible(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


# Sharing


def test_every_page_has_one_address_and_can_be_shared(client: Client) -> None:
    for page in every_page_type():
        read = head(client, page.get_url())
        assert read.find("link", rel="canonical")["href"] == meta(read, "og:url") == page.get_full_url()
        assert meta(read, "og:title")
        assert meta(read, "og:locale") == "fr_FR"
        assert meta(read, "og:image") == f"{ROOT}/static/img/partage.png"
        assert meta(read, "og:type") in {"website", "article"}
        assert read.find("meta", attrs={"name": "twitter:card"})["content"] == "summary_large_image"


def test_what_is_shared_is_escaped_and_in_french_typography(client: Client) -> None:
    page = head(client, FichePageFactory(title='L\'arrêt : "quand" <b>?', summary="Un texte & un autre !").get_url())
    assert meta(page, "og:title") == "L’arrêt\u00a0: «\u00a0quand\u00a0» <b>?"
    assert meta(page, "og:description") == "Un texte & un autre\u202f!"


def test_the_title_for_search_engines_wins(client: Client) -> None:
    page = FichePageFactory(seo_title="Titre court", search_description="Phrase choisie.")
    read = head(client, page.get_url())
    assert meta(read, "og:title") == "Titre court"
    assert meta(read, "og:description") == "Phrase choisie."


def test_a_list_has_one_address_for_each_thing_it_shows(client: Client) -> None:
    theme = ThemeFactory(slug="sommeil")
    for _ in range(25):
        FichePageFactory(theme=theme)
    assert canonical(client, "/fiches/?utm_source=x") == f"{ROOT}/fiches/"
    assert canonical(client, "/fiches/?theme=inconnu&page=1") == f"{ROOT}/fiches/"
    assert canonical(client, "/fiches/?partie=medecin&theme=sommeil") == f"{ROOT}/fiches/?theme=sommeil"
    assert canonical(client, "/fiches/?page=999&theme=sommeil") == f"{ROOT}/fiches/?theme=sommeil&page=2"
    BibliographiePageFactory()
    assert canonical(client, "/bibliographie/?theme=inconnu") == f"{ROOT}/bibliographie/"


def test_a_report_has_its_own_address_and_title(client: Client) -> None:
    ReseauPageFactory()
    CompteRenduFactory(title="Réunion d'Istres", slug="istres")
    read = head(client, "/reseau/comptes-rendus/istres/")
    assert read.find("link", rel="canonical")["href"] == f"{ROOT}/reseau/comptes-rendus/istres/"
    assert meta(read, "og:title") == "Réunion d’Istres"
    assert meta(read, "og:description") == "Compte rendu de la réunion du 19\u00a0juin\u00a02018, à Istres.".replace(
        "\u00a0", " "
    )
    assert read.select_one(".fil [aria-current]").get_text() == "Réunion d’Istres"


@pytest.mark.parametrize("path", ["/recherche/?q=sommeil", "/inconnue/"])
def test_what_has_no_lasting_address_is_not_shared(client: Client, path: str) -> None:
    page = BeautifulSoup(client.get(path).content, "html.parser")
    assert not page.find("link", rel="canonical")
    assert not page.find("meta", property="og:url")
    assert not page.find("script", type="application/ld+json")


def test_pages_announce_feeds_manifest_and_icon(client: Client) -> None:
    page = head(client, "/")
    feeds = page.find_all("link", rel="alternate")
    assert [link["type"] for link in feeds] == ["application/rss+xml", "application/atom+xml"]
    FicheIndexPageFactory()
    assert all(client.get(link["href"]).status_code == 200 for link in [*feeds, page.find("link", rel="manifest")])
    assert finders.find(page.find("link", rel="apple-touch-icon")["href"].removeprefix("/static/"))


@pytest.mark.parametrize(
    "address", ["/", "/fiches/", "/plan-du-site/", "/recherche/", "/recherche/?q=sommeil", "/reseau/", "/inconnue/"]
)
@pytest.mark.usefixtures("demo")
def test_every_page_describes_itself_once(client: Client, address: str) -> None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    described = [tag["content"] for tag in page.find_all("meta", attrs={"name": "description"})]
    assert len(described) == 1
    assert 20 <= len(described[0]) <= 200


@pytest.mark.usefixtures("demo")
def test_a_report_describes_itself(client: Client) -> None:
    page = head(client, "/reseau/comptes-rendus/2018-06-19-istres/")
    described = page.find_all("meta", attrs={"name": "description"})
    assert [tag["content"] for tag in described] == ["Compte rendu de la réunion du 19 juin 2018, à Istres."]

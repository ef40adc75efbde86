"""Visitors leave no trace and meet no third party: cookies, policies, links between sites."""

from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tests.home.addresses import body_of, every_address, html_addresses

pytestmark = pytest.mark.django_db


def directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for words in (part.split() for part in policy.split(";")) if words}


def headers_of(client: Client, address: str) -> Mapping[str, str]:
    response = client.get(address)
    body_of(response)
    return response.headers


def test_no_cookie_on_any_address(client: Client) -> None:
    for address in [*every_address(), "/inconnue/"]:
        response = client.get(address)
        assert response.status_code in {200, 404}, address
        assert not response.cookies, address
        body_of(response)
    assert not client.cookies


def test_the_policy_of_public_pages_admits_only_the_site_itself(client: Client) -> None:
    for address in [*every_address(), "/inconnue/"]:
        policy = directives(headers_of(client, address)["Content-Security-Policy"])
        assert policy["default-src"] == ["'none'"], address
        assert policy.get("script-src", ["'self'"]) == policy.get("style-src", ["'self'"]) == ["'self'"]
        assert {source for sources in policy.values() for source in sources} <= {"'self'", "'none'", "data:"}


def test_the_admin_is_as_tight_as_it_bears(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    response = client.get(reverse("wagtailadmin_home"))
    policy = directives(response.headers["Content-Security-Policy"])
    loose = {name for name, sources in policy.items() if "'unsafe-inline'" in sources}
    assert loose == {"script-src", "style-src"}
    assert {source for sources in policy.values() for source in sources} <= {
        "'self'",
        "'none'",
        "'unsafe-inline'",
        "data:",
        "blob:",
    }
    assert "no-store" in response.headers["Cache-Control"]


def test_other_headers_protect_readers(client: Client) -> None:
    for address in [*every_address(), "/inconnue/"]:
        headers = headers_of(client, address)
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
        kept = "no-referrer" if address.startswith("/recherche/") else "same-origin"
        assert headers["Referrer-Policy"] == kept, address


def test_no_page_loads_anything_from_elsewhere(client: Client) -> None:
    for address in html_addresses():
        page = BeautifulSoup(client.get(address).content, "html.parser")
        loaded = [
            tag[name] for name in ("src", "srcset", "data", "poster") for tag in page.find_all(attrs={name: True})
        ]
        loaded += [tag["href"] for tag in page.find_all("link") if "canonical" not in tag["rel"]]
        for source in loaded:
            assert source.startswith(("/", "data:", "http://localhost/", "http://testserver/")), f"{address}: {source}"


def test_no_page_holds_inline_script_or_style(client: Client) -> None:
    for address in html_addresses():
        page = BeautifulSoup(client.get(address).content, "html.parser")
        scripts = [tag for tag in page.find_all("script") if not tag.get("src")]
        assert all(tag["type"] == "application/ld+json" for tag in scripts), address
        assert not page.find_all("style")
        assert not page.find_all(style=True)
        assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]


def test_pages_are_in_french_and_have_one_title(client: Client) -> None:
    for address in [*html_addresses(), "/inconnue/"]:
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert page.html["lang"] == "fr"
        assert len(page.find_all("h1")) == 1, address
        assert page.title.get_text(strip=True)
        identifiers = [tag["id"] for tag in page.find_all(id=True)]
        assert len(identifiers) == len(set(identifiers)), address


def test_the_health_check_answers(client: Client) -> None:
    assert client.get("/sante/").json() == {"status": "ok"}
    assert client.post("/sante/").status_code == 405

"""What a device keeps for moments without a network: one page, true to the register, the same for everybody."""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import SiteSettings
from structures.hours import Opening
from structures.models import Numero
from tests.factories import NumeroFactory

pytestmark = pytest.mark.django_db

WORKER, PAGE = "/sw.js", "/aide/hors-ligne/"


def kept(client: Client) -> dict[str, Any]:
    """What the worker says that it keeps."""
    found = re.search(r"= (\{.*\});", client.get(WORKER).content.decode())
    assert found, "the worker keeps nothing"
    return json.loads(found[1])


def switch_off() -> None:
    SiteSettings.objects.update(keeps_help_offline=False)


def test_the_worker_may_watch_the_whole_site(client: Client) -> None:
    response = client.get(WORKER)
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert "worker-src 'none'" not in response["Content-Security-Policy"]
    assert WORKER.rpartition("/")[0] == ""  # a worker watches what lies beside it and below


def test_it_keeps_one_page_and_what_shows_it(client: Client) -> None:
    NumeroFactory()
    said = kept(client)
    assert said["page"] == PAGE
    page = BeautifulSoup(client.get(PAGE).content, "html.parser")
    shown_with = [link["href"] for link in page.select("link[rel=stylesheet]")]
    shown_with += [script["src"] for script in page.select("script[src]")]
    assert set(shown_with) <= set(said["files"])
    assert all("/media/" not in path for path in said["files"])


def test_another_worker_is_sent_as_soon_as_a_number_changes(client: Client) -> None:
    numero = NumeroFactory()
    first, tag = kept(client)["cache"], client.get(WORKER)["ETag"]
    assert kept(client)["cache"] == first
    assert client.get(WORKER, headers={"If-None-Match": tag}).status_code == 304
    Numero.objects.filter(pk=numero.pk).update(availability="Le matin")
    assert client.get(WORKER, headers={"If-None-Match": tag}).status_code == 200
    assert kept(client)["cache"] != first


def test_the_page_gives_every_number_that_may_be_dialled_with_its_hours(client: Client) -> None:
    NumeroFactory(label="De jour", number="+33465400010", availability="De 9 h à 17 h")
    NumeroFactory(label="De nuit", number="+33800288038", opening=Opening.ALWAYS, availability="")
    NumeroFactory(label="Retirée", number="+33800800854", state=Numero.State.WITHDRAWN)
    NumeroFactory(label="Brouillon", live=False)
    page = BeautifulSoup(client.get(PAGE).content, "html.parser")
    text = page.main.get_text(" ").replace("\xa0", " ")
    for said in ("De 9 h à 17 h", "24 h/24, 7 j/7", "Copie du", "Sans réseau"):
        assert said in text
    numbers = [link["href"] for link in page.main.select("a[href^='tel:']")]
    assert numbers.index("tel:+33800288038") < numbers.index("tel:+33465400010"), "what always answers comes first"
    assert "tel:15" in numbers
    for hidden in ("Retirée", "Brouillon"):
        assert hidden not in text


def test_the_page_is_saved_as_a_stranger_reads_it(client: Client) -> None:
    assert 'credentials: "omit"' in client.get(WORKER).content.decode()
    response = client.get(PAGE)
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "lignes répondent" not in response.content.decode(), "who answers is not known hours later"


def test_switched_off_the_worker_forgets_and_goes(client: Client) -> None:
    before = client.get(WORKER)["ETag"]
    switch_off()
    response = client.get(WORKER, headers={"If-None-Match": before})
    text = response.content.decode()
    assert response.status_code == 200
    assert "caches.delete" in text
    assert "registration.unregister" in text
    assert client.get(PAGE).status_code == 404
    assert WORKER not in client.get("/").content.decode()


def test_pages_register_it_without_an_inline_script(client: Client) -> None:
    page = BeautifulSoup(client.get("/").content, "html.parser")
    assert page.body["data-hors-ligne"] == WORKER


def test_asking_for_the_worker_again_costs_one_query(client: Client) -> None:
    client.get(WORKER)
    with CaptureQueriesContext(connection) as captured:
        client.get(WORKER)
    assert len(captured) == 1

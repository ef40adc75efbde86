"""Checking outside links: politely, without being led inside, and so that a stopped run goes on. The server is real."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from links.checking import Checker, agent, outcome_of, to_check
from links.fetching import Answer, Fetcher, RefusedError, UnreachableError
from links.models import LinkCheck
from tests.factories import ReferencePageFactory, StructurePageFactory, UserFactory

Outcome = LinkCheck.Outcome


@dataclass
class Site:
    """A site of this machine: what it answers by path, and what it was asked."""

    port: int = 0
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    answers: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    robots: str = ""

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            made.asked.append((self.command, self.path, self.headers["User-Agent"]))
            if self.path == "/robots.txt":
                status, headers, body = (200 if made.robots else 404), {}, made.robots.encode()
            else:
                (status, headers), body = (
                    made.answers.get(f"{self.command} {self.path}") or made.answers[self.path],
                    b"",
                )
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET = _answer  # noqa: N815 - names of the library

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher("essai/1.0", timeout=5, allow_loopback=True)


# One address


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"/": (200, {})}, Outcome.ANSWERS),
        ({"/": (404, {})}, Outcome.MISSING),
        ({"/": (410, {})}, Outcome.MISSING),
        ({"/": (500, {})}, Outcome.FAILING),
        ({"/": (403, {})}, Outcome.CLOSED),
        ({"HEAD /": (405, {}), "GET /": (200, {})}, Outcome.ANSWERS),
        ({"HEAD /": (404, {}), "GET /": (200, {})}, Outcome.ANSWERS),
        ({"/": (302, {"Location": "/la"}), "/la": (200, {})}, Outcome.ANSWERS),
        ({"/": (301, {"Location": "/la"}), "/la": (200, {})}, Outcome.MOVED),
        ({"/": (301, {"Location": "/la"}), "/la": (302, {"Location": "/ici"}), "/ici": (200, {})}, Outcome.ANSWERS),
        ({"/": (301, {"Location": "/la"}), "/la": (404, {})}, Outcome.MISSING),
    ],
)
def test_what_a_site_answers(site: Site, fetcher: Fetcher, answers: dict, outcome: str) -> None:
    site.answers = answers
    assert outcome_of(fetcher.ask(site.url("/"))) == outcome
    assert {asked[2] for asked in site.asked} == {"essai/1.0"}


def test_endless_redirects_are_bounded(site: Site, fetcher: Fetcher) -> None:
    site.answers = {"/": (302, {"Location": "/"})}
    with pytest.raises(UnreachableError, match="sans fin"):
        fetcher.ask(site.url("/"))
    assert len(site.asked) <= 6


def test_a_resolver_answers_by_its_redirect(site: Site, fetcher: Fetcher) -> None:
    site.answers = {"/10.1": (302, {"Location": "http://10.0.0.1/"})}
    assert outcome_of(fetcher.ask(site.url("/10.1"), follow=False)) == Outcome.ANSWERS


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "//example.org/", "", "pas une adresse",
        "http://", "http://[::1", "http://example.org:99999/", "http://nom:secret@example.org/",
        "http://127.0.0.1/", "http://localhost/", "http://0.0.0.0/", "http://10.0.0.1/", "http://192.168.1.1/",
        "http://172.16.0.1/", "http://169.254.169.254/latest/", "http://100.64.0.1/", "http://224.0.0.1/",
        "http://[::1]/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[::ffff:127.0.0.1]/", "http://[2002:7f00:1::]/",
        "http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://8.8.8.8:22/",
    ],
)  # fmt: skip
def test_nothing_inside_is_asked(url: str) -> None:
    with pytest.raises((RefusedError, UnreachableError)):
        Fetcher("essai/1.0", timeout=0.5).ask(url)


def test_a_redirect_is_judged_as_any_address(site: Site) -> None:
    site.answers = {"/": (302, {"Location": "http://169.254.169.254/latest/meta-data/"})}
    with pytest.raises(RefusedError, match="Internet public"):
        Fetcher("essai/1.0", timeout=5, allow_loopback=True).ask(site.url("/"))


def test_a_site_that_is_silent_is_left(fetcher: Fetcher) -> None:
    with pytest.raises(UnreachableError):
        fetcher.ask("http://127.0.0.1:9/")


# A run


@pytest.fixture
def reference(db: None, site: Site) -> None:
    ReferencePageFactory(title="Étude", url=site.url("/etude"), doi="10.1136/bmj.320.7237.726")
    StructurePageFactory(title="MOTS", website=site.url("/mots"))
    ReferencePageFactory(title="Brouillon", url=site.url("/brouillon"), live=False)


@pytest.mark.usefixtures("reference")
def test_published_pages_give_their_addresses_and_a_stopped_run_goes_on(site: Site, fetcher: Fetcher) -> None:
    resolver = "https://doi.org/10.1136/bmj.320.7237.726"
    assert set(to_check()) == {site.url("/etude"), site.url("/mots"), resolver}
    LinkCheck.objects.create(url=resolver, outcome=Outcome.ANSWERS, checked_at=timezone.now())
    LinkCheck.objects.create(url="https://example.org/oubliee", outcome=Outcome.MISSING, checked_at=timezone.now())
    site.answers = {"/etude": (404, {}), "/mots": (200, {})}
    assert Checker(fetcher, delay=0).run(to_check()[:1]) == 1
    assert len(to_check()) == 1, "what was checked is not asked again"
    Checker(fetcher, delay=0).run(to_check())
    assert dict(LinkCheck.objects.values_list("url", "outcome")) == {
        resolver: Outcome.ANSWERS, site.url("/etude"): Outcome.MISSING, site.url("/mots"): Outcome.ANSWERS,
    }  # fmt: skip
    LinkCheck.objects.filter(url=resolver).update(checked_at=timezone.now() - timedelta(days=31))
    assert to_check() == [resolver]


@pytest.mark.django_db
def test_sites_are_asked_in_turn_and_each_left_in_peace(fetcher: Fetcher) -> None:
    """A clock of its own: the run must wait, and the test must not."""
    now, asked = 0.0, []

    class Told(Fetcher):
        def ask(self, url: str, follow: bool = True) -> Answer:
            asked.append((now, url))
            return Answer(200, url)

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    urls = ["http://a.fr/1", "http://a.fr/2", "http://b.fr/1", "http://a.fr/3"]
    assert Checker(Told("essai/1.0"), delay=2, sleep=sleep, clock=lambda: now).run(urls) == 4
    assert asked == [(0, "http://a.fr/1"), (0, "http://b.fr/1"), (2, "http://a.fr/2"), (4, "http://a.fr/3")]


@pytest.mark.django_db
def test_a_busy_site_is_left_for_another_run(site: Site, fetcher: Fetcher) -> None:
    site.answers = {"/1": (429, {"Retry-After": "3600"}), "/2": (200, {})}
    assert Checker(fetcher, delay=0).run([site.url("/1"), site.url("/2")]) == 0
    assert LinkCheck.objects.count() == 0
    assert {path for _, path, _ in site.asked} == {"/1"}


@pytest.mark.django_db
def test_robots_are_heard_when_asked(site: Site, fetcher: Fetcher) -> None:
    site.answers, site.robots = {"/prive/1": (200, {}), "/ouvert": (200, {})}, "User-agent: *\nDisallow: /prive/"
    Checker(fetcher, delay=0, respect_robots=True).run([site.url("/prive/1"), site.url("/ouvert")])
    assert dict(LinkCheck.objects.values_list("url", "outcome")) == {
        site.url("/prive/1"): Outcome.CLOSED, site.url("/ouvert"): Outcome.ANSWERS,
    }  # fmt: skip
    assert "/prive/1" not in {path for _, path, _ in site.asked}


@pytest.mark.usefixtures("reference")
def test_the_command_never_enters_this_machine(site: Site, capsys: pytest.CaptureFixture) -> None:
    LinkCheck.objects.create(
        url="https://doi.org/10.1136/bmj.320.7237.726", outcome=Outcome.ANSWERS, checked_at=timezone.now()
    )
    call_command("check_links", delai=0)
    assert "2 adresses vérifiées sur 2." in capsys.readouterr().out
    assert site.asked == []
    assert set(LinkCheck.objects.filter(url__contains="127.0.0.1").values_list("outcome", flat=True)) == {
        Outcome.REFUSED
    }
    assert "@" in agent()


@pytest.mark.usefixtures("reference")
def test_editors_see_what_is_broken_and_where(site: Site, client: Client) -> None:
    for path, outcome in (("/etude", Outcome.MISSING), ("/mots", Outcome.ANSWERS), ("/ailleurs", Outcome.MISSING)):
        LinkCheck.objects.create(url=site.url(path), outcome=outcome, status=404, checked_at=timezone.now())
    client.force_login(UserFactory(roles=["Rédaction"]))
    assert "/admin/rapports/liens/" in client.get("/admin/").content.decode()
    page = client.get("/admin/rapports/liens/").content.decode()
    assert site.url("/etude") in page
    assert "Page introuvable (404)" in page
    assert ">Étude</a>" in page
    assert site.url("/mots") not in page
    assert site.url("/ailleurs") not in page, "nobody gives it any more"
    assert site.url("/mots") in client.get("/admin/rapports/liens/", {"outcome": "answers"}).content.decode()
    assert site.url("/etude") in b"".join(client.get("/admin/rapports/liens/", {"export": "csv"})).decode()
    client.force_login(UserFactory(roles=["Secrétariat"]))
    assert client.get("/admin/rapports/liens/").status_code == 302

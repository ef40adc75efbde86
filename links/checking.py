"""Checks outside addresses politely: one at a time, each site left in peace between two questions, results kept as it goes.

A run that is stopped goes on where it was: what was checked lately is not asked again.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings
from django.utils import timezone

from .fetching import REDIRECTS, Answer, Fetcher, RefusedError, UnreachableError
from .models import LinkCheck
from .registry import places

DELAY_SECONDS = 2.0
KEEP_DAYS = 30
# They answer for a publication by a redirect to its publisher: that is the answer.
RESOLVERS = {"doi.org", "dx.doi.org", "www.doi.org"}
BUSY = {429, 503}
CLOSED = {401, 402, 403, 405, 406, 429, 451, 999}
Outcome = LinkCheck.Outcome


def agent() -> str:
    """Who asks, and whom to write to."""
    return f"MEDAIDE-liens/1.0 (+{settings.WAGTAILADMIN_BASE_URL}; {settings.DEFAULT_FROM_EMAIL})"


def to_check(older_than_days: int = KEEP_DAYS) -> list[str]:
    """The addresses that pages give and that were not checked lately; those that nobody gives any more are forgotten."""
    given = places()
    known = dict(LinkCheck.objects.values_list("url", "checked_at"))
    LinkCheck.objects.filter(url__in=[url for url in known if url not in given]).delete()
    limit = timezone.now() - timedelta(days=older_than_days)
    never = [url for url in given if url not in known]
    return never + sorted((url for url in given if url in known and known[url] <= limit), key=lambda url: known[url])


@dataclass
class Checker:
    """One run. ``sleep`` and ``clock`` are those of the machine, but for tests."""

    fetcher: Fetcher
    delay: float = DELAY_SECONDS
    respect_robots: bool = False
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _left_alone: set[str] = field(default_factory=set)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def run(self, urls: Iterable[str], said: Callable[[LinkCheck], None] = lambda check: None) -> int:
        """Check addresses, the sites in turn; returns how many were. A site that says it is busy is left for another run."""
        queues: dict[str, deque[str]] = {}
        for url in urls:
            queues.setdefault(_host(url), deque()).append(url)
        free_at = dict.fromkeys(queues, 0.0)
        done = 0
        while queues:
            host = min(queues, key=lambda one: free_at[one])
            self.sleep(max(0.0, free_at[host] - self.clock()))
            check = self._check(queues[host].popleft(), host)
            free_at[host] = self.clock() + self.delay
            if check is not None:
                done += 1
                said(check)
            if not queues[host] or host in self._left_alone:
                del queues[host]
        return done

    def _check(self, url: str, host: str) -> LinkCheck | None:
        """Ask and keep the answer; None when the site is busy, or asks robots to stay away."""
        try:
            if self.respect_robots and not self._robots_allow(url):
                return _keep(url, Outcome.CLOSED, detail="Son fichier robots.txt demande de ne pas l'ouvrir.")
            answer = self.fetcher.ask(url, follow=host not in RESOLVERS)
        except RefusedError as error:
            return _keep(url, Outcome.REFUSED, detail=f"Adresse refusée : {error}.")
        except UnreachableError as error:
            return _keep(url, Outcome.UNREACHABLE, detail=f"Adresse sans réponse : {error}.")
        if answer.status in BUSY and answer.retry_after:
            self._left_alone.add(host)
            return None
        return _keep(url, outcome_of(answer), answer.status, answer.url if answer.url != url else "")

    def _robots_allow(self, url: str) -> bool:
        """What robots.txt says of an address; a site without one allows everything."""
        root = urljoin(url, "/robots.txt")
        if root not in self._robots:
            rules = RobotFileParser()
            try:
                answer = self.fetcher.read(root)
            except UnreachableError:
                answer = Answer(404, root)
            rules.parse(answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else [])
            self._robots[root] = rules
        return self._robots[root].can_fetch(self.fetcher.agent.partition("/")[0], url)


def outcome_of(answer: Answer) -> LinkCheck.Outcome:
    """What an answer means for who gives the address."""
    if answer.status in REDIRECTS or answer.status < 300:
        return Outcome.MOVED if answer.moved_for_good else Outcome.ANSWERS
    if answer.status in CLOSED:
        return Outcome.CLOSED
    return Outcome.MISSING if answer.status < 500 else Outcome.FAILING


def _keep(url: str, outcome: str, status: int | None = None, detail: str = "") -> LinkCheck:
    values = {"outcome": outcome, "status": status, "detail": detail[:600], "checked_at": timezone.now()}
    return LinkCheck.objects.update_or_create(url=url, defaults=values)[0]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""

"""What each page costs its reader: bytes, requests, third parties, cookies and shifts, in a real browser."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Error

from scripts.console import RefusalError, first_line, say, verdict

from .browser import chromium
from .served_site import PageTemplate, ServedSite

WIDTHS = {360: 640, 1440: 900}
MAX_BYTES = 38_000
MAX_SEARCH_BYTES = 16_000
MAX_REQUESTS = 6
SEARCH = "search/results"
# A phone on an ordinary day: 150 ms, 1.6 Mbit/s. What comes late enough to push the text must come late here too.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SETTLE_MS = 300
# The shifts a reader did not cause, since the start of the page, and what moved.
OBSERVE_SHIFTS = """
window.measured = { shift: 0, moved: [] };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    window.measured.shift += entry.value;
    for (const { node } of entry.sources)
      window.measured.moved.push(node?.className || node?.localName || node?.nodeName || "?");
  }
}).observe({ type: "layout-shift", buffered: true });
"""
SCROLL_THROUGH = """
async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise(requestAnimationFrame);
  }
}
"""
# A browser without a window never asks for the icon and the manifest; a reader's does: one icon, drawn if there is one.
FETCH_HEAD_LINKS = """
async (already) => {
  const icon = document.querySelector("link[rel~=icon][type='image/svg+xml']") ?? document.querySelector("link[rel~=icon]");
  for (const link of [icon, document.querySelector("link[rel=manifest]")])
    if (link && !already.includes(link.href) && !link.href.startsWith("data:")) await (await fetch(link.href)).blob();
}
"""


@dataclass
class Traffic:
    """What one first view brought over the network."""

    own: str
    size: int = 0
    requests: list[str] = field(default_factory=list)
    third_parties: list[str] = field(default_factory=list)
    cookies: int = 0
    _counted: dict[str, bool] = field(default_factory=dict)

    def follow(self, session: CDPSession) -> None:
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.responseReceivedExtraInfo", self._received)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"}:
            return
        if parts.netloc != self.own:
            self.third_parties.append(url)
        content = parts.netloc == self.own and parts.path.startswith("/media/")
        self._counted[event["requestId"]] = not content
        if not content:
            self.requests.append(url)

    def _received(self, event: dict[str, Any]) -> None:
        self.cookies += sum(name.lower() == "set-cookie" for name in event["headers"])

    def _finished(self, event: dict[str, Any]) -> None:
        if self._counted.get(event["requestId"]):
            self.size += int(event["encodedDataLength"])


@dataclass(frozen=True)
class FirstView:
    """What a reader who has never come before pays for a page."""

    size: int
    requests: int
    third_parties: int
    cookies: int
    shift: float
    moved: list[str]

    def faults(self, max_bytes: int) -> list[str]:
        """The targets that this view misses, in the words of the table."""
        held = {
            "octets": self.size <= max_bytes,
            "requêtes": self.requests <= MAX_REQUESTS,
            "tiers": not self.third_parties,
            "cookies": not self.cookies,
            f"décalage de {', '.join(sorted(set(self.moved)))}": self.shift == 0,
        }
        return [name for name, good in held.items() if not good]


def measure(site: ServedSite) -> bool:
    """Print the first view of every template at its heaviest address; returns whether every target holds.

    Without a browser it says so, and no target is missed.
    """
    try:
        with chromium() as browser:
            return _measure(browser, site)
    except RefusalError as refusal:
        say(f"Première visite, non mesurée. {refusal}")
        return True


def _measure(browser: Browser, site: ServedSite) -> bool:
    say()
    say(
        "Première visite : ce que reçoit le navigateur, compressé, en-têtes compris, sans les images et sons du contenu"
    )
    say(
        f"objectif : {MAX_BYTES} octets et {MAX_REQUESTS} requêtes au plus ({MAX_SEARCH_BYTES} octets pour la recherche),"
        " aucun tiers, aucun cookie, aucun décalage"
    )
    say(f"  {'gabarit':<32}{'largeur':>8}{'octets':>8}{'requêtes':>10}{'tiers':>7}{'cookies':>9}{'CLS':>8}")
    good = True
    for template in site.templates:
        for width in WIDTHS:
            try:
                view = first_view(browser, site.address + template.heaviest, width)
            except Error as error:
                say(f"  {template.name:<32}{width:>8} non mesuré   FAIL   {template.heaviest} : {first_line(error)}")
                good = False
            else:
                good &= _print_line(template, width, view)
    late = site.late_renditions
    say(f"  copies d'images faites pendant une lecture : {late}   {verdict(not late)}")
    return good and not late


def _print_line(template: PageTemplate, width: int, view: FirstView) -> bool:
    max_bytes = MAX_SEARCH_BYTES if template.name == SEARCH else MAX_BYTES
    faults = view.faults(max_bytes)
    held = f"{verdict(not faults)} ({', '.join(faults)})" if faults else verdict(True)
    say(
        f"  {template.name:<32}{width:>8}{view.size:>8}{view.requests:>10}{view.third_parties:>7}{view.cookies:>9}"
        f"{view.shift:>8.4f}   {held}   {template.heaviest}"
    )
    return not faults


def first_view(browser: Browser, url: str, width: int) -> FirstView:
    """Open an address with an empty cache, go down the page, and count."""
    phone = width < 600
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, is_mobile=phone, has_touch=phone, locale="fr-FR"
    )
    try:
        context.add_init_script(OBSERVE_SHIFTS)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", NETWORK)
        traffic = Traffic(own=urlsplit(url).netloc)
        traffic.follow(session)
        page.goto(url, wait_until="networkidle")
        page.evaluate(SCROLL_THROUGH)
        page.wait_for_timeout(SETTLE_MS)
        measured = page.evaluate("window.measured")
        page.evaluate(FETCH_HEAD_LINKS, traffic.requests)
        page.wait_for_timeout(SETTLE_MS)
        cookies = max(traffic.cookies, len(context.cookies()))  # sent by the server, or set by a script
    finally:
        context.close()
    return FirstView(
        size=traffic.size,
        requests=len(traffic.requests),
        third_parties=len(traffic.third_parties),
        cookies=cookies,
        shift=measured["shift"],
        moved=measured["moved"],
    )

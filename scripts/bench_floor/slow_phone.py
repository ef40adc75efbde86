"""How soon the page of those who answer can be used on a slow phone: its first number seen, ready for a thumb."""

from itertools import product
from statistics import median

from playwright.sync_api import Browser, Error

from scripts.console import RefusalError, first_line, say, verdict

from .browser import chromium
from .first_view import FirstView, first_view
from .served_site import ServedSite

ADDRESS = "/aide/"
MAX_BYTES = 35_000
MAX_MS = 1_000
PHONE = 360
# WebPageTest's « 3G »: 300 ms, 1.6 Mbit/s down, 768 kbit/s up; and its « Slow 3G »: 400 ms, 400 kbit/s both ways.
# A first visit is two round trips, the page then its sheet: 600 ms of the first, 800 ms of the second, are the network's.
NETWORKS = {
    "3G": {"offline": False, "latency": 300, "downloadThroughput": 200_000, "uploadThroughput": 96_000},
    "3G lente": {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000},
}
# How many times slower than this machine: as it is, then Lighthouse's « mid-tier mobile », which means a quick desktop
# computer with nothing else to do.
PROCESSORS = (1, 4)
VISITS = 3
# When the first number was painted, in milliseconds since the visit began; a link inside the screen can be touched.
PAINTED = "performance.getEntriesByName('first-contentful-paint').length"
USABLE = """
() => {
  const link = document.querySelector("main a[href^='tel:']");
  const box = link?.getBoundingClientRect();
  const painted = performance.getEntriesByName("first-contentful-paint")[0];
  return painted && box?.height >= 44 && box.bottom <= innerHeight ? painted.startTime : null;
}
"""


def measure(site: ServedSite) -> bool:
    """Print what the page weighs and when it can be used; returns whether every target holds."""
    try:
        with chromium() as browser:
            return _measure(browser, site.address + ADDRESS)
    except (RefusalError, Error) as refusal:
        say(f"« Qui répond maintenant », non mesuré. {first_line(refusal)}")
        return True


def _measure(browser: Browser, url: str) -> bool:
    view: FirstView = first_view(browser, url, PHONE)
    light = view.size <= MAX_BYTES
    say(
        f"\n« Qui répond maintenant », première visite : {view.size} octets   objectif : {MAX_BYTES}   {verdict(light)}"
    )
    good = light
    for (name, network), slowdown in product(NETWORKS.items(), PROCESSORS):
        visits = [usable(browser, url, network, slowdown) for _ in range(VISITS)]
        seen = [milliseconds for milliseconds in visits if milliseconds is not None]
        quick = len(seen) == VISITS and median(seen) < MAX_MS
        good &= quick
        shown = f"{median(seen):.0f} ms" if len(seen) == VISITS else "jamais"
        say(
            f"  premier numéro à portée du pouce, {name:<8}, processeur {slowdown} fois plus lent : {shown:>8}"
            f"   objectif : {MAX_MS} ms   {verdict(quick)}"
        )
    return good


def usable(browser: Browser, url: str, network: dict[str, object], slowdown: int) -> float | None:
    """Milliseconds until the first number is painted within a small screen; None when it is not."""
    context = browser.new_context(viewport={"width": PHONE, "height": 640}, is_mobile=True, has_touch=True)
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", network)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        page.goto(url, wait_until="load")
        page.wait_for_function(PAINTED)
        found = page.evaluate(USABLE)
    finally:
        context.close()
    return float(found) if found is not None else None

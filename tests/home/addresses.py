"""Every kind of address that visitors may ask for."""

from typing import Any

from tests.factories import CompteRenduFactory, DocumentFactory, ImageFactory, every_page_type, shown_recording

SITE_ADDRESSES = ["/aide/", "/aide/?quand=2026-12-25T03:00", "/recherche/", "/recherche/?q=texte", "/plan-du-site/"]
OTHER_ADDRESSES = [
    "/sante/",
    "/robots.txt",
    "/sitemap.xml",
    "/manifest.webmanifest",
    "/fiches.rss",
    "/fiches.atom",
    "/api/v2/pages/",
    "/api/v2/images/",
    "/api/v2/documents/",
    "/api/v2/media/",
    "/api/v2/departements/",
    "/api/v2/numeros/",
    "/api/v2/qui-repond/",
    "/api/v2/referents/",
    "/api/v2/comptes-rendus/",
    "/api/v2/reunions/",
    "/reunions.ics",
    "/comptes-rendus.rss",
    "/comptes-rendus.atom",
    "/api/v2/recherche/?q=texte",
    "/recherche/suggestions/?q=te",
]


def html_addresses() -> list[str]:
    """One address of each page type, of a meeting report, and of the pages that no editor writes."""
    pages = [page.get_url() for page in every_page_type()]
    report = CompteRenduFactory()
    return [*pages, f"/reseau/comptes-rendus/{report.slug}/", *SITE_ADDRESSES]


def every_address() -> list[str]:
    """The same, with files and what other programs read."""
    image, media, document = ImageFactory(), shown_recording(), DocumentFactory()
    files = [image.file.url, media.url, document.url]
    return [*html_addresses(), *OTHER_ADDRESSES, *files]


def body_of(response: Any) -> bytes:
    """The whole answer. A streamed one must be read to its end: the test client closes it only then."""
    return b"".join(response.streaming_content) if response.streaming else response.content

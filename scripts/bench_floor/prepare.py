"""Fill the scratch site, then list what it serves. Run in a process of its own, with the scratch environment."""

import gzip
import json
import logging
import os
import re
from collections import deque
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import django
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.test.utils import setup_test_environment

from scripts.console import run, say

LIST_FILE = "gabarits.json"
MISSING = "/cette-page-n-existe-pas/"
SEARCH = "/recherche/?q=sommeil"
# No link leads to these.
STARTS = ("/", SEARCH, "/recherche/?q=m%C3%A9decin", MISSING)
NOT_PAGES = ("/admin/", "/api/", "/documents/", "/media/", "/static/")
_LINK = re.compile(r'<a\s[^>]*?\bhref="([^"]*)"')


def main() -> None:
    """Migrate, seed, index, collect; then write beside the database what the site serves."""
    django.setup()
    from django.db.models import F  # noqa: PLC0415 (once Django is loaded)
    from wagtail.images import get_image_model  # noqa: PLC0415

    from cms.models import Media  # noqa: PLC0415
    from scripts import preparation  # noqa: PLC0415
    from search import index  # noqa: PLC0415

    logging.getLogger("django.request").setLevel(logging.ERROR)  # the page that does not exist is asked on purpose
    preparation.migrate()
    preparation.seed()
    Media.objects.update(prepared_file=F("file"))  # no encoder at work while one measures
    index.build()
    preparation.match_site(os.environ["BASE_URL"])
    # Readers receive the project's own files only; compressing the admin's would take longer than all the rest.
    with override_settings(STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"]):
        call_command("collectstatic", interactive=False, verbosity=0)
    renditions = get_image_model().get_rendition_model().objects
    before = renditions.count()
    templates = list_templates(Path(settings.BASE_DIR) / "templates")
    found = {"templates": templates, "late_renditions": renditions.count() - before}
    (Path(os.environ["DATA_DIR"]) / LIST_FILE).write_text(json.dumps(found), encoding="utf-8")


def list_templates(folder: Path) -> list[dict[str, str]]:
    """Follow every link of the site from its home page; returns each page template with the addresses to measure.

    ``first`` is the first address met, ``typical`` the one of median weight, ``heaviest`` says itself.
    """
    pages: dict[str, list[tuple[int, str]]] = {}
    queue, seen = deque(STARTS), set(STARTS)
    client = _client()
    while queue:
        path = queue.popleft()
        response = client.get(path)
        if response.status_code not in {200, 404} or not response["Content-Type"].startswith("text/html"):
            continue
        if response.status_code == 404 and path != MISSING:
            say(f"Attention : un lien du site mène à une page absente, {path}")
            continue
        name = next((name for name in map(_name, response.templates) if (folder / name).is_file()), None)
        if name is None:
            continue
        content = response.content.decode()
        pages.setdefault(name.removesuffix(".html"), []).append((len(gzip.compress(response.content)), path))
        for link in _links(path, content):
            if link not in seen:
                seen.add(link)
                queue.append(link)
    return [_summary(name, found) for name, found in pages.items()]


def _client() -> Client:
    """A reader who comes by https, and whose answers say which templates made them."""
    setup_test_environment(debug=False)
    return Client(headers={"x-forwarded-proto": "https"}, SERVER_NAME=urlsplit(os.environ["BASE_URL"]).hostname)


def _name(template: Any) -> str:
    return str(template.name or "")


def _links(path: str, content: str) -> list[str]:
    """Paths of the site's own pages that this one links to, without their parameters."""
    own = urlsplit(os.environ["BASE_URL"]).hostname
    paths = []
    for href in _LINK.findall(content):
        parts = urlsplit(urljoin(f"https://{own}{path}", unescape(href)))
        if parts.hostname == own and parts.scheme.startswith("http") and not parts.path.startswith(NOT_PAGES):
            paths.append(parts.path)
    return paths


def _summary(name: str, found: list[tuple[int, str]]) -> dict[str, str]:
    by_weight = sorted(found)
    typical = SEARCH if any(path == SEARCH for _, path in found) else by_weight[len(by_weight) // 2][1]
    return {"name": name, "first": found[0][1], "typical": typical, "heaviest": by_weight[-1][1]}


if __name__ == "__main__":
    run(main)

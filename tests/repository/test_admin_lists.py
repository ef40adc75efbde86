"""Every list of the admin asks as much with two thousand rows as with twenty."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from cms import roles
from tests.factories import UserFactory

from .many_rows import Rows

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of an image's copies to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning"),
]

# No lists: they end the session, open a form, serve the admin's own machinery, or are files, read by lots of rows.
APART = re.compile(
    r"log(in|out)|password|jsi18n|catalog|sprite|_results|test|csv|xlsx|create|chosen|:add|_link|upload|_api:"
)

# Two lists of Wagtail and of wagtailmedia ask once for each row that they show, and show these many at most: the dialog
# of the whole tree, and the library of recordings. Our dialogs (fiches, structures, references) do not.
ROW_BY_ROW = re.compile(r"/choose-page/|/media/$")
ROWS_SHOWN = 25


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The names of all addresses."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            yield f"{space}{pattern.name}"


def screens(rows: Rows) -> Iterator[str]:
    """Every list, report and chooser of the admin: the addresses that need no key, and those of each section."""
    reverse("wagtailadmin_home")
    for name in dict.fromkeys(names(get_resolver())):
        if APART.search(name):
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if address.startswith("/admin/"):
            yield address
    for page in rows.pages:
        yield reverse("wagtailadmin_explore", args=[page.get_parent().pk])
        kind = f"{page._meta.app_label}.{page._meta.model_name}"
        yield reverse("wagtailadmin_choose_page") + f"?page_type={kind}"


def test_no_list_asks_more_with_more_rows() -> None:
    client = Client()
    client.force_login(UserFactory(roles=roles.ROLES))
    rows = Rows()

    def queries(address: str) -> int:
        client.get(address)  # makes the thumbnails and what is kept
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    rows.add(4)  # of five types of pages: twenty, less than what one page of a list shows
    few = {address: queries(address) for address in screens(rows) if client.get(address).status_code == 200}
    rows.add(1996)
    # Asked twice before it is blamed: what the site remembers may have been read again meanwhile, once.
    suspects = {address: count for address, count in few.items() if queries(address) > count}
    more = {address: many - count for address, count in suspects.items() if (many := queries(address)) > count}
    assert {address for address in more if not ROW_BY_ROW.search(address)} == set()
    assert max(more.values(), default=0) <= ROWS_SHOWN

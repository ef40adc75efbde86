"""The directory of pages: the same answers as the database, in one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.directory import directory
from cms.querysets import readable
from home.models import HomePage, PlainPage
from tests.factories import PlainPageFactory, every_page_type, restrict

pytestmark = pytest.mark.django_db


def test_the_directory_and_the_database_agree_on_what_is_readable() -> None:
    pages = every_page_type()
    section = PlainPageFactory()
    inside = PlainPageFactory(parent=section)
    PlainPageFactory(parent=inside)
    PlainPageFactory(parent=PlainPageFactory(live=False))
    for private in (None, section, pages[0], HomePage.objects.get()):
        if private is not None:
            restrict(private)
            restrict(private)
        asked = set(readable(Page.objects.all()).values_list("pk", flat=True))
        assert asked == set(Page.objects.live().public().values_list("pk", flat=True))
        assert asked == {pk for pk in Page.objects.values_list("pk", flat=True) if directory().readable(pk)}


def test_the_whole_tree_is_read_in_one_query() -> None:
    parent = PlainPageFactory()
    Page.objects.bulk_create([_unsaved(parent, number) for number in range(1000)])
    with CaptureQueriesContext(connection) as captured:
        found = directory().children(parent.path)
    assert len(captured) == 2  # the state, the tree
    assert len(found) == 1000


def _unsaved(parent: PlainPage, number: int) -> Page:
    path = Page._get_path(parent.path, parent.depth + 1, number + 1)
    return Page(
        title=f"Page {number}",
        draft_title=f"Page {number}",
        slug=f"page-{number}",
        path=path,
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}page-{number}/",
        content_type_id=parent.content_type_id,
        locale_id=parent.locale_id,
    )

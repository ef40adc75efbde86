"""The database watches what pages remember, but for the time of a migration."""

import pytest
from django.db import connection
from wagtail.models import Page

from cms import watching
from cms.remembered import _token
from structures.models import Numero
from tests.factories import NumeroFactory

pytestmark = pytest.mark.django_db


def test_each_change_gives_a_new_token() -> None:
    tokens = [_token()]
    numero = NumeroFactory()
    tokens.append(_token())
    Numero.objects.filter(pk=numero.pk).update(who="Une équipe")
    tokens.append(_token())
    numero.delete()
    tokens.append(_token())
    assert len(set(tokens)) == 4
    assert all(tokens)


def test_what_pages_do_not_remember_of_a_page_changes_nothing() -> None:
    page = Page.objects.order_by("-depth").first()
    token = _token()
    Page.objects.filter(pk=page.pk).update(draft_title="Ébauche", has_unpublished_changes=True, title=page.title)
    assert _token() == token
    Page.objects.filter(pk=page.pk).update(title="Autre titre")
    assert _token() != token


def test_an_insertion_that_may_be_ignored_is_seen_all_the_same() -> None:
    token = _token()
    Numero.objects.bulk_create([NumeroFactory.build()], ignore_conflicts=True)
    assert _token() != token


def test_migrations_meet_no_trigger_and_leave_them_all() -> None:
    connection.check_constraints()
    watching._before_migrations(using="default")
    assert not _token()
    numero = NumeroFactory()
    assert not _token()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for _ in range(2):
        watching._after_migrations(using="default")
        first = _token()
        Numero.objects.filter(pk=numero.pk).update(who="Deux équipes")
        assert first
        assert _token() != first


def test_the_token_of_older_code_is_worth_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cms_contentstate SET watched = 'une table de moins'")
    assert not _token()


def test_there_is_no_token_as_long_as_a_table_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Later:
        class _meta:  # noqa: N801
            db_table = "cms_later"

    watching._before_migrations(using="default")
    monkeypatch.setitem(watching._watched, Later, ())
    watching._after_migrations(using="default")
    assert not _token()

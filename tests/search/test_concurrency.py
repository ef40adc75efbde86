"""Several write the index at once: nothing of what one of them writes is lost."""

import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Page

from search import indexing
from search.concepts import Concepts
from search.models import Entry, Posting, Term
from search.text import Document
from tests.conftest import database_vendor


def _write(title: str) -> None:
    key = ContentType.objects.get_for_model(Page).pk
    indexing.write([Document(key, 10**9, title, title)], Concepts())


def test_a_term_is_not_pruned_while_someone_takes_it_up_again(committed: None) -> None:
    if database_vendor() == "sqlite":
        pytest.skip("SQLite n'a qu'un écrivain à la fois")
    _write("zygomatique")
    Entry.objects.filter(object_id=10**9).delete()
    assert Term.objects.filter(stem__startswith="zygomat").exists()

    def prune() -> None:
        indexing.prune_vocabulary()
        connection.close()

    pruning = threading.Thread(target=prune)
    with transaction.atomic():
        _write("zygomatique")
        pruning.start()
        pruning.join(0.5)
        assert pruning.is_alive(), "it waits for who writes"
    pruning.join(10)

    assert not pruning.is_alive()
    assert Posting.objects.filter(term__stem__startswith="zygomat").count() == 1

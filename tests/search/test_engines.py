"""The same search on each engine: SQLite, PostgreSQL, Elasticsearch."""

import os
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import override_settings
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search import index
from search.service import search
from tests.conftest import database_vendor
from tests.factories import PlainPageFactory, restrict

pytestmark = pytest.mark.django_db

ELASTICSEARCH_TIMEOUT = 30


@pytest.fixture(scope="module")
def elasticsearch_backends(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Search settings for the real Elasticsearch, with indexes of our own, made once and deleted at the end."""
    prefix = f"medaide_test_{uuid4().hex}_"
    backends = {
        "default": {
            "BACKEND": "modelsearch.backends.elasticsearch8",
            "URLS": [os.environ["TEST_SEARCH_URL"]],
            "INDEX_PREFIX": prefix,
            "TIMEOUT": ELASTICSEARCH_TIMEOUT,
        }
    }
    with override_settings(WAGTAILSEARCH_BACKENDS=backends):
        client = get_search_backend().es
        with django_db_blocker.unblock():
            index.build()
        yield backends
    for name in client.indices.get(index=f"{prefix}*"):
        client.indices.delete(index=name)
    client.close()


@pytest.fixture(params=["sqlite", "postgresql", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest, settings: Any, db: None) -> str:
    """Each engine in turn, with an empty index; skipped when its server is not there."""
    name: str = request.param
    if name == "elasticsearch":
        settings.WAGTAILSEARCH_BACKENDS = request.getfixturevalue("elasticsearch_backends")
        backend = get_search_backend()
        backend.es.delete_by_query(index=f"{backend.index_prefix}*", query={"match_all": {}}, refresh=True)
    elif name != database_vendor():
        pytest.skip(f"joué quand la suite tourne sur {name}")
    return name


def _refresh(engine: str) -> None:
    """Elasticsearch shows what was written after a refresh; the databases show it at once."""
    if engine == "elasticsearch":
        get_search_backend().get_index_for_model(Page).refresh()


def _titles(query: str) -> list[str]:
    return [hit.object.title for hit in search(query).hits]


def test_a_word_finds_its_page(engine: str) -> None:
    PlainPageFactory(title="Le sommeil du médecin")
    PlainPageFactory(title="Installer son cabinet")
    PlainPageFactory(title="Les gardes")
    _refresh(engine)

    assert _titles("sommeil") == ["Le sommeil du médecin"]
    assert _titles("cabinet") == ["Installer son cabinet"]
    assert _titles("introuvable") == []


def test_drafts_and_private_pages_stay_hidden(engine: str) -> None:
    PlainPageFactory(title="Épuisement au grand jour")
    PlainPageFactory(title="Épuisement en brouillon", live=False)
    restrict(PlainPageFactory(title="Épuisement en privé"))
    _refresh(engine)

    assert _titles("épuisement") == ["Épuisement au grand jour"]


def test_an_unpublished_page_disappears(engine: str) -> None:
    page = PlainPageFactory(title="Hypnose et relaxation")
    _refresh(engine)
    assert _titles("relaxation") == ["Hypnose et relaxation"]

    page.unpublish()
    _refresh(engine)
    assert _titles("relaxation") == []


def test_the_index_knows_whether_it_is_built(engine: str) -> None:
    PlainPageFactory(title="Une page au moins")
    _refresh(engine)

    assert index.is_built()


@pytest.mark.parametrize("typed", ['"', "\x00", "' OR 1=1 --", "🙂", "a" * 10_000, "((", "mot:", "  "])
def test_any_text_may_be_typed(engine: str, typed: str) -> None:
    assert search(typed).total >= 0

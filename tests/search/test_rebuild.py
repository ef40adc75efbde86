"""A rebuild that readers and editors do not notice, on each engine; and what Elasticsearch needs besides."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from home.models import PlainPage
from search import engines
from search.elastic import rebuild, step
from search.elastic.server import server
from search.models import Entry, Follower, Outbox, Shown
from search.service import search
from tests.factories import PlainPageFactory
from tests.search.conftest import Engine

pytestmark = pytest.mark.django_db


def _titles(query: str) -> set[str]:
    return {hit.object.title for hit in search(query).hits}


def _indexes() -> list[str]:
    known = server()
    assert known is not None
    return list(known.client.indices.get(index=f"{known.alias}*").body)


@pytest.mark.parametrize("command", ["rebuild_index", "update_index"])
def test_a_rebuild_finds_the_same(engine: Engine, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    PlainPageFactory(title="Le sommeil du médecin")
    key = ContentType.objects.get_for_model(Page)
    Entry.objects.create(content_type=key, object_id=10**9)  # of no page

    call_command(command)

    results = search("sommeil")
    assert ([hit.object.title for hit in results.hits], results.engine) == (["Le sommeil du médecin"], engine.name)
    assert not Entry.objects.filter(object_id=10**9).exists()
    assert capsys.readouterr().out


def test_what_is_published_during_a_rebuild_is_not_overwritten(engine: Engine) -> None:
    """The rebuild has read the page, an editor publishes it, the rebuild writes it."""
    page = PlainPageFactory(title="Sommeil")
    backend = get_search_backend()
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(Page))
    index = rebuilder.start()
    read = list(PlainPage.objects.filter(pk=page.pk))
    page.title = "Gardes"
    page.save()

    index.add_items(PlainPage, read)
    assert _titles("gardes") == {"Gardes"}
    rebuilder.finish()

    assert _titles("gardes") == {"Gardes"}
    assert search("gardes").engine == engine.name
    assert search("sommeil").total == 0


@pytest.mark.elasticsearch
def test_what_happens_while_elasticsearch_is_filled_is_in_the_new_index(elasticsearch: Engine) -> None:
    kept, changed, removed = (PlainPageFactory(title=f"Sommeil {number}") for number in range(3))
    known = server()
    assert known is not None
    seen = []

    def meanwhile(done: int, total: int) -> None:
        """Once all entries are sent, and before the alias moves."""
        PlainPageFactory(title="Sommeil nouveau")
        changed.title = "Sommeil autrement"
        changed.save()
        removed.delete()
        seen.append((_titles("sommeil"), search("sommeil").engine))

    step.begin_rebuild()
    rebuild.rebuild(known, meanwhile)
    step.end_rebuild()
    assert search("sommeil").engine == engines.DATABASE, "what happened is still to be told"
    elasticsearch.settle()

    expected = {kept.title, "Sommeil nouveau", "Sommeil autrement"}
    assert seen == [(expected, engines.DATABASE)]
    assert (_titles("sommeil"), search("sommeil").engine) == (expected, engines.ELASTICSEARCH)


@pytest.mark.elasticsearch
def test_a_rebuild_leaves_one_index(elasticsearch: Engine) -> None:
    known = server()
    assert known is not None
    known.client.indices.create(index=f"{known.alias}_left_by_a_crash")
    before = _indexes()

    call_command("rebuild_index", verbosity=0)

    after = _indexes()
    assert len(after) == 1
    assert not set(after) & set(before)
    assert Follower.objects.get().index == after[0]
    assert Shown.objects.count() == known.client.count(index=known.alias)["count"]


@pytest.mark.elasticsearch
def test_a_rebuild_that_fails_leaves_the_old_index(elasticsearch: Engine) -> None:
    PlainPageFactory(title="Sommeil")
    elasticsearch.settle()
    known, before = server(), _indexes()
    assert known is not None

    def fail(done: int, total: int) -> None:
        raise InterruptedError

    step.begin_rebuild()
    with pytest.raises(Exception, match="InterruptedError"):
        rebuild.rebuild(known, fail)
    step.end_rebuild()

    assert _indexes() == before
    assert (_titles("sommeil"), search("sommeil").engine) == ({"Sommeil"}, engines.ELASTICSEARCH)


@pytest.mark.elasticsearch
def test_a_rebuild_that_was_killed_holds_nobody_back_for_long(elasticsearch: Engine) -> None:
    PlainPageFactory(title="Sommeil")
    step.begin_rebuild()
    with pytest.raises(CommandError, match="déjà en cours"):
        call_command("rebuild_index", verbosity=0)
    assert search("sommeil").engine == engines.DATABASE

    Follower.objects.update(rebuilding=timezone.now() - step.SILENCE - timedelta(seconds=1))
    elasticsearch.settle()
    assert search("sommeil").engine == engines.ELASTICSEARCH

    call_command("rebuild_index", verbosity=0)
    assert not Outbox.objects.exists()
    assert search("sommeil").engine == engines.ELASTICSEARCH

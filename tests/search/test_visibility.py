"""What readers may not see shows nowhere: neither in results, nor in counts, suggestions, extracts or corrections.

Each way in which something is hidden, on each engine.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from reseau.models import CompteRendu, ReseauPage
from search.models import Shown
from search.service import complete, search
from tests.factories import (
    CollectionFactory,
    CompteRenduFactory,
    DocumentFactory,
    FicheIndexPageFactory,
    FichePageFactory,
    PlainPageFactory,
    ReseauPageFactory,
    restrict,
)
from tests.search.conftest import Engine

pytestmark = pytest.mark.django_db

SECRET = "Zygomatique"  # a word that nothing else holds


def _page() -> Page:
    return FichePageFactory(title=SECRET, summary=f"Le {SECRET.lower()} au grand jour.")


def _draft() -> None:
    FichePageFactory(title=SECRET, live=False)


def _unpublished() -> None:
    _page().unpublish()


def _unpublished_without_a_signal() -> None:
    Page.objects.filter(pk=_page().pk).update(live=False)


def _expired() -> None:
    page = _page()
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled", verbosity=0)


def _deleted() -> None:
    _page().delete()


def _made_private() -> None:
    restrict(_page())


def _in_a_section_made_private() -> None:
    _page()
    restrict(FicheIndexPageFactory())


def _moved_into_a_private_branch() -> None:
    section = PlainPageFactory(title="Entre nous")
    restrict(section)
    branch = PlainPageFactory(title="Une branche")
    PlainPageFactory(title=SECRET, parent=branch)
    branch.refresh_from_db()
    branch.move(section, pos="last-child")


def _internal_report() -> None:
    ReseauPageFactory()
    CompteRenduFactory(title=SECRET, visibility=CompteRendu.Visibility.INTERNAL)


def _shown_report() -> None:
    ReseauPageFactory()
    CompteRenduFactory(title=SECRET)


def _report_of_a_hidden_page() -> None:
    _shown_report()
    ReseauPage.objects.get().unpublish()


def _shown_file() -> tuple[Any, Any]:
    file = DocumentFactory(title=SECRET, collection=CollectionFactory(name="Mémos"))
    body = [("document", {"document": file, "description": ""})]
    return file, FichePageFactory(title="Une fiche qui y mène", body=body)


def _file_of_a_collection_made_private() -> None:
    restrict(_shown_file()[0].collection)


def _file_moved_to_a_private_collection() -> None:
    file, _ = _shown_file()
    private = CollectionFactory(name="Interne")
    restrict(private)
    file.collection.refresh_from_db()  # a new collection moves its neighbours
    file.collection.move(private, pos="sorted-child")


def _file_that_no_page_leads_to_any_more() -> None:
    _, page = _shown_file()
    page.body = [("texte", "<p>Plus rien à imprimer.</p>")]
    page.save()


def _file_whose_page_is_unpublished() -> None:
    _shown_file()[1].unpublish()


HIDDEN = [
    _file_of_a_collection_made_private,
    _file_moved_to_a_private_collection,
    _file_that_no_page_leads_to_any_more,
    _file_whose_page_is_unpublished,
    _draft,
    _unpublished,
    _unpublished_without_a_signal,
    _expired,
    _deleted,
    _made_private,
    _in_a_section_made_private,
    _moved_into_a_private_branch,
    _internal_report,
    _report_of_a_hidden_page,
]


@pytest.mark.parametrize("settled", [True, False], ids=["told", "not told"])
@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__.strip("_"))
def test_what_is_hidden_shows_nowhere(engine: Engine, hide: Callable[[], None], settled: bool) -> None:
    PlainPageFactory(title="Le muscle", search_description="Autre chose.")
    engine.settle()
    hide()
    if settled:
        engine.settle()

    results = search(f"muscle {SECRET}")

    if settled:
        assert results.engine == engine.name
    assert [hit.object.title for hit in results.hits] == ["Le muscle"]
    assert results.total == 1
    assert [value.count for facet in results.facets for value in facet.values] == [1] * len(results.facets)
    assert SECRET.lower() not in "".join(f"{hit.title}{hit.extract}" for hit in results.hits).lower()
    assert complete(SECRET[:4]) == []
    assert search(SECRET.replace("g", "j")).suggestion == ""


@pytest.mark.parametrize("settled", [True, False], ids=["told", "not told"])
def test_what_is_shown_again_is_found_again(engine: Engine, settled: bool) -> None:
    page = _page()
    restrict(page)
    engine.settle()
    assert search(SECRET).total == 0

    PageViewRestriction.objects.all().delete()
    if settled:
        engine.settle()
    results = search(SECRET)

    assert results.total == 1
    if settled:
        assert results.engine == engine.name


@pytest.mark.parametrize("show", [_page, _shown_file, _shown_report], ids=lambda show: show.__name__.strip("_"))
def test_what_is_public_is_found(engine: Engine, show: Callable[[], object]) -> None:
    show()
    engine.settle()

    assert [hit.object.title for hit in search(SECRET).hits] == [SECRET]


@pytest.mark.elasticsearch
def test_nothing_hidden_leaves_the_database(elasticsearch: Engine, settings: Any) -> None:
    for hide in (_draft, _made_private, _internal_report):
        hide()
    public = PlainPageFactory(title="Au grand jour")
    elasticsearch.settle()
    from search.elastic.server import server  # noqa: PLC0415

    known = server()
    assert known is not None
    held = known.client.search(index=known.alias, size=100)["hits"]["hits"]

    assert SECRET.lower()[:6] not in str(held).lower()
    assert public.pk in [hit["_source"]["object_id"] for hit in held]
    assert len(held) == Shown.objects.count()

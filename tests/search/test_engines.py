"""The same search on each engine: SQLite, PostgreSQL, Elasticsearch."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import engines, index, ranking, registry
from search.models import Synonym
from search.planning import plan_for
from search.ranking import Answer, Count, Question
from search.results import SearchResults
from search.service import NEWEST, complete, search
from tests.factories import FichePageFactory, PlainPageFactory, ReferencePageFactory, ThemeFactory
from tests.search.conftest import Engine

pytestmark = pytest.mark.django_db


def _titles(engine: Engine, query: str, **options: object) -> list[str]:
    """What is found, once sure that this engine found it."""
    results = search(query, **options)
    assert results.engine == engine.name
    return [hit.object.title for hit in results.hits]


def test_a_word_finds_its_page(engine: Engine) -> None:
    PlainPageFactory(title="Le sommeil du médecin")
    PlainPageFactory(title="Installer son cabinet")
    PlainPageFactory(title="Les gardes")
    engine.settle()

    assert _titles(engine, "sommeil") == ["Le sommeil du médecin"]
    assert _titles(engine, "cabinets") == ["Installer son cabinet"]
    assert search("introuvable").total == 0


def test_accents_plurals_and_apostrophes_do_not_matter(engine: Engine) -> None:
    PlainPageFactory(title="L’épuisement des médecins")
    engine.settle()

    for typed in ("epuisement", "ÉPUISEMENTS", "l'épuisement du médecin", "lepuisement", "épuissement"):
        assert _titles(engine, typed) == ["L’épuisement des médecins"], typed


def test_a_word_of_the_title_counts_more(engine: Engine) -> None:
    FichePageFactory(title="Gardes", summary="Le sommeil manque.")
    FichePageFactory(title="Sommeil", summary="Les gardes fatiguent.")
    engine.settle()

    assert _titles(engine, "sommeil") == ["Sommeil", "Gardes"]


def test_a_fiche_comes_before_a_reference_that_says_as_much(engine: Engine) -> None:
    ReferencePageFactory(title="Sommeil des médecins")
    fiche = FichePageFactory(title="Sommeil des médecins")
    engine.settle()

    found = search("sommeil des médecins")
    assert (found.total, found.engine) == (2, engine.name)
    assert found.hits[0].object == fiche


def test_an_exact_phrase_and_an_exclusion(engine: Engine) -> None:
    PlainPageFactory(title="Arrêt de travail")
    PlainPageFactory(title="Travail sans arrêt")
    engine.settle()

    assert _titles(engine, '"arrêt de travail"') == ["Arrêt de travail"]
    assert _titles(engine, "travail -sans") == ["Arrêt de travail"]


def test_synonyms_are_found(engine: Engine) -> None:
    PlainPageFactory(title="Récupérer après une garde")
    Synonym.objects.create(expressions="garde, astreinte")
    engine.settle()

    assert _titles(engine, "astreintes") == ["Récupérer après une garde"]


def test_what_is_being_typed_is_completed(engine: Engine) -> None:
    PlainPageFactory(title="Le sommeil du médecin")
    FichePageFactory(title="Autre", summary="Du sommeil aussi, chez un médecin.")
    engine.settle()

    assert [hit.object.title for hit in complete("som méd")] == ["Le sommeil du médecin"]


def test_the_most_recent_first(engine: Engine) -> None:
    today = timezone.now()
    PlainPageFactory(title="Sommeil, sommeil", last_published_at=today - datetime.timedelta(days=1))
    PlainPageFactory(title="Le sommeil et les gardes", last_published_at=today)
    PlainPageFactory(title="Sommeil sans date")
    engine.settle()

    assert _titles(engine, "sommeil", sort=NEWEST) == [
        "Le sommeil et les gardes",
        "Sommeil, sommeil",
        "Sommeil sans date",
    ]


def test_facets_are_counted_under_the_filters_of_the_others(engine: Engine) -> None:
    travail, sante = ThemeFactory(name="Travail"), ThemeFactory(name="Santé")
    FichePageFactory(title="Sommeil et gardes", theme=travail)
    FichePageFactory(title="Sommeil", theme=sante)
    PlainPageFactory(title="Sommeil ailleurs")
    engine.settle()

    everything = search("sommeil")
    narrowed = search("sommeil", {"theme": [str(travail.slug)]})

    assert everything.total == 3
    assert everything.engine == narrowed.engine == engine.name
    assert _counts(everything) == {"Genre": {"Fiche": 2, "Page": 1}, "Thème": {"Santé": 1, "Travail": 1}}
    assert [hit.object.title for hit in narrowed.hits] == ["Sommeil et gardes"]
    assert _counts(narrowed) == {"Genre": {"Fiche": 1}, "Thème": {"Santé": 1, "Travail": 1}}


def _counts(results: SearchResults) -> dict[str, dict[str, int]]:
    return {facet.title: {value.label: value.count for value in facet.values} for facet in results.facets}


def test_results_are_paged_without_repeats(engine: Engine) -> None:
    for number in range(25):
        PlainPageFactory(title=f"Sommeil {number}")
    engine.settle()

    first, second = _titles(engine, "sommeil"), _titles(engine, "sommeil", page=2)

    assert (len(first), len(second)) == (20, 5)
    assert not set(first) & set(second)
    assert _titles(engine, "sommeil", page=50) == second


def test_the_index_knows_whether_it_is_built(engine: Engine) -> None:
    PlainPageFactory(title="Une page au moins")
    engine.settle()

    assert index.is_built()


@pytest.mark.parametrize("typed", ['"', "\x00", "' OR 1=1 --", "🙂", "a" * 10_000, "((", "mot:", "  ", "\ud800"])
def test_any_text_may_be_typed(engine: Engine, typed: str) -> None:
    assert search(typed).total >= 0


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=200) | st.text(alphabet='sommeil "-gardeé’', max_size=60))
def test_no_text_breaks_the_engine_or_its_agreement_with_the_database(engine: Engine, typed: str) -> None:
    if not index.is_built() or not ranking.find(Question(plan_for("sommeil")), registry.visible()).total:
        PlainPageFactory(title="Sommeil et gardes")
        PlainPageFactory(title="Garde de sommeil, en somme")
        engine.settle()
    question = Question(plan_for(typed), facets=True)

    answer, name = engines.find(question)
    exact = ranking.find(question, registry.visible())

    assert not exact.total or name == engine.name
    assert answer.total == exact.total
    assert {row.object_id for row in answer.rows} == {row.object_id for row in exact.rows}
    assert _offered(answer) == _offered(exact)


def _offered(answer: Answer) -> set[Count]:
    return {one for one in answer.counts if one.name in registry.facet_titles()}

"""The search of the demo content is good enough, on each engine."""

import pytest

from search import index
from search.evaluation import answers
from search.metrics import scores
from search.service import search
from tests.search.conftest import Engine
from tests.search.own_set import PARTS, address, own_set

pytestmark = pytest.mark.django_db

FLOOR = 0.85  # nDCG@10 over all the queries, those of the held-out part included


@pytest.mark.usefixtures("demo")
def test_the_right_pages_come_first(engine: Engine) -> None:
    index.build()
    judged = own_set()
    assert search("épuisement").engine == engine.name
    given = answers(judged.queries, address)
    parts = {
        part: scores({query.id: given[query.id] for query in judged.only(part).queries}, judged.grades)
        for part in PARTS
    }
    reached = scores(given, judged.grades).ndcg
    assert reached >= FLOOR, parts

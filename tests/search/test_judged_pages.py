"""The judged set of the demo content holds together, and speaks of pages that exist."""

import hashlib
import json
from collections import Counter

import pytest
from django.test import Client

from search.judged import MAX_GRADE, QUERIES
from tests.search.own_set import FOLDER, PARTS, own_set


def topics() -> dict[str, str]:
    lines = (FOLDER / QUERIES).read_text(encoding="utf-8").splitlines()
    return {record["id"]: record["topic"] for record in map(json.loads, lines)}


def test_it_is_large_enough_and_every_query_is_judged() -> None:
    judged = own_set()
    assert len(judged.queries) >= 100
    assert len({query.text for query in judged.queries}) == len(judged.queries)
    for query in judged.queries:
        grades = judged.grades[query.id].values()
        assert set(grades) <= {1, 2, 3} <= set(range(MAX_GRADE)), query
        assert max(grades) >= 2, query


def test_parts_follow_the_need() -> None:
    needs = topics()
    judged = own_set()
    for query in judged.queries:
        held_out = int(hashlib.sha1(needs[query.id].encode()).hexdigest(), 16) % 3 == 0  # noqa: S324 - no secret
        assert query.part == PARTS[held_out], query
    shares = Counter(query.part for query in judged.queries)
    assert 0.2 < shares["held-out"] / len(judged.queries) < 0.4


def test_queries_of_one_need_have_the_same_grades() -> None:
    judged, needs = own_set(), topics()
    by_need: dict[str, object] = {}
    for query in judged.queries:
        assert by_need.setdefault(needs[query.id], judged.grades[query.id]) == judged.grades[query.id]


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_every_judged_address_answers(client: Client) -> None:
    addresses = {address for grades in own_set().grades.values() for address in grades}
    assert len(addresses) > 80
    assert [address for address in sorted(addresses) if client.get(address).status_code != 200] == []

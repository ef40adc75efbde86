"""The measures of a ranking, against values worked out by hand, and what must always hold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.metrics import Answer, ndcg, percentile, recall, reciprocal_rank, scores

GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}
DOCUMENTS = st.sampled_from("abcdefghijklmnopqrst")
RANKINGS = st.lists(DOCUMENTS, max_size=15)
JUDGED = st.dictionaries(DOCUMENTS, st.integers(0, 3), max_size=12)


def test_the_best_order_is_worth_one() -> None:
    assert ndcg(["a", "b", "c"], GRADES) == 1


def test_ndcg_by_hand() -> None:
    # Gains 7, 3, 1. Ideal: 7/1 + 3/log2(3) + 1/2.
    ideal = 7 + 3 / math.log2(3) + 1 / 2
    assert ndcg(["b", "x", "a"], GRADES) == pytest.approx((3 + 7 / 2) / ideal)
    assert ndcg(["x"] * 3 + ["c"], GRADES) == pytest.approx((1 / math.log2(3)) / ideal), "x counts once"
    assert ndcg(["c"], {"c": 1}) == 1
    assert ndcg([], GRADES) == 0


def test_ndcg_against_a_known_value() -> None:
    """The example of the English Wikipedia's « Discounted cumulative gain », with its own exponential gain."""
    ranking, grades = list("123456"), {"1": 3, "2": 2, "3": 3, "4": 0, "5": 1, "6": 2}
    assert ndcg(ranking, grades) == pytest.approx(0.9488, abs=1e-4)


def test_what_was_not_found_counts_in_the_ideal() -> None:
    assert ndcg(["a"], {"a": 3, "b": 3}) == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_nothing_counts_after_the_tenth() -> None:
    late = [f"x{number}" for number in range(10)] + ["a"]
    assert (ndcg(late, GRADES), reciprocal_rank(late, GRADES), recall(late, GRADES)) == (0, 0, 0)
    ten = [f"x{number}" for number in range(9)] + ["a"]
    assert reciprocal_rank(ten, GRADES) == pytest.approx(0.1)
    assert recall(ten, GRADES) == pytest.approx(1 / 3)


def test_a_grade_of_zero_is_no_answer() -> None:
    assert reciprocal_rank(["d", "c"], GRADES) == 0.5
    assert recall(["a", "b", "c"], GRADES) == 1


@given(RANKINGS, JUDGED)
def test_measures_stay_between_zero_and_one(ranking: list[str], grades: dict[str, int]) -> None:
    for measure in (ndcg, reciprocal_rank, recall):
        assert 0 <= measure(ranking, grades) <= 1 + 1e-9


@given(RANKINGS, JUDGED, DOCUMENTS)
def test_returning_a_document_again_earns_nothing(ranking: list[str], grades: dict[str, int], again: str) -> None:
    if again in ranking:
        assert ndcg([*ranking, again], grades) == ndcg(ranking, grades)


@given(JUDGED, st.randoms(use_true_random=False))
def test_no_order_beats_the_ideal_one(grades: dict[str, int], chance: object) -> None:
    order = sorted(grades, key=lambda document: -grades[document])
    shuffled = list(order)
    chance.shuffle(shuffled)
    assert ndcg(shuffled, grades) <= ndcg(order, grades) + 1e-9
    assert ndcg(order, grades) == pytest.approx(1 if any(grades.values()) else 0)


@given(RANKINGS, JUDGED)
def test_moving_a_better_document_up_never_hurts(ranking: list[str], grades: dict[str, int]) -> None:
    ranking = list(dict.fromkeys(ranking))
    for place in range(len(ranking) - 1):
        if grades.get(ranking[place + 1], 0) > grades.get(ranking[place], 0):
            better = [*ranking]
            better[place], better[place + 1] = better[place + 1], better[place]
            assert ndcg(better, grades) >= ndcg(ranking, grades)


def test_percentile() -> None:
    values = [float(value) for value in range(1, 101)]
    assert (percentile(values, 50), percentile(values, 95), percentile(values, 100)) == (50, 95, 100)
    assert percentile([7.0], 50) == percentile([7.0], 95) == percentile([7.0], 0) == 7
    with pytest.raises(ValueError, match="values"):
        percentile([], 50)


@given(st.lists(st.floats(0, 100), min_size=1), st.floats(0, 100))
def test_a_percentile_is_one_of_the_values(values: list[float], percent: float) -> None:
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) >= len(values) * percent / 100 - 1e-6


def test_scores_are_means_over_judged_queries() -> None:
    answers = {
        "q1": Answer(["a"], 1, 0.010),
        "q2": Answer([], 0, 0.020),
        "q3": Answer(["z"], 40, 0.030),
    }
    found = scores(answers, {"q1": {"a": 3}, "q2": {"b": 1}, "q3": {"z": 0}})
    assert (found.queries, found.judged) == (3, 2)
    assert (found.ndcg, found.reciprocal_rank, found.recall) == (0.5, 0.5, 0.5)
    assert found.empty == pytest.approx(1 / 3)
    assert (found.p50, found.p95) == (0.020, 0.030)


def test_scores_need_something_to_judge() -> None:
    for answers, grades in (({}, {"q": {"a": 1}}), ({"q": Answer(["a"], 1, 0)}, {"q": {"a": 0}})):
        with pytest.raises(ValueError, match="judged"):
            scores(answers, grades)

"""The sums of the Bilan, against a counting that takes each meeting in turn."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.bilan import wording
from reseau.bilan.charts import Part, chart, coverage_map
from reseau.bilan.facts import NATIONAL, NOWHERE, Area, Checked, Meeting, Recruited, Tally
from reseau.bilan.figures import REGION_DOCTORS, Bilan
from reseau.bilan.measures import measures

CODES = ("04", "13", "83")
YEARS = (2018, 2019, 2026)
AREAS = tuple(Area(code, f"Département {code}", pk) for pk, code in enumerate(CODES, start=1))

meetings = st.builds(
    Meeting,
    day=st.builds(date, st.sampled_from(YEARS), st.integers(1, 12), st.integers(1, 28)),
    place=st.just("Istres"),
    area=st.sampled_from((*CODES, NOWHERE)),
    present=st.none() | st.integers(0, 200),
    insiders=st.integers(0, 30),
    is_estimate=st.booleans(),
    guetteurs=st.integers(0, 9),
)
arrivals = st.builds(
    Recruited, area=st.sampled_from((*CODES, NOWHERE)), year=st.sampled_from(YEARS), count=st.integers(1, 9)
)
places = st.frozensets(st.sampled_from((*CODES, NATIONAL)), min_size=1)
checks = st.builds(Checked, areas=places, on=st.none() | st.sampled_from([date(year, 5, 2) for year in YEARS]))
bilans = st.builds(
    Bilan,
    departements=st.just(AREAS),
    meetings=st.lists(meetings, max_size=12).map(tuple),
    recruited=st.lists(arrivals, max_size=6).map(tuple),
    active=st.dictionaries(st.sampled_from((*CODES, NOWHERE)), st.integers(0, 30)),
    structures=st.lists(checks, max_size=8).map(tuple),
)
asked = st.tuples(st.none() | st.sampled_from(YEARS), st.none() | st.sampled_from((*CODES, NOWHERE)))


def slowly(bilan: Bilan, year: int | None, area: str | None) -> dict[str, int]:
    """What a person would do with a list of meetings and a pencil."""
    found = {"meetings": 0, "unknown": 0, "present": 0, "met": 0, "estimated": 0, "in_small_groups": 0, "guetteurs": 0}
    for meeting in bilan.meetings:
        if (year and meeting.day.year != year) or (area is not None and meeting.area != area):
            continue
        found["meetings"] += 1
        found["guetteurs"] += meeting.guetteurs
        if meeting.present is None:
            found["unknown"] += 1
            continue
        met = meeting.present - meeting.insiders
        met = 0 if met < 0 else met
        found["present"] += meeting.present
        found["met"] += met
        if meeting.is_estimate:
            found["estimated"] += met
        if met <= 30:
            found["in_small_groups"] += met
    return found


@settings(deadline=None, max_examples=60)
@given(bilan=bilans, choice=asked)
def test_sums_are_those_of_a_pencil(bilan: Bilan, choice: tuple[int | None, str | None]) -> None:
    year, area = choice
    expected = slowly(bilan, year, area)

    assert bilan.tally(year, area) == Tally(**expected)
    assert bilan.keep(year, area).tally() == Tally(**expected)
    assert bilan.recruits_in(year, area) == bilan.keep(year, area).recruits_in()
    assert sum(bilan.tally(None, one.code).meetings for one in bilan.areas) == bilan.tally().meetings
    assert sum(bilan.tally(one).met for one in bilan.network_years) == bilan.tally().met


@settings(deadline=None, max_examples=60)
@given(bilan=bilans, choice=asked)
def test_what_was_verified_never_exceeds_what_there_is(bilan: Bilan, choice: tuple[int | None, str | None]) -> None:
    kept = bilan.keep(*choice)
    share = kept.share(kept.structures)

    assert 0 <= share.verified <= share.total <= len(bilan.structures)
    assert sum(kept.verified_by_year(kept.structures).values()) == share.verified
    by_place = [kept.share(kept.structures, code).total for code in (*CODES, NATIONAL)]
    assert choice[1] is not None or sum(by_place) >= share.total


@settings(deadline=None, max_examples=60)
@given(bilan=bilans, choice=asked)
def test_every_bar_stands_in_its_drawing(bilan: Bilan, choice: tuple[int | None, str | None]) -> None:
    for measure in measures(bilan.keep(*choice)):
        assert all(len(cells) == len(measure.table.columns) for _head, cells in measure.table.rows)
        if not measure.chart:
            continue
        for bar in measure.chart.bars:
            assert bar.text_y < measure.chart.height
            assert all(one.x >= 0 and one.x + one.width <= measure.chart.width for one in bar.segments)


def test_a_bar_says_what_it_is_made_of_where_there_is_room() -> None:
    drawn = chart([("2018", "41", [Part(AREAS[0], 0, 1), Part(AREAS[1], 1, 40)]), ("2019", "0", [])])

    assert drawn
    assert [one.text for one in drawn.bars[0].segments] == ["", "13 : 40"]
    assert drawn.bars[1].segments == []
    assert [tone for tone, _area in drawn.key] == [0, 1]
    assert chart([("2018", "0", [Part(AREAS[0], 0, 0)])]) is None


@pytest.mark.parametrize(
    ("number", "estimated", "said", "added"),
    [
        (153, 100, "environ 150", "153 dont 100 estimées"),
        (155, 1, "environ 160", "155 dont 1 estimée"),
        (154, 154, "environ 150", "154 dont 154 estimées"),
        (4, 4, "environ 4", "4 dont 4 estimées"),
        (53, 0, "53", "53"),
        (0, 0, "0", "0"),
        (12043, 0, "12\xa0043", "12\xa0043"),
    ],
)
def test_an_estimate_is_said_to_the_nearest_ten(number: int, estimated: int, said: str, added: str) -> None:
    assert wording.about(number, estimated) == said
    assert wording.exactly(number, estimated) == added


def doctors(*numbers: int | None, year: int = 2024) -> Bilan:
    areas = tuple(Area(code, code, 1, number, year) for code, number in zip(CODES, numbers, strict=True))
    return Bilan(areas, active={"04": 2, "13": 10})


def test_coverage_is_for_a_thousand_doctors_and_unknown_without_their_number() -> None:
    bilan = doctors(400, 5000, None)

    assert [bilan.coverage(area).per_thousand for area in bilan.departements] == [5.0, 2.0, None]
    assert [(place.value, place.shade) for place in coverage_map(bilan)] == [("5,0", 4), ("2,0", 2), ("?", None)]


def test_the_region_has_its_own_number_until_each_department_has_one() -> None:
    assert doctors(400, 5000, None).region.doctors == REGION_DOCTORS
    known = doctors(400, 5000, 600).region
    assert (known.doctors, known.year, known.active, known.per_thousand) == (6000, 2024, 12, 2.0)


def test_nobody_anywhere_is_drawn_without_a_shade() -> None:
    bilan = Bilan(doctors(1, 2, 3).departements)
    assert {place.shade for place in coverage_map(bilan)} == {0}

"""When a line answers: equal to a naive reading of its hours at every quarter of a year, and exact to the minute."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from structures.hours import PARIS, Opening, Range, Schedule, SpecialDays, State, is_holiday, overlap
from tests.structures.reference_hours import Door, public_holidays

QUARTER = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)


def clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def as_range(start: int, end: int) -> Range:
    return Range(clock(start), clock(end), next_day=end >= 1440)


def as_schedule(door: Door) -> Schedule:
    week: list[list[Range]] = [[] for _ in range(7)]
    for weekday, start, end in door.rows:
        week[weekday].append(as_range(start, end))
    special = [
        SpecialDays(day, day, tuple(as_range(start, end) for start, end in spans))
        for day, spans in door.special.items()
    ]
    return Schedule(Opening.WEEKLY, tuple(map(tuple, week)), tuple(special), closed_on_holidays=door.holidays_off)


OFFICE = [(day, start, end) for day in range(5) for start, end in ((540, 720), (840, 1080))]
NIGHTS = [(day, 1200, 1440 + 480) for day in range(7)]
ODD = [(0, 7, 1433), (1, 1439, 1441), (2, 0, 1440), (3, 0, 1440), (5, 150, 165), (6, 125, 175), (6, 1380, 1440 + 150)]
LEAVE = {date(2026, 12, 23) + timedelta(days=days): [] for days in range(12)} | {
    date(2026, 7, 14): [(600, 660), (1320, 1500)],
    date(2026, 3, 29): [(150, 300)],  # opens at an hour that this night skips
    date(2026, 10, 25): [(0, 135), (150, 170)],  # and at one that this night has twice
}
DOORS = {
    "office": Door(OFFICE, holidays_off=True, special=LEAVE),
    "nights": Door(NIGHTS, holidays_off=False),
    "nights off on holidays": Door(NIGHTS, holidays_off=True, special=LEAVE),
    "odd": Door(ODD, holidays_off=True),
}


@pytest.mark.parametrize("name", DOORS)
def test_a_whole_year_equals_the_naive_reading(name: str) -> None:
    """Every quarter of 2026, the two nights of the clocks included; each change announced is where the reading changes."""
    door = DOORS[name]
    schedule = as_schedule(door)
    moment, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 2, tzinfo=UTC)
    announced: State | None = None
    while moment < end:
        naive = door.is_open(moment)
        if announced is None or announced.changes_at is None or announced.changes_at <= moment:
            announced = schedule.state(moment)
            if announced.changes_at:
                assert door.is_open(announced.changes_at) != naive, announced
                assert door.is_open(announced.changes_at - MINUTE) == naive or announced.changes_at - MINUTE < moment
        assert announced.is_open is naive, moment
        assert schedule._is_open(moment) is naive, moment
        moment += QUARTER


minutes = st.integers(0, 1439)
spans = st.tuples(minutes, st.integers(1, 1440)).map(lambda pair: (pair[0], pair[0] + pair[1]))
rows = st.lists(st.tuples(st.integers(0, 6), spans).map(lambda row: (row[0], *row[1])), max_size=8)
days_of_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
doors = st.builds(
    Door,
    rows,
    holidays_off=st.booleans(),
    special=st.dictionaries(days_of_2026, st.lists(spans, max_size=2), max_size=4),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(doors, moments)
def test_any_hours_equal_the_naive_reading_up_to_the_next_change(door: Door, moment: datetime) -> None:
    state = as_schedule(door).state(moment)
    assert state.is_open is door.is_open(moment)
    last = min(state.changes_at or moment + timedelta(days=9), moment + timedelta(days=9))
    step = moment.replace(second=0, microsecond=0) + MINUTE
    while step < last:
        assert door.is_open(step) is state.is_open, step
        step += 7 * MINUTE
    if state.changes_at:
        assert state.changes_at > moment
        assert state.changes_at.second == state.changes_at.microsecond == 0
        assert door.is_open(state.changes_at) is not state.is_open
        assert state.changes_at - MINUTE <= moment or door.is_open(state.changes_at - MINUTE) is state.is_open


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)  # type: ignore[misc]


def test_an_office_says_until_when_and_from_when() -> None:
    office = as_schedule(DOORS["office"])
    open_now = office.state(paris(2026, 11, 27, 9, 30))
    assert (open_now.is_open, open_now.until, open_now.opens_at) == (True, paris(2026, 11, 27, 12), None)
    closed = office.state(paris(2026, 12, 22, 18))
    assert (closed.is_open, closed.until, closed.opens_at) == (False, None, paris(2027, 1, 4, 9))


def test_a_night_lasts_thirteen_hours_when_clocks_go_back() -> None:
    nights = as_schedule(DOORS["nights"])
    for day, hours in ((date(2026, 10, 24), 13), (date(2026, 3, 28), 11), (date(2026, 6, 1), 12)):
        start = paris(day.year, day.month, day.day, 20).astimezone(UTC)
        state = nights.state(start)
        assert state.until is not None
        assert state.until - start == timedelta(hours=hours)


def test_a_night_that_began_before_a_holiday_ends_as_usual() -> None:
    nights = as_schedule(Door(NIGHTS, holidays_off=True))
    assert nights.state(paris(2026, 12, 25, 3)).until == paris(2026, 12, 25, 8)
    assert nights.state(paris(2026, 12, 25, 21)).opens_at == paris(2026, 12, 26, 20)


def test_a_line_that_never_closes_has_no_next_change() -> None:
    assert Schedule(Opening.ALWAYS).state(paris(2026, 12, 25, 3)) == State(True, None)
    closed_once = Schedule(Opening.ALWAYS, special_days=(SpecialDays(date(2026, 12, 25), date(2026, 12, 25)),))
    assert closed_once.state(paris(2026, 12, 24, 3)).until == paris(2026, 12, 25)
    assert closed_once.state(paris(2026, 12, 25, 3)).opens_at == paris(2026, 12, 26)


def test_unknown_hours_are_never_said_open() -> None:
    special = (SpecialDays(date(2026, 12, 25), date(2026, 12, 25), (as_range(0, 1440),)),)
    state = Schedule(Opening.UNKNOWN, week=((as_range(0, 1440),),) * 7, special_days=special).state(
        paris(2026, 12, 25, 3)
    )
    assert (state.is_open, state.changes_at) == (None, None)


def test_hours_that_never_come_have_no_next_opening() -> None:
    assert Schedule(Opening.WEEKLY).state(paris(2026, 12, 25, 3)) == State(False, None)


def test_holidays_are_those_of_the_labour_code() -> None:
    for year in range(2020, 2041):
        days = [date(year, 1, 1) + timedelta(days=offset) for offset in range(366)]
        assert {day for day in days if is_holiday(day) and day.year == year} == public_holidays(year)


@pytest.mark.parametrize(
    ("ranges", "found"),
    [
        ([], False),
        ([(0, as_range(540, 720)), (0, as_range(720, 900))], False),
        ([(0, as_range(540, 720)), (0, as_range(719, 900))], True),
        ([(0, as_range(1200, 1920)), (1, as_range(420, 600))], True),
        ([(6, as_range(1200, 1920)), (0, as_range(420, 600))], True),
        ([(6, as_range(1200, 1920)), (0, as_range(480, 600))], False),
        ([(0, as_range(0, 1440)), (0, as_range(600, 660)), (0, as_range(700, 710))], True),
        ([(0, as_range(540, 720)), (0, as_range(540, 720))], True),
        ([(0, as_range(540, 1980))], False),
    ],
)
def test_ranges_that_hold_a_same_minute(ranges: list[tuple[int, Range]], found: bool) -> None:
    assert (overlap(ranges) is not None) is found
    assert (overlap(list(reversed(ranges))) is not None) is found

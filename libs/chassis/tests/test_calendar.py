"""Working days by the State Council's notices, and provisional ones for the years that have none yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.deadlines import working_days
from chassis.deadlines.calendar import FIRST_YEAR, LAST_YEAR, qingming, statutory

TABLE = working_days()
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR - 1, 12, 31))


@pytest.mark.parametrize("day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
def test_the_notice_of_2026_makes_weekend_days_working_days(day: str) -> None:
    assert date.fromisoformat(day).weekday() >= 5
    assert TABLE.works(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2026-01-02", "2026-02-16", "2026-02-23", "2026-04-06", "2026-05-05", "2026-10-07"])
def test_the_notice_of_2026_makes_weekdays_days_off(day: str) -> None:
    assert date.fromisoformat(day).weekday() < 5
    assert not TABLE.works(date.fromisoformat(day))


def test_a_year_without_notice_is_provisional_and_computed_from_the_statutory_days() -> None:
    assert 2027 in TABLE.provisional
    assert 2026 not in TABLE.provisional
    off = [day for day in sorted(TABLE.holidays) if day.year == 2027]
    months = [(day.month, day.day) for day in off]
    assert months == [
        *[(1, 1), (2, 5), (2, 8), (2, 9), (2, 10), (4, 5), (5, 3), (5, 4)],
        *[(6, 9), (9, 15), (10, 1), (10, 4), (10, 5)],
    ]
    assert not [day for day in TABLE.shifted if day.year >= 2027]


@pytest.mark.parametrize("year", range(2025, LAST_YEAR + 1))
def test_every_year_has_thirteen_days_off_in_the_week(year: int) -> None:
    computed = working_days(2024)
    off = [day for day in computed.holidays if day.year == year]
    assert len(off) == len(statutory(year)) == 13  # also where Mid-Autumn falls into the National Day, as in 2028
    assert all(day.weekday() < 5 for day in off)


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_notices_give_every_statutory_day_off(year: int) -> None:
    assert not [day for day in statutory(year) if TABLE.works(day)]


@pytest.mark.parametrize(("year", "day"), [(2024, 4), (2025, 4), (2026, 5), (2027, 5), (2028, 4), (2031, 5)])
def test_tomb_sweeping_day_follows_the_sun(year: int, day: int) -> None:
    assert qingming(year) == day


def test_a_table_has_a_version_of_its_own() -> None:
    assert working_days(2025).version != working_days(2026).version
    assert working_days(2025).version == working_days(2025).version
    assert TABLE is working_days()


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-03-02", 5, "2026-03-09"),  # an ordinary week (APL 85)
        ("2026-02-11", 5, "2026-02-25"),  # over the Spring Festival; Saturday the 14th is worked
        ("2026-04-30", 5, "2026-05-11"),  # over Labour Day; Saturday the 9th is worked
        ("2026-09-30", 7, "2026-10-15"),  # over the National Day; Saturday the 10th is worked
        ("2026-12-28", 7, "2027-01-07"),  # into the provisional year
    ],
)
def test_terms_in_working_days(start: str, days: int, last: str) -> None:
    assert TABLE.after(date.fromisoformat(start), days) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-03-02", 15, "2026-03-17"),
        ("2026-09-17", 15, "2026-10-08"),  # ends on 2 October: the next working day (CC 203)
        ("2026-02-28", 7, "2026-03-09"),  # ends on a Saturday
        ("2026-02-13", 15, "2026-02-28"),  # ends on a Saturday that is worked
    ],
)
def test_terms_in_calendar_days(start: str, days: int, last: str) -> None:
    assert TABLE.calendar_days_after(date.fromisoformat(start), days) == date.fromisoformat(last)


@settings(deadline=None)
@given(start=DAYS, days=st.integers(1, 60))
def test_a_term_holds_exactly_its_working_days_and_ends_on_one(start: date, days: int) -> None:
    last = TABLE.after(start, days)
    between = [start + timedelta(days=offset) for offset in range(1, (last - start).days + 1)]
    assert sum(TABLE.works(day) for day in between) == days
    assert TABLE.works(last)

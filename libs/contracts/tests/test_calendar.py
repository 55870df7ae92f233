"""Terms in working days, calendar days and months; on the notice of the State Council for 2025."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calendar import WorkingDays, months_after

# National Day and Mid-autumn 2025: off from 1 to 8 October, worked on Sunday 28 September and Saturday 11 October.
OCTOBER = WorkingDays(
    holidays=frozenset(date(2025, 10, day) for day in range(1, 9)),
    shifted=frozenset({date(2025, 9, 28), date(2025, 10, 11)}),
    version="2025",
)
WEEKENDS = WorkingDays()

days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
tables = st.builds(
    WorkingDays,
    holidays=st.frozensets(st.dates(date(2024, 1, 1), date(2024, 3, 1)), max_size=20),
    shifted=st.frozensets(st.dates(date(2024, 1, 1), date(2024, 3, 1)), max_size=5),
)


@pytest.mark.parametrize(
    ("start", "term", "last"),
    [
        (date(2025, 9, 15), 5, date(2025, 9, 22)),  # Monday to Monday: the start day is not counted
        (date(2025, 9, 26), 1, date(2025, 9, 28)),  # a Sunday that is worked
        (date(2025, 9, 26), 5, date(2025, 10, 10)),  # over the holiday
        (date(2025, 10, 10), 1, date(2025, 10, 11)),  # a Saturday that is worked
        (date(2025, 10, 3), 2, date(2025, 10, 10)),  # begun on a holiday
        (date(2025, 9, 30), 7, date(2025, 10, 16)),  # 9, 10, 11, 13, 14, 15, 16
    ],
)
def test_terms_in_working_days(start: date, term: int, last: date) -> None:
    """APL 85: two, three, five and seven days are working days."""
    assert OCTOBER.after(start, term) == last


@pytest.mark.parametrize(
    ("start", "term", "last"),
    [
        (date(2025, 9, 1), 15, date(2025, 9, 16)),  # ends on a working day
        (date(2025, 9, 18), 15, date(2025, 10, 9)),  # would end on 3 October
        (date(2025, 9, 13), 15, date(2025, 9, 28)),  # ends on a Sunday that is worked
        (date(2025, 9, 5), 15, date(2025, 9, 22)),  # would end on Saturday the 20th
    ],
)
def test_terms_in_calendar_days(start: date, term: int, last: date) -> None:
    """CC 201, 203: the start day is not counted, and a term that ends on a day off ends on the next working day."""
    assert OCTOBER.calendar_days_after(start, term) == last


@given(tables, days, st.integers(0, 40))
def test_a_term_holds_its_number_of_working_days(table: WorkingDays, start: date, term: int) -> None:
    last = table.after(start, term)
    between = [start + timedelta(days=offset) for offset in range(1, (last - start).days + 1)]
    assert sum(map(table.works, between)) == term
    assert last == start or table.works(last)


@given(tables, days, st.integers(0, 40))
def test_longer_terms_end_later(table: WorkingDays, start: date, term: int) -> None:
    assert table.after(start, term) < table.after(start, term + 1)


@given(tables, days, st.integers(0, 100))
def test_calendar_terms_end_on_the_first_working_day(table: WorkingDays, start: date, term: int) -> None:
    last = table.calendar_days_after(start, term)
    plain = start + timedelta(days=term)
    skipped = [plain + timedelta(days=offset) for offset in range((last - plain).days)]
    assert table.works(last)
    assert not any(map(table.works, skipped))


def test_a_day_both_off_and_shifted_is_worked() -> None:
    day = date(2025, 9, 28)
    assert WorkingDays(holidays=frozenset({day}), shifted=frozenset({day})).works(day)
    assert not WEEKENDS.works(day)


def test_no_term_ends_at_its_start() -> None:
    start = date(2025, 10, 1)
    assert OCTOBER.after(start, 0) == OCTOBER.after(start, -1) == start


@pytest.mark.parametrize(
    ("day", "months", "corresponding"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2026, 7, 1), 6, date(2027, 1, 1)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date.max, 60, date.max),
    ],
)
def test_terms_in_months_end_on_the_corresponding_day(day: date, months: int, corresponding: date) -> None:
    """CC 202; the last days that a date can name are no fault."""
    assert months_after(day, months) == corresponding

"""X-06: two years, five where harm resulted; counted to the corresponding day (APL 36, EEC 1054, CC 202)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.powers.domain.limitation import LIMITATION_PASSED, check_limitation, limitation_until
from cases.powers.reference import load_limitations
from contracts.refusal import Refusal

APL36 = load_limitations()["APL 36"]
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("law", ["APL 36", "EEC 1054"])
def test_two_years_or_five(law: str) -> None:
    limitation = load_limitations()[law]
    assert limitation_until(limitation, date(2024, 9, 10), harmful=False) == date(2026, 9, 10)
    assert limitation_until(limitation, date(2024, 9, 10), harmful=True) == date(2029, 9, 10)


@pytest.mark.parametrize(("harmful", "until"), [(False, date(2026, 2, 28)), (True, date(2029, 2, 28))])
def test_an_act_of_29_february_runs_to_the_last_day_of_february(harmful: bool, until: date) -> None:
    assert limitation_until(APL36, date(2024, 2, 29), harmful=harmful) == until
    check_limitation(APL36, date(2024, 2, 29), until, harmful=harmful)
    with pytest.raises(Refusal):
        check_limitation(APL36, date(2024, 2, 29), until + timedelta(days=1), harmful=harmful)


def test_a_term_that_ends_in_a_leap_year() -> None:
    assert limitation_until(APL36, date(2026, 2, 28), harmful=False) == date(2028, 2, 28)


def test_x06_an_act_that_is_too_old_is_refused_with_the_last_day() -> None:
    check_limitation(APL36, date(2024, 9, 10), date(2026, 9, 10), harmful=False)
    with pytest.raises(Refusal) as refusal:
        check_limitation(APL36, date(2024, 9, 10), date(2026, 9, 11), harmful=False)
    assert refusal.value.rule is LIMITATION_PASSED
    assert refusal.value.facts == {"until": date(2026, 9, 10)}
    check_limitation(APL36, date(2024, 9, 10), date(2026, 9, 11), harmful=True)


def test_the_last_days_that_a_date_can_name_are_no_fault() -> None:
    check_limitation(APL36, date.max, date.max, harmful=True)


@given(DAYS, DAYS, st.booleans())
def test_a_later_act_never_ends_earlier(one: date, other: date, harmful: bool) -> None:
    earlier, later = sorted((one, other))
    assert limitation_until(APL36, earlier, harmful=harmful) <= limitation_until(APL36, later, harmful=harmful)


@given(DAYS)
def test_harm_makes_it_longer_and_the_day_stays(act_on: date) -> None:
    plain, harmful = (limitation_until(APL36, act_on, harmful=harm) for harm in (False, True))
    assert act_on < plain < harmful
    assert (plain.month, harmful.month) == (act_on.month, act_on.month)
    assert plain.day == act_on.day or (act_on.month, act_on.day, plain.day) == (2, 29, 28)

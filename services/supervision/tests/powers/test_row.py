"""A power's row."""

from collections.abc import Callable
from datetime import date
from typing import Any

from contracts.cases import PowerConfirmed, PowerRecalled
from supervision.powers.row import POWER_ROWS

type Builder = Callable[..., Any]


def test_a_power_is_in_force_where_and_while_it_was_confirmed(make: Builder, fold: Builder) -> None:
    confirmed = make(
        PowerConfirmed, townships=("130624100",), valid_from=date(2026, 1, 1), valid_until=None, laws=("消防法",)
    )
    row = fold(POWER_ROWS, confirmed)
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert row.laws == ("消防法",)
    assert row.in_force("130624100", *year)
    assert row.in_force(None, *year)
    assert not row.in_force("130624101", *year)
    assert not row.in_force("130624100", date(2025, 1, 1), date(2025, 12, 31))

    recalled = fold(POWER_ROWS, confirmed, make(PowerRecalled, effective_from=date(2026, 7, 1)))
    assert recalled.in_force("130624100", date(2026, 6, 30), date(2026, 8, 1))
    assert not recalled.in_force("130624100", date(2026, 7, 1), date(2026, 8, 1))
    assert fold(POWER_ROWS, make(PowerRecalled)) is None


def test_a_new_list_takes_the_place_of_the_one_before(make: Builder, fold: Builder) -> None:
    row = fold(
        POWER_ROWS,
        make(PowerConfirmed, townships=("130624100",), valid_from=date(2026, 1, 1), valid_until=None),
        make(PowerConfirmed, townships=("130624101",), valid_from=date(2026, 7, 1), valid_until=date(2026, 9, 30)),
    )
    assert row.in_force("130624100", date(2026, 6, 30), date(2026, 6, 30))
    assert not row.in_force("130624100", date(2026, 7, 1), date(2026, 12, 31))
    assert row.in_force("130624101", date(2026, 7, 1), date(2026, 7, 1))
    assert not row.in_force("130624101", date(2026, 10, 1), date(2026, 12, 31))


def test_a_power_recalled_before_it_began_was_never_in_force(make: Builder, fold: Builder) -> None:
    later = make(PowerConfirmed, townships=("130624100",), valid_from=date(2026, 9, 1), valid_until=None)
    row = fold(POWER_ROWS, later, make(PowerRecalled, effective_from=date(2026, 7, 1)))
    assert not row.in_force("130624100", date(2026, 1, 1), date(2026, 12, 31))


def test_a_power_confirmed_from_the_first_day_of_all_takes_the_place_of_every_other(
    make: Builder, fold: Builder
) -> None:
    """There is no day before it: a slip of the pen must not stop the row."""
    confirmed = make(PowerConfirmed, townships=("130624100",), valid_from=date(2026, 1, 1), valid_until=None)
    slip = make(PowerConfirmed, townships=("130624101",), valid_from=date.min, valid_until=None)
    row = fold(POWER_ROWS, confirmed, slip)
    assert [grant.townships for grant in row.grants] == [("130624101",)]

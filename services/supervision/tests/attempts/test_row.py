"""The row of a refused attempt."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.attempts import AttemptRefused
from contracts.envelope import Envelope
from supervision.attempts.row import ATTEMPT_ROWS

type Builder = Callable[..., Any]


def test_an_attempt_counts_as_such_and_by_rule_in_the_persons_township(make: Builder, fold: Builder) -> None:
    row = fold(ATTEMPT_ROWS, make(AttemptRefused, rule="cases/one-officer", refused_on=date(2026, 9, 5)))
    assert (row.township, row.agency, row.month) == ("130624100", "130624100", "2026-09")
    assert {"refused/130624100/2026-09", "refused/130624100/2026-09/cases/one-officer"} <= ATTEMPT_ROWS.buckets(row)


@pytest.mark.parametrize(
    ("agency", "township", "expected"),
    [("130624101", "", "130624101"), ("130624-fire", "", None), ("130624-fire", "130624102", "130624102")],
)
def test_an_attempt_of_a_county_body_belongs_to_no_township(
    make: Builder, envelope: Callable[..., Envelope], agency: str, township: str, expected: str | None
) -> None:
    event = make(AttemptRefused)
    row = ATTEMPT_ROWS.advance(None, event, envelope(event, 1, agency=agency, township=township))
    assert row
    assert row.township == expected
    assert any("/county/" in bucket for bucket in ATTEMPT_ROWS.buckets(row))

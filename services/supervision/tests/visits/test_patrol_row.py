"""A patrol's row."""

from collections.abc import Callable
from datetime import date
from typing import Any

from contracts.inspections import PatrolAssigned, PatrolConcluded, PatrolFound, PatrolReferred
from supervision.visits.patrol_row import PATROL_ROWS

type Builder = Callable[..., Any]


def own(rows: Any, row: Any) -> set[str]:
    """The buckets of the township, all months left out."""
    return {bucket for bucket in rows.buckets(row) if "/130624100/20" in bucket}


def test_a_patrol_with_a_finding_that_is_referred(make: Builder, fold: Builder) -> None:
    row = fold(
        PATROL_ROWS,
        make(PatrolAssigned, patrol_on=date(2026, 9, 4)),
        make(PatrolFound),
        make(PatrolFound),
        make(PatrolReferred, found_on=date(2026, 9, 4)),
        make(PatrolConcluded, concluded_on=date(2026, 9, 5)),
    )
    assert (row.found, row.violations, row.concluded_on) == (2, (date(2026, 9, 4),), date(2026, 9, 5))
    assert own(PATROL_ROWS, row) == {"patrols/130624100/2026-09", "violations/130624100/2026-09/1"}
    for kind in (PatrolFound, PatrolReferred, PatrolConcluded):
        assert fold(PATROL_ROWS, make(kind)) is None

"""A visit's row, event by event."""

from collections.abc import Callable
from datetime import date
from typing import Any

from contracts.envelope import Envelope
from contracts.inspections import (
    ItemAnswered,
    UnmetReason,
    ViolationReferred,
    VisitApproved,
    VisitAssigned,
    VisitConcluded,
    VisitKind,
    VisitOpened,
    VisitOverdue,
    VisitPostponed,
    VisitResult,
    VisitUnmet,
)
from supervision.visits.row import VISIT_ROWS, VisitStage

type Builder = Callable[..., Any]


def own(rows: Any, row: Any) -> set[str]:
    """The buckets of the township, all months left out."""
    return {bucket for bucket in rows.buckets(row) if "/130624100/20" in bucket}


def test_a_visit_from_assignment_to_its_result(make: Builder, fold: Builder) -> None:
    assigned = make(VisitAssigned, kind=VisitKind.ROUTINE, inspect_until=date(2026, 9, 30))
    row = fold(VISIT_ROWS, assigned)
    assert (row.stage, row.inspect_until, row.kind) == (VisitStage.ASSIGNED, date(2026, 9, 30), VisitKind.ROUTINE)
    assert own(VISIT_ROWS, row) == {"visits-assigned/130624100/2026-09"}

    steps = [assigned, make(VisitApproved), make(VisitOpened, opened_on=date(2026, 10, 1), counted=True)]
    assert fold(VISIT_ROWS, *steps[:2]).stage is VisitStage.APPROVED
    opened = fold(VISIT_ROWS, *steps)
    assert (opened.stage, opened.opened_on, opened.counted) == (VisitStage.OPENED, date(2026, 10, 1), True)

    concluded = fold(
        VISIT_ROWS,
        *steps,
        make(ItemAnswered),
        make(VisitConcluded, result=VisitResult.CLEAN, concluded_on=date(2026, 10, 2), seconds_on_site=59),
    )
    assert (concluded.stage, concluded.result) == (VisitStage.CONCLUDED, VisitResult.CLEAN)
    assert own(VISIT_ROWS, concluded) == {
        "visits-assigned/130624100/2026-09",
        "visits-opened/130624100/2026-10",
        "visits-concluded/130624100/2026-10",
        "visits-timed/130624100/2026-10/1",
    }


def test_a_visit_that_was_timed_is_counted_by_its_minutes(make: Builder, fold: Builder) -> None:
    ended = date(2026, 10, 2)
    timed = fold(VISIT_ROWS, make(VisitAssigned), make(VisitConcluded, concluded_on=ended, seconds_on_site=601))
    assert "visits-timed/130624100/2026-10/11" in own(VISIT_ROWS, timed)
    untimed = fold(VISIT_ROWS, make(VisitAssigned), make(VisitConcluded, concluded_on=ended, seconds_on_site=None))
    assert not [bucket for bucket in own(VISIT_ROWS, untimed) if bucket.startswith("visits-timed")]


def test_every_violation_counts_also_two_of_one_visit(make: Builder, fold: Builder) -> None:
    found = [make(ViolationReferred, found_on=date(2026, 9, 8)) for _ in range(2)]
    row = fold(VISIT_ROWS, make(VisitAssigned), *found)
    assert {"violations/130624100/2026-09/1", "violations/130624100/2026-09/2"} <= own(VISIT_ROWS, row)


def test_a_visit_is_late_until_somebody_was_there(make: Builder, fold: Builder) -> None:
    late = [make(VisitAssigned), make(VisitOverdue)]
    assert fold(VISIT_ROWS, *late).overdue
    for kind in (VisitOpened, VisitUnmet, VisitConcluded):
        assert not fold(VISIT_ROWS, *late, make(kind)).overdue


def test_a_postponed_visit_has_a_new_day_and_an_unmet_one_a_reason(make: Builder, fold: Builder) -> None:
    postponed = fold(VISIT_ROWS, make(VisitAssigned), make(VisitPostponed, inspect_until=date(2026, 11, 30)))
    assert (postponed.stage, postponed.inspect_until) == (VisitStage.POSTPONED, date(2026, 11, 30))
    unmet = fold(
        VISIT_ROWS,
        make(VisitAssigned),
        make(VisitUnmet, reason=UnmetReason.NOT_FOUND, unmet_on=date(2026, 9, 3)),
    )
    assert (unmet.stage, unmet.unmet) == (VisitStage.UNMET, UnmetReason.NOT_FOUND)
    assert "visits-unmet/130624100/2026-09" in own(VISIT_ROWS, unmet)


def test_the_day_of_an_assignment_is_the_day_in_china(make: Builder, envelope: Callable[..., Envelope]) -> None:
    assigned = make(VisitAssigned)
    row = VISIT_ROWS.advance(None, assigned, envelope(assigned, 1, time="2026-08-31T17:00:00.000Z"))
    assert row
    assert row.assigned_on == date(2026, 9, 1)


def test_nothing_is_known_of_a_visit_before_it_was_assigned(make: Builder, fold: Builder) -> None:
    assert fold(VISIT_ROWS, make(VisitOpened)) is None

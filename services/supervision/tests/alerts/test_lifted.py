"""What proves to have been done in time was no matter for an alert; what is still late keeps it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.cases import (
    ActConfirmed,
    CaseFiled,
    ClueOverdue,
    ClueOverdueLifted,
    ClueRegistered,
    ClueTaken,
    CorrectionRechecked,
    FollowUpOverdue,
    FollowUpOverdueLifted,
    RecheckOverdue,
    RecheckOverdueLifted,
)
from contracts.inspections import (
    PatrolAssigned,
    PatrolConcluded,
    PatrolOverdue,
    PatrolOverdueLifted,
    ReferralOverdue,
    ReferralOverdueLifted,
    TermRecheckOverdue,
    TermRecheckOverdueLifted,
    ViolationReferred,
    VisitActConfirmed,
    VisitAssigned,
    VisitConcluded,
    VisitOverdue,
    VisitOverdueLifted,
)
from supervision.service import Service

type Builder = Callable[..., Any]
type Told = Callable[..., Awaitable[Any]]


@pytest.mark.parametrize(
    ("facts", "deed"),
    [
        ((CaseFiled, RecheckOverdue, RecheckOverdueLifted), ActConfirmed),
        ((CaseFiled, FollowUpOverdue, FollowUpOverdueLifted), ActConfirmed),
        ((VisitAssigned, VisitOverdue, VisitOverdueLifted), VisitConcluded),
        ((PatrolAssigned, PatrolOverdue, PatrolOverdueLifted), PatrolConcluded),
        ((ClueRegistered, ClueOverdue, ClueOverdueLifted), ClueTaken),
    ],
    ids=lambda given: given[-1].__name__ if isinstance(given, tuple) else given.__name__,
)
async def test_what_proves_to_be_in_time_settles_the_alert_with_that_reason(
    bench: Bench[Service], make: Builder, supervisor: Caller, facts: Any, deed: Any, items: Told
) -> None:
    for fact in (*facts, deed):
        await bench.hear("file-1", make(fact))
    assert [(one["open"], one["reason"]) for one in await items(supervisor)] == [(False, "in-time")]
    assert (await supervisor.ask("/follow-up", overdue="true")).json()["items"] == []
    assert await bench.parked() == []


@pytest.mark.parametrize(
    ("first", "reason"), [(TermRecheckOverdueLifted, "in-time"), (VisitActConfirmed, "done")], ids=lambda one: str(one)
)
async def test_late_rechecks_are_settled_as_in_time_only_if_all_of_them_were(
    bench: Bench[Service], make: Builder, supervisor: Caller, first: type[Any], reason: str, items: Told
) -> None:
    late = [make(TermRecheckOverdue, item=item) for item in ("safety-01", "safety-02")]
    given = {"act": "recheck-safety-01"} if first is VisitActConfirmed else {"item": "safety-01"}
    for fact in (make(VisitAssigned), *late, make(first, **given)):
        await bench.hear("visit-1", fact)
    assert [one["open"] for one in await items(supervisor)] == [True]
    for fact in (make(TermRecheckOverdueLifted, item="safety-02"), make(VisitActConfirmed, act="recheck-safety-02")):
        await bench.hear("visit-1", fact)
    assert [(one["open"], one["reason"]) for one in await items(supervisor)] == [(False, reason)]


async def test_a_recheck_that_is_late_after_another_one_was_is_late_by_itself(
    bench: Bench[Service], make: Builder, supervisor: Caller, items: Told
) -> None:
    await bench.hear("visit-1", make(VisitAssigned))
    for item, seen in (("safety-01", VisitActConfirmed), ("safety-02", TermRecheckOverdueLifted)):
        await bench.hear("visit-1", make(TermRecheckOverdue, item=item))
        given = {"act": f"recheck-{item}"} if seen is VisitActConfirmed else {"item": item}
        await bench.hear("visit-1", make(seen, **given))
    assert [(one["open"], one["reason"]) for one in await items(supervisor)] == [(False, "in-time")]


async def test_another_look_that_nothing_followed_keeps_the_alert(
    bench: Bench[Service], make: Builder, supervisor: Caller, items: Told
) -> None:
    looks = [make(FollowUpOverdue, act=act) for act in ("recheck-1", "recheck-2")]
    for fact in (make(CaseFiled), *looks, make(FollowUpOverdueLifted, act="recheck-1")):
        await bench.hear("case-1", fact)
    assert [one["open"] for one in await items(supervisor)] == [True]
    assert len((await supervisor.ask("/follow-up", overdue="true")).json()["items"]) == 1
    await bench.hear("case-1", make(FollowUpOverdueLifted, act="recheck-2"))
    assert [(one["open"], one["reason"]) for one in await items(supervisor)] == [(False, "in-time")]


async def test_what_something_followed_late_is_not_counted_with_a_later_look(
    bench: Bench[Service], make: Builder, supervisor: Caller, items: Told
) -> None:
    corrected = make(CorrectionRechecked, act="recheck-2", fulfilled=True)
    for fact in (make(CaseFiled), make(FollowUpOverdue, act="recheck-1"), corrected):
        await bench.hear("case-1", fact)
    await bench.hear("case-1", make(ActConfirmed, act="recheck-2"))
    for kind in (FollowUpOverdue, FollowUpOverdueLifted):
        await bench.hear("case-1", make(kind, act="recheck-3"))
    assert [(one["open"], one["reason"]) for one in await items(supervisor)] == [(False, "in-time")]
    assert (await supervisor.ask("/follow-up", overdue="true")).json()["items"] == []


@pytest.mark.parametrize(("first", "reason"), [(True, "in-time"), (False, "done")])
async def test_late_referrals_are_settled_as_in_time_only_if_all_of_them_were(
    bench: Bench[Service], make: Builder, supervisor: Caller, first: bool, reason: str, items: Told
) -> None:
    late = [make(ReferralOverdue, item=item) for item in ("safety-01", "safety-02")]
    for fact in (make(VisitAssigned), *late):
        await bench.hear("visit-1", fact)
    for item, in_time in (("safety-01", first), ("safety-02", True)):
        assert [one["open"] for one in await items(supervisor, kind="referral-overdue")] == [True]
        if in_time:
            await bench.hear("visit-1", make(ReferralOverdueLifted, item=item))
        await bench.hear("visit-1", make(ViolationReferred, item=item))
    settled = await items(supervisor, kind="referral-overdue")
    assert [(one["open"], one["reason"]) for one in settled] == [(False, reason)]

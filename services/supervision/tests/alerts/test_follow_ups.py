"""A look that found nothing corrected, and that nothing follows, alerts until something does."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    CorrectionOrdered,
    CorrectionRechecked,
    CourtEnforcementApplied,
    EnforcementEnded,
    FollowUpOverdue,
    NoPenaltyDecided,
    PenaltyDecided,
    PerformanceDemanded,
    PriorNoticeServed,
)
from supervision.service import Service

type Builder = Callable[..., Any]


async def alerts(caller: Caller, **query: Any) -> list[tuple[str, bool]]:
    found = (await caller.ask("/alerts", **query)).raise_for_status().json()["items"]
    return [(item["id"], item["open"]) for item in found]


@pytest.mark.parametrize(
    ("before", "deed"),
    [
        (None, (CorrectionOrdered, {})),
        ((PriorNoticeServed, {"act": "notice-9"}), (ActConfirmed, {"act": "notice-9"})),
        ((PerformanceDemanded, {"act": "demand-9"}), (ActConfirmed, {"act": "demand-9"})),
        ((CorrectionRechecked, {"act": "recheck-9", "fulfilled": True}), (ActConfirmed, {"act": "recheck-9"})),
        (None, (PenaltyDecided, {})),
        (None, (NoPenaltyDecided, {})),
        (None, (CourtEnforcementApplied, {})),
        (None, (EnforcementEnded, {})),
        (None, (CaseWithdrawn, {"ripe": False})),
        (None, (CaseClosed, {})),
    ],
    ids=lambda deed: deed and deed[0].__name__,
)
async def test_what_was_found_not_corrected_alerts_until_something_follows(
    bench: Bench[Service], make: Builder, supervisor: Caller, before: Any, deed: Any
) -> None:
    for fact in (make(CaseFiled), make(FollowUpOverdue)):
        await bench.hear("case-1", fact)
    if before:
        await bench.hear("case-1", make(before[0], **before[1]))
    look = make(CorrectionRechecked, act="recheck-8", fulfilled=False, rechecked_on=date(2020, 1, 1))
    for fact in (look, make(ActConfirmed, act="recheck-8")):
        await bench.hear("case-1", fact)
    assert await alerts(supervisor, kind="follow-up-overdue") == [("alert-follow-up-overdue-case-1", True)]
    assert len((await supervisor.ask("/follow-up", overdue="true")).json()["items"]) == 1
    await bench.hear("case-1", make(deed[0], **deed[1]))
    assert await alerts(supervisor, kind="follow-up-overdue") == [("alert-follow-up-overdue-case-1", False)]
    assert (await supervisor.ask("/follow-up", overdue="true")).json()["items"] == []


EARLIER, LOOK = date(2026, 9, 9), date(2026, 9, 10)


@pytest.mark.parametrize(
    "deed",
    [
        (PriorNoticeServed, "served_on"),
        (PerformanceDemanded, "demanded_on"),
        (CourtEnforcementApplied, "applied_on"),
        (CorrectionRechecked, "rechecked_on"),
    ],
    ids=lambda deed: deed[0].__name__,
)
@pytest.mark.parametrize("on", [EARLIER, LOOK])
async def test_what_was_done_before_the_look_follows_nothing(
    bench: Bench[Service], make: Builder, supervisor: Caller, deed: Any, on: date
) -> None:
    """As cases has it: a demand that was received before the look and confirmed after it is no answer to it."""
    look = make(CorrectionRechecked, act="recheck-8", fulfilled=False, rechecked_on=LOOK)
    overdue = make(FollowUpOverdue, act="recheck-8")
    for fact in (make(CaseFiled), look, make(ActConfirmed, act="recheck-8"), overdue):
        await bench.hear("case-1", fact)
    kind, day = deed
    acted: Any = {} if kind is CourtEnforcementApplied else {"act": "deed-9"}
    acted |= {"fulfilled": True} if kind is CorrectionRechecked else {}
    for fact in (make(kind, **acted, **{day: on}), make(ActConfirmed, act="deed-9")):
        await bench.hear("case-1", fact)
    late = on < LOOK
    assert await alerts(supervisor, kind="follow-up-overdue") == [("alert-follow-up-overdue-case-1", late)]
    assert bool((await supervisor.ask("/follow-up", overdue="true")).json()["items"]) is late

"""The group is rewound to zero, or records come again in between: nothing is other than before."""

import random
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.consuming import COUNTS
from chassis.deadlines.ticking import tick_due
from chassis.documents import Document
from chassis.recovery import verify
from chassis.testing import Bench, Caller, SetClock
from contracts.attempts import AttemptRefused
from contracts.cases import (
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    ClueRegistered,
    DecisionOverdue,
    FinePaid,
    PaymentOverdue,
    PenaltyDecided,
    PowerConfirmed,
    ReferralDeclined,
)
from contracts.credit import FirmRegistered, TierChanged
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.identity import OfficerCertified, OfficerRegistered
from contracts.inspections import (
    AssignmentDone,
    DrawHeld,
    DrawSealed,
    PatrolAssigned,
    PatrolReferred,
    PlaceClaimed,
    ViolationReferred,
    VisitAssigned,
    VisitConcluded,
    VisitOpened,
    VisitOverdue,
)
from contracts.topics import TASKS
from supervision.service import Service

type Builder = Callable[..., Any]
type Heard = list[tuple[Envelope, Event]]

REPORT = {
    "kind": "report",
    "township": "130624100",
    "body": "130624100",
    "officers": ["HB-1"],
    "instruction": "核查",
    "due_on": "2026-09-10",
}


def story(make: Builder) -> list[tuple[str, Event]]:
    """A little of everything, with late ones of each kind; also what no row uses."""
    certified = make(OfficerCertified, certificate="HB-1", valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31))
    return [
        ("officer-1", make(OfficerRegistered)),
        ("officer-1", certified),
        ("firm-1", make(FirmRegistered)),
        ("power-FI-01", make(PowerConfirmed)),
        ("draw-1", make(DrawSealed)),
        ("draw-1", make(DrawHeld)),
        ("visit-1", make(VisitAssigned)),
        ("visit-1", make(VisitOverdue)),
        ("cap-1", make(PlaceClaimed)),
        ("visit-1", make(VisitOpened)),
        ("visit-1", make(ViolationReferred)),
        ("visit-1", make(ViolationReferred)),
        ("visit-1", make(VisitConcluded)),
        ("patrol-1", make(PatrolAssigned)),
        ("patrol-1", make(PatrolReferred)),
        ("referral-1", make(ReferralDeclined)),
        ("clue-1", make(ClueRegistered)),
        ("case-1", make(CaseFiled)),
        ("case-1", make(DecisionOverdue)),
        ("case-1", make(PenaltyDecided, fine=100)),
        ("case-1", make(PaymentOverdue)),
        ("case-1", make(FinePaid, amount=50)),
        ("case-1", make(FinePaid, amount=50)),
        ("case-1", make(CaseClosed)),
        ("case-2", make(CaseFiled)),
        ("case-2", make(CaseWithdrawn)),
        ("case-3", make(CaseFiled)),
        ("case-3", make(PenaltyDecided, fine=100)),
        ("case-3", make(FinePaid, amount=50)),
        ("case-3", make(PaymentOverdue)),
        ("firm-1", make(TierChanged)),
        ("refusal-1", make(AttemptRefused)),
    ]


@pytest.fixture
async def season(bench: Bench[Service], make: Builder, supervisor: Caller, clock: SetClock) -> Heard:
    """The story, and two tasks: one done in time, one that stays undone."""
    heard = [(await bench.hear(subject, event), event) for subject, event in story(make)]
    for number in (1, 2):
        task = (await supervisor.act("/tasks", REPORT)).raise_for_status().json()["id"]
        clock.advance(days=9 + number)
        await tick_due(bench.parts.ticking[0], clock)
        await bench.hear_own("task", task, TASKS.name)
        if number == 1:
            done = make(AssignmentDone, task=task)
            heard.append((await bench.hear("assignment-1", done), done))
            await bench.hear_own("task", task, TASKS.name)
        clock.advance(days=-9 - number)
    return heard


async def snapshot(bench: Bench[Service]) -> dict[str, list[Document]]:
    """Every document of rows, tasks, alerts and reviews, versions included, and the numbers of the counts."""
    documents = bench.parts.documents
    kinds = ["task", "alert", "review", "parked", *(store.rows.collection for store in bench.parts.row_stores)]
    kept = {kind: await documents.find(kind, {}, sort=[("_id", 1)]) for kind in kinds}
    counts = await documents.find(COUNTS, {}, fields={"count": 1}, sort=[("_id", 1)])
    return kept | {COUNTS: counts}


async def tasks_again(bench: Bench[Service]) -> None:
    for document in await bench.parts.documents.find("task", {}):
        await bench.hear_own("task", document["_id"], TASKS.name)


async def test_a_rewind_to_the_first_record_changes_nothing(
    bench: Bench[Service], season: Heard, recounted: Callable[[], Awaitable[None]], supervisor: Caller
) -> None:
    await recounted()
    before = await snapshot(bench)
    raised = [document["state"]["raised"]["kind"] for document in before["alert"]]
    assert len(raised) - raised.count("review-finding") == 10
    assert len(before["review"]) == 6
    assert before["parked"] == []
    for envelope, event in season:
        await bench.hear_again(envelope, event)
    await tasks_again(bench)
    await recounted()
    assert await snapshot(bench) == before
    assert (await supervisor.ask("/counts/differences")).json()["differences"] == []
    for store in bench.parts.stores:
        assert [found for found in await verify(store) if "unpublished" not in found] == []


@pytest.mark.parametrize("seed", range(5))
async def test_records_in_any_order_and_number_end_in_the_same_state(
    bench: Bench[Service], season: Heard, recounted: Callable[[], Awaitable[None]], seed: int
) -> None:
    """What was seen already may come again at any time, in any order."""
    await recounted()
    before = await snapshot(bench)
    again = random.Random(seed).choices(season, k=60)
    for envelope, event in again:
        await bench.hear_again(envelope, event)
    await recounted()
    assert await snapshot(bench) == before


async def test_lost_counts_come_back_with_the_rows(
    bench: Bench[Service], season: Heard, recounted: Callable[[], Awaitable[None]], supervisor: Caller
) -> None:
    """A crash between the row's write and the recount leaves the note, never a wrong number for good."""
    assert (await supervisor.ask("/counts")).json()["pending"] > 0
    await recounted()
    answer = (await supervisor.ask("/counts", township="county", month="all")).json()
    assert {item["kind"]: item["count"] for item in answer["counts"] if item["rule"] is None} == {
        "opened": 3,
        "open": 1,
        "overdue": 1,
        "decided": 2,
        "withdrawn": 1,
        "closed": 1,
        "visits-assigned": 1,
        "visits-opened": 1,
        "visits-concluded": 1,
        "visits-timed": 1,
        "violations": 3,
        "patrols": 1,
        "clues": 1,
        "referrals-declined": 1,
        "draws": 1,
        "tasks-issued": 2,
        "tasks-completed": 1,
        "refused": 1,
    }

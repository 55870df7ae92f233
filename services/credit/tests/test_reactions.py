"""Effects of visits and cases on credit, once each, however often and in whatever order the events come."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CorrectionRechecked,
    EndingGround,
    EnforcementEnded,
    NoPenaltyDecided,
    NoPenaltyGround,
    PaymentOverdue,
    PaymentOverdueLifted,
    PenaltyDecided,
    Sanction,
)
from contracts.event import Event
from contracts.inspections import (
    TermRechecked,
    UnmetReason,
    VisitActConfirmed,
    VisitAssigned,
    VisitResult,
)
from contracts.values import Subject
from credit.service import Service

type Firms = Callable[[int], dict[str, Any]]
type History = Callable[..., Awaitable[dict[str, Any]]]
type Assigned = Callable[[str], VisitAssigned]

ON = date(2026, 8, 31)
TOWNSHIP = "130624100"
OFFICERS = ("HB-1001", "HB-1002")


def filed(code: str | None) -> CaseFiled:
    return CaseFiled(
        power="EN-01",
        body=TOWNSHIP,
        township=TOWNSHIP,
        act_on=ON,
        place="河边",
        filed_on=ON,
        decide_until=date(2026, 12, 1),
        officers=OFFICERS,
        firm=code,
    )


def penalty(code: str | None, fine: int = 500_000) -> PenaltyDecided:
    return PenaltyDecided(
        power="EN-01",
        township=TOWNSHIP,
        firm=code,
        subject=Subject.ORGANISATION if code else Subject.CITIZEN,
        sanctions=(Sanction.WARNING,),
        fine=fine,
        mitigated=None,
        mitigated_reason=None,
        decided_on=ON,
        reasons="…",
    )


def recheck(fulfilled: bool) -> TermRechecked:
    return TermRechecked(item="safety-03", fulfilled=fulfilled, rechecked_on=ON, picture="a" * 64, officer="HB-1001")


def correction(fulfilled: bool) -> CorrectionRechecked:
    return CorrectionRechecked(act="act-1", fulfilled=fulfilled, rechecked_on=ON, blob="a" * 64, officers=OFFICERS)


def confirmed(act: str) -> ActConfirmed:
    return ActConfirmed(act=act, certificate=OFFICERS[1], confirmed_on=ON)


OVERDUE = PaymentOverdue(until=ON, noticed_on=ON, open=500_000)
LIFTED = PaymentOverdueLifted(until=ON, lifted_on=date(2026, 9, 1))
CLOSED = CaseClosed(closed_on=ON, outcome="performed")


def rules(history: dict[str, Any]) -> list[tuple[str, int]]:
    """Oldest first."""
    return [(entry["rule"], entry["points"]) for entry in reversed(history["entries"])]


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    ("result", "points", "moved"),
    [
        (VisitResult.CLEAN, 10, "A"),
        (VisitResult.RECTIFIED, 2, "B"),
        (VisitResult.ORDERED, -5, "B"),
        (VisitResult.REFERRED, 0, "B"),
    ],
)
async def test_a_concluded_visit_is_an_entry(
    result: VisitResult,
    points: int,
    moved: str,
    bench: Bench[Service],
    code: str,
    history: History,
    tier: Callable[[], Awaitable[str]],
    concluded: Any,
    assigned: Assigned,
) -> None:
    await bench.hear("visit-1", assigned(code))
    source = await bench.hear("visit-1", concluded(code, result))
    seen = await history()
    assert rules(seen) == [(f"visit-{result}", points)]
    assert (seen["entries"][0]["source"], seen["entries"][0]["score"]) == (source.id, 80 + points)
    assert (seen["score"], seen["tier"], await tier()) == (80 + points, moved, moved)
    assert await bench.parked() == []


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    ("reason", "points"), [(UnmetReason.NOT_FOUND, -15), (UnmetReason.CLOSED, 0), (UnmetReason.REFUSED, -20)]
)
async def test_a_vain_visit_is_an_entry(
    reason: UnmetReason, points: int, bench: Bench[Service], code: str, history: History, unmet: Any
) -> None:
    await bench.hear("visit-1", unmet(code, reason))
    assert rules(await history()) == [(f"visit-{reason}", points)]


@pytest.mark.usefixtures("registered")
async def test_a_recheck_counts_for_the_firm_of_its_case_once_both_officers_saw_it(
    bench: Bench[Service], code: str, history: History
) -> None:
    await bench.hear("case-1", filed(code))
    await bench.hear("case-1", correction(fulfilled=False))
    await bench.hear("case-1", confirmed("act-0"))
    assert rules(await history()) == []
    await bench.hear("case-1", confirmed("act-1"))
    assert rules(await history()) == [("order-unfulfilled", -10)]
    assert await bench.parked() == []


@pytest.mark.usefixtures("registered")
async def test_a_penalty_lowers_the_tier_and_its_performance_is_credited(
    bench: Bench[Service], code: str, history: History, tier: Callable[[], Awaitable[str]]
) -> None:
    await bench.hear("case-1", filed(code))
    await bench.hear("case-1", penalty(code))
    assert rules(await history()) == [("penalty-general", -15)]
    assert await tier() == "C"
    await bench.hear("case-1", CLOSED)
    seen = await history()
    assert rules(seen) == [("penalty-general", -15), ("penalty-performed", 5)]
    assert [entry["score"] for entry in seen["entries"]] == [70, 65]
    assert await tier() == "B"


@pytest.mark.usefixtures("registered")
async def test_late_payment_is_an_entry_and_earns_no_credit_at_the_end(
    bench: Bench[Service], code: str, history: History
) -> None:
    for fact in (filed(code), penalty(code), OVERDUE, CLOSED):
        await bench.hear("case-1", fact)
    assert rules(await history()) == [("penalty-general", -15), ("payment-overdue", -10)]


@pytest.mark.usefixtures("registered")
async def test_a_payment_that_proves_to_be_in_time_gives_points_and_class_back(
    bench: Bench[Service], code: str, history: History, tier: Callable[[], Awaitable[str]]
) -> None:
    for fact in (filed(code), penalty(code), OVERDUE):
        await bench.hear("case-1", fact)
    assert [entry["score"] for entry in (await history())["entries"]] == [55, 65]
    for fact in (filed(code), penalty(code), OVERDUE):
        await bench.hear("case-2", fact)
    assert (await history())["score"] == 30
    assert await tier() == "D"
    for case in ("case-1", "case-2"):
        envelope = await bench.hear(case, LIFTED)
        await bench.hear_again(envelope, LIFTED)
    await bench.hear("case-1", CLOSED)
    points = [points for _, points in rules(await history())]
    assert sorted(points) == [-15, -15, 5]
    ledger = await bench.service.ledgers.store.history(f"ledger-{code}-2026")
    voided = [record["data"]["entry"] for record in ledger if record["type"] == "credit.entry-voided.v1"]
    assert voided == ["case-1:3", "case-2:3"]
    assert await tier() == "C"
    assert await bench.parked() == []


@pytest.mark.usefixtures("registered")
async def test_a_late_payment_counts_from_its_first_late_day_however_late_it_was_noticed(
    bench: Bench[Service], code: str, history: History
) -> None:
    for fact in (filed(code), penalty(code), PaymentOverdue(until=ON, noticed_on=date(2026, 11, 20), open=1)):
        await bench.hear("case-1", fact)
    days = [entry["happened_on"] for entry in (await history(on="2026-09-01"))["entries"]]
    assert days == ["2026-09-01", "2026-08-31"]


@pytest.mark.usefixtures("registered")
async def test_the_end_of_enforcement_is_no_performance(bench: Bench[Service], code: str, history: History) -> None:
    ended = EnforcementEnded(ground=EndingGround.CEASED, ended_on=ON, blob="a" * 64, reasons="…")
    for fact in (filed(code), penalty(code), ended, CLOSED):
        await bench.hear("case-1", fact)
    assert rules(await history()) == [("penalty-general", -15)]


@pytest.mark.usefixtures("registered")
async def test_persons_and_cases_without_penalty_leave_no_entry(
    bench: Bench[Service], code: str, history: History
) -> None:
    freed = NoPenaltyDecided(ground=NoPenaltyGround.MINOR, decided_on=ON, reasons="…", education="…")
    cases: dict[str, list[Event]] = {
        "case-1": [filed(None), penalty(None), OVERDUE, CLOSED],
        "case-2": [filed(code), freed, CLOSED],
    }
    for subject, events in cases.items():
        for event in events:
            await bench.hear(subject, event)
    assert rules(await history()) == []
    assert await bench.parked() == []


@pytest.mark.usefixtures("registered")
async def test_a_recheck_before_the_party_is_known_stays_without_entry_also_after_a_rewind(
    bench: Bench[Service], code: str, history: History
) -> None:
    facts: list[Event] = [
        filed(None),
        correction(fulfilled=False),
        confirmed("act-1"),
        penalty(code),
        confirmed("act-2"),
    ]
    heard = [(await bench.hear("case-1", event), event) for event in facts]
    for envelope, event in heard:
        await bench.hear_again(envelope, event)
    assert rules(await history()) == [("penalty-general", -15)]


async def test_a_penalty_heard_before_the_firm_is_registered_waits_and_counts_later(
    bench: Bench[Service], registrar: Caller, firm: Firms, code: str, history: History
) -> None:
    await bench.hear("case-1", penalty(code))
    await bench.hear("case-1", CLOSED)
    assert await bench.parked() == ["credit/not-registered", "behind"]
    await bench.consuming.retry()
    assert len(await bench.parked()) == 2
    await registrar.act("/firms", firm(1))
    for head in await bench.parking.listed():
        await bench.parking.replay(head.id)
    await bench.consuming.retry()
    assert await bench.parked() == []
    assert rules(await history()) == [("penalty-general", -15), ("penalty-performed", 5)]


@pytest.mark.usefixtures("registered")
async def test_repeats_and_a_rewound_group_change_nothing(
    bench: Bench[Service], code: str, history: History, concluded: Any, everything: Any, assigned: Assigned
) -> None:
    facts: list[tuple[str, Event]] = [
        ("visit-1", assigned(code)),
        ("visit-1", concluded(code, VisitResult.ORDERED)),
        ("visit-1", recheck(fulfilled=False)),
        ("visit-1", VisitActConfirmed(act="recheck-safety-03", certificate=OFFICERS[1], confirmed_on=ON)),
        ("case-1", filed(code)),
        ("case-1", correction(fulfilled=True)),
        ("case-1", confirmed("act-1")),
        ("case-1", penalty(code)),
        ("case-1", OVERDUE),
    ]
    heard = [(await bench.hear(subject, event), event) for subject, event in facts]
    await history()
    before = await everything()
    for envelope, event in heard:
        await bench.hear_again(envelope, event)
        await bench.hear_again(envelope, event)
    await history()
    assert await everything() == before

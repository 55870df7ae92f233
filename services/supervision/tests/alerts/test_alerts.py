"""Alerts, from what is heard: raised by a term that passed, settled by the deed."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    ClueOverdue,
    ClueRegistered,
    ClueSetAside,
    ClueTaken,
    CorrectionOrdered,
    CorrectionRechecked,
    DecisionOverdue,
    DecisionServed,
    FinePaid,
    NoPenaltyDecided,
    PaymentOverdue,
    PaymentOverdueLifted,
    PenaltyDecided,
    RecheckOverdue,
    ReferralAccepted,
    ReferralDeclined,
    ServiceOverdue,
    ServiceOverdueLifted,
)
from contracts.inspections import (
    VisitAssigned,
    VisitOpened,
    VisitOverdue,
    VisitUnmet,
)
from contracts.supervision import TaskCompleted, TaskFailed
from supervision.service import Service

type Builder = Callable[..., Any]
type Told = Callable[..., Awaitable[Any]]


async def late_case(bench: Bench[Service], make: Builder, name: str = "case-1", town: str = "130624100") -> None:
    await bench.hear(name, make(CaseFiled, township=town, body=town))
    await bench.hear(name, make(DecisionOverdue, until=date(2026, 8, 31)))


async def test_a_late_decision_alerts_with_the_township_of_the_case(
    bench: Bench[Service], make: Builder, supervisor: Caller, items: Told
) -> None:
    await late_case(bench, make)
    (alert,) = await items(supervisor)
    assert alert["id"] == "alert-decision-overdue-case-1"
    assert (alert["subject"], alert["township"], alert["until"]) == ("case-1", "130624100", "2026-08-31")
    assert (alert["raised_on"], alert["open"]) == ("2026-09-01", True)
    assert alert["labels"]["decision-overdue"] == "逾期未作出决定"
    stored = await bench.service.alerts.store.read(alert["id"])
    assert [(item.id, item.sequence) for item in stored.state.raised.rests_on] == [("case-1", 2)]
    assert await bench.parked() == []


@pytest.mark.parametrize("deed", [PenaltyDecided, NoPenaltyDecided, CaseWithdrawn, CaseClosed])
async def test_the_decision_settles_it(
    bench: Bench[Service], make: Builder, supervisor: Caller, deed: type[Any], alerts: Told
) -> None:
    await late_case(bench, make)
    await bench.hear("case-1", make(deed))
    assert await alerts(supervisor, kind="decision-overdue") == [("alert-decision-overdue-case-1", False)]
    (alert,) = (await supervisor.ask("/alerts", kind="decision-overdue")).json()["items"]
    assert alert["settled_on"] == "2026-09-01"
    assert await bench.parked() == []


async def test_only_the_whole_payment_settles_a_late_one(
    bench: Bench[Service], make: Builder, supervisor: Caller, alerts: Told
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(PenaltyDecided, fine=1_000_00))
    await bench.hear("case-1", make(PaymentOverdue))
    await bench.hear("case-1", make(FinePaid, amount=400_00))
    assert await alerts(supervisor) == [("alert-payment-overdue-case-1", True)]
    await bench.hear("case-1", make(FinePaid, amount=600_00))
    assert await alerts(supervisor) == [("alert-payment-overdue-case-1", False)]


async def test_a_payment_that_proves_to_be_in_time_settles_it_with_that_reason(
    bench: Bench[Service], make: Builder, supervisor: Caller, items: Told
) -> None:
    for fact in (make(CaseFiled), make(PenaltyDecided), make(PaymentOverdue)):
        await bench.hear("case-1", fact)
    assert (await supervisor.ask("/follow-up", overdue="true")).json()["items"]
    await bench.hear("case-1", make(PaymentOverdueLifted))
    await bench.hear("case-1", make(FinePaid))
    (alert,) = await items(supervisor)
    assert (alert["open"], alert["reason"]) == (False, "in-time")
    assert alert["labels"]["in-time"] == "事后查明未逾期"
    assert (await supervisor.ask("/follow-up", overdue="true")).json()["items"] == []


async def test_a_day_of_a_year_without_notice_is_marked_provisional(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(DecisionServed, pay_until=date(2027, 1, 6)))
    await bench.hear("case-1", make(PaymentOverdue, until=date(2027, 1, 6)))
    await bench.hear("case-1", make(DecisionOverdue, until=date(2027, 1, 6)))
    found = {item["kind"]: item for item in (await supervisor.ask("/alerts")).json()["items"]}
    assert found["payment-overdue"]["provisional"]
    assert found["payment-overdue"]["labels"]["provisional"] == "暂定"
    assert not found["decision-overdue"]["provisional"], "ninety days whatever the calendar"
    for path in ("/follow-up", "/follow-up/case-1"):
        seen = (await supervisor.ask(path)).json()
        one = seen["items"][0] if "items" in seen else seen
        assert (one["provisional"], one["labels"]["provisional"]) == (True, "暂定")


async def test_x25_a_decision_that_is_not_served_alerts_until_two_officers_served_it(
    bench: Bench[Service], make: Builder, supervisor: Caller, alerts: Told
) -> None:
    for fact in (make(CaseFiled), make(PenaltyDecided), make(ServiceOverdue), make(DecisionServed, act="act-9")):
        await bench.hear("case-1", fact)
    await bench.hear("case-1", make(ActConfirmed, act="act-8"))
    assert await alerts(supervisor) == [("alert-service-overdue-case-1", True)]
    await bench.hear("case-1", make(ActConfirmed, act="act-9"))
    assert await alerts(supervisor) == [("alert-service-overdue-case-1", False)]
    assert (await supervisor.ask("/follow-up", overdue="true")).json()["items"] == []


@pytest.mark.parametrize(
    "deed",
    [
        (ActConfirmed, {"act": "recheck-9"}),
        (CorrectionOrdered, {}),
        (CaseWithdrawn, {"ripe": False, "reported": False}),
        (CaseClosed, {}),
    ],
    ids=lambda deed: deed[0].__name__,
)
async def test_an_order_that_nobody_looks_after_alerts_until_somebody_did(
    bench: Bench[Service], make: Builder, supervisor: Caller, deed: tuple[type[Any], dict[str, Any]], alerts: Told
) -> None:
    for fact in (make(CaseFiled), make(RecheckOverdue), make(CorrectionRechecked, act="recheck-9")):
        await bench.hear("case-1", fact)
    assert await alerts(supervisor) == [("alert-recheck-overdue-case-1", True)]
    assert len((await supervisor.ask("/follow-up", overdue="true")).json()["items"]) == 1
    event, given = deed
    await bench.hear("case-1", make(event, **given))
    assert await alerts(supervisor) == [("alert-recheck-overdue-case-1", False)]
    assert (await supervisor.ask("/follow-up", overdue="true")).json()["items"] == []


@pytest.mark.parametrize("answer", [ClueTaken, ClueSetAside])
async def test_x40_a_clue_that_nobody_checks_alerts_until_it_is_answered(
    bench: Bench[Service], make: Builder, supervisor: Caller, head: Caller, answer: type[Any], alerts: Told
) -> None:
    await bench.hear("clue-1", make(ClueRegistered))
    await bench.hear("clue-1", make(ClueOverdue))
    assert ("alert-clue-overdue-clue-1", True) in await alerts(head)
    await bench.hear("clue-1", make(answer))
    assert ("alert-clue-overdue-clue-1", False) in await alerts(supervisor)


async def test_x25_the_end_of_a_case_settles_a_service_that_never_came(
    bench: Bench[Service], make: Builder, supervisor: Caller, alerts: Told
) -> None:
    """Whoever died can't be served; enforcement ends, and the case."""
    for fact in (make(CaseFiled), make(PenaltyDecided), make(ServiceOverdue), make(CaseClosed)):
        await bench.hear("case-1", fact)
    assert await alerts(supervisor) == [("alert-service-overdue-case-1", False)]
    assert (await supervisor.ask("/follow-up", overdue="true")).json()["items"] == []


async def test_what_can_not_be_done_any_more_is_settled_by_the_supervisor(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    """A finding is answered once: nobody can accept it after all."""
    await bench.hear("referral-1", make(ReferralDeclined))
    path = "/alerts/alert-referral-declined-referral-1/review"
    assert (await supervisor.act(path, {"remark": "已核实，确已超过时效"})).json()["reason"] == "reviewed"


async def test_x25_a_service_that_proves_to_be_in_time_settles_it(
    bench: Bench[Service], make: Builder, supervisor: Caller, items: Told
) -> None:
    for fact in (make(CaseFiled), make(PenaltyDecided), make(ServiceOverdue), make(ServiceOverdueLifted)):
        await bench.hear("case-1", fact)
    assert [item["reason"] for item in await items(supervisor)] == ["in-time"]
    assert (await supervisor.ask("/follow-up", overdue="true")).json()["items"] == []


async def test_closing_settles_a_late_payment(
    bench: Bench[Service], make: Builder, supervisor: Caller, alerts: Told
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(PaymentOverdue))
    await bench.hear("case-1", make(CaseClosed))
    assert await alerts(supervisor) == [("alert-payment-overdue-case-1", False)]


async def test_a_declined_referral_alerts_until_it_is_accepted(
    bench: Bench[Service], make: Builder, supervisor: Caller, alerts: Told
) -> None:
    await bench.hear("referral-1", make(ReferralDeclined))
    assert await alerts(supervisor) == [("alert-referral-declined-referral-1", True)]
    await bench.hear("referral-1", make(ReferralAccepted))
    assert await alerts(supervisor) == [("alert-referral-declined-referral-1", False)]


async def test_a_deed_in_time_alerts_nobody(
    bench: Bench[Service], make: Builder, supervisor: Caller, alerts: Told
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    for kind in (PenaltyDecided, FinePaid, CaseClosed):
        await bench.hear("case-1", make(kind))
    await bench.hear("visit-1", make(VisitAssigned))
    await bench.hear("visit-1", make(VisitOpened))
    await bench.hear("task-1", make(TaskCompleted))
    await bench.hear("task-2", make(TaskFailed))
    assert await alerts(supervisor) == []
    assert await bench.parked() == []


async def test_what_is_late_again_is_one_alert_open_again(
    bench: Bench[Service], make: Builder, supervisor: Caller, alerts: Told
) -> None:
    await bench.hear("visit-1", make(VisitAssigned))
    for kind in (VisitOverdue, VisitUnmet, VisitOverdue):
        await bench.hear("visit-1", make(kind))
    assert await alerts(supervisor) == [("alert-visit-overdue-visit-1", True)]


async def test_open_alerts_come_first_page_by_page(bench: Bench[Service], make: Builder, supervisor: Caller) -> None:
    for number in range(1, 5):
        await late_case(bench, make, f"case-{number}")
    for number in (1, 3):
        await bench.hear(f"case-{number}", make(PenaltyDecided))
    first = (await supervisor.ask("/alerts", kind="decision-overdue", limit=3)).json()
    second = (await supervisor.ask("/alerts", kind="decision-overdue", limit=3, cursor=first["next"])).json()
    assert [item["open"] for item in first["items"] + second["items"]] == [True, True, False, False]
    assert first["as_of"]


async def test_a_head_sees_alerts_of_the_own_township(
    bench: Bench[Service], make: Builder, head: Caller, alerts: Told
) -> None:
    await late_case(bench, make, "case-1", "130624100")
    await late_case(bench, make, "case-2", "130624101")
    assert await alerts(head) == [("alert-decision-overdue-case-1", True)]
    assert (await head.ask("/alerts", township="130624101")).status_code == 403


async def test_a_repeated_event_raises_and_settles_nothing_twice(bench: Bench[Service], make: Builder) -> None:
    await late_case(bench, make)
    overdue, decided = make(DecisionOverdue), make(PenaltyDecided)
    heard = [await bench.hear("case-1", overdue), await bench.hear("case-1", decided)]
    before = await bench.parts.documents.find("alert", {})
    for envelope, event in zip(heard, (overdue, decided), strict=True):
        await bench.hear_again(envelope, event)
    assert await bench.parts.documents.find("alert", {}) == before


async def test_an_alert_that_is_raised_again_while_the_list_is_read_is_not_lost(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    """It moves among the open ones, behind the reader's back; the walk ends with it."""
    for name in ("case-1", "case-2"):
        await late_case(bench, make, name)
    await bench.hear("case-1", make(PenaltyDecided, mitigated=None))
    first = (await supervisor.ask("/alerts", kind="decision-overdue", limit=1)).json()
    await bench.hear("case-1", make(DecisionOverdue, until=date(2026, 8, 31)))
    seen, cursor = [first["items"][0]["subject"]], first["next"]
    while cursor:
        page = (await supervisor.ask("/alerts", kind="decision-overdue", limit=1, cursor=cursor)).json()
        seen, cursor = [*seen, *(item["subject"] for item in page["items"])], page["next"]
    assert (set(seen), seen[-1]) == ({"case-1", "case-2"}, "case-1")

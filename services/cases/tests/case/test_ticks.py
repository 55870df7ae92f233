"""Terms that pass are flagged by the worker, once."""

from dataclasses import replace
from datetime import date
from typing import Any

from chassis.deadlines import Ticking, working_days
from chassis.deadlines.ticking import tick_due
from contracts.calendar import WorkingDays


async def tick(town: Any) -> None:
    for ticking in town.bench.parts.ticking:
        await tick_due(ticking, town.clock)


OF_THE_CLOCK = {"done_at": None, "clock_ahead": None, "judged": None}
"""What a flag tells of a person's act: nothing."""


async def test_x24_a_late_decision_is_flagged_once_and_still_counts(town: Any, people: Any) -> None:
    case = await town.ready()
    town.clock.advance(days=90)
    await tick(town)
    assert people.good(await town.first.ask(f"/cases/{case}"))["case"]["decision_overdue"] is None
    town.clock.advance(days=1)
    for _ in range(2):
        await tick(town)
    seen = people.good(await town.first.ask(f"/cases/{case}"))
    assert seen["case"]["decision_overdue"] == OF_THE_CLOCK | {"until": "2026-11-30", "noticed_on": "2026-12-01"}
    assert (await town.decide(case)).status_code == 200


async def test_a_payment_in_time_that_becomes_known_late_lifts_the_flag(town: Any, people: Any) -> None:
    """Both days stand in the history; the flag goes through the public door as it came."""
    case = await town.ready()
    people.good(await town.decide(case))
    await town.step(case, "service", method="post", served_on="2026-09-01")
    town.clock.advance(days=16)
    await tick(town)
    paid = {"paid_on": "2026-09-15", "amount": 1_000_00, "receipt": "P-1"}
    seen = people.good(await town.first.act(f"/cases/{case}/payment", paid))
    assert seen["case"]["payment_overdue"] is None
    history = people.good(await town.first.ask(f"/cases/{case}/history"))["events"]
    lifted, last = history[-2:]
    assert lifted["type"] == "cases.payment-overdue-lifted.v1"
    assert lifted["data"] == OF_THE_CLOCK | {"until": "2026-09-16", "lifted_on": "2026-09-17"}
    assert (last["data"]["paid_on"], last["data"]["recorded_on"]) == ("2026-09-15", "2026-09-17")
    await tick(town)
    assert len(people.good(await town.first.ask(f"/cases/{case}/history"))["events"]) == len(history)


async def test_a_late_payment_is_flagged_once(town: Any, people: Any) -> None:
    case = await town.ready()
    people.good(await town.decide(case))
    await town.step(case, "service", method="post")
    town.clock.advance(days=16)
    for _ in range(2):
        await tick(town)
    seen = people.good(await town.first.ask(f"/cases/{case}"))
    told = {"until": "2026-09-16", "noticed_on": "2026-09-17", "open": 1_000_00}
    assert seen["case"]["payment_overdue"] == OF_THE_CLOCK | told
    flagged = [
        event
        for event in await town.bench.service.cases.store.history(case)
        if event["type"] == "cases.payment-overdue.v1"
    ]
    assert [event["actor"] for event in flagged] == ["system"]


async def test_terms_of_a_provisional_year_are_told_anew_when_its_notice_is_out(town: Any, people: Any) -> None:
    """Served on 22 December 2026: the 15th day is a Wednesday, which the notice of 2027 makes a day off."""
    case = await town.ready()
    people.good(await town.decide(case))
    town.clock.advance(days=112)
    await town.step(case, "service", method="in-person")
    seen = people.good(await town.first.ask(f"/cases/{case}"))
    ends = {term["name"]: (term["until"], term["provisional"]) for term in seen["terms"]}
    assert ends["payment"] == ("2027-01-06", True)
    assert ends["service"] == ("2026-09-10", False)
    assert (seen["labels"]["provisional"], seen["labels"]["payment"]) == ("暂定", "缴纳罚款期限")
    work = people.good(await town.first.ask("/work"))["items"]
    assert [(item["what"], item["provisional"], item["until_label"]) for item in work] == [
        ("record-payment", True, "暂定")
    ]
    cases, told = town.bench.service.cases, working_days()
    notice = replace(
        told, holidays=told.holidays | {date(2027, 1, 6)}, provisional=frozenset(), version="with the notice of 2027"
    )

    def out() -> WorkingDays:
        return notice

    cases.store.calendar = out
    newer = replace(cases, facts=replace(cases.facts, calendar=out))
    for _ in range(2):
        await tick_due(Ticking(cases.store, newer.tick), town.clock)
    events = people.good(await town.first.ask(f"/cases/{case}/history"))["events"]
    assert [event["data"]["pay_until"] for event in events if event["type"] == "cases.decision-served.v1"] == [
        "2027-01-06"
    ]
    (anew,) = [event["data"] for event in events if event["type"] == "cases.terms-recomputed.v1"]
    assert (anew["pay_until"], anew["review_until"]) == ("2027-01-07", "2027-02-22")
    assert anew["calendar"] == "with the notice of 2027"
    (item,) = people.good(await town.first.ask("/work"))["items"]
    assert (item["until"], item["provisional"]) == ("2027-01-07", False)

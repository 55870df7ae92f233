"""Terms that pass are flagged by the worker, once."""

from typing import Any

from chassis.deadlines.ticking import tick_due


async def tick(town: Any) -> None:
    for ticking in town.bench.parts.ticking:
        await tick_due(ticking, town.clock)


async def test_x24_a_late_decision_is_flagged_once_and_still_counts(town: Any, people: Any) -> None:
    case = await town.ready()
    town.clock.advance(days=90)
    await tick(town)
    assert people.good(await town.first.ask(f"/cases/{case}"))["case"]["decision_overdue"] is None
    town.clock.advance(days=1)
    for _ in range(2):
        await tick(town)
    seen = people.good(await town.first.ask(f"/cases/{case}"))
    assert seen["case"]["decision_overdue"] == {"until": "2026-11-30", "noticed_on": "2026-12-01"}
    assert (await town.decide(case)).status_code == 200


async def test_a_late_payment_is_flagged_once(town: Any, people: Any) -> None:
    case = await town.ready()
    people.good(await town.decide(case))
    await town.step(case, "service", method="post")
    town.clock.advance(days=16)
    for _ in range(2):
        await tick(town)
    seen = people.good(await town.first.ask(f"/cases/{case}"))
    assert seen["case"]["payment_overdue"] == {"until": "2026-09-16", "noticed_on": "2026-09-17", "open": 1_000_00}
    flagged = [
        event
        for event in await town.bench.service.cases.store.history(case)
        if event["type"] == "cases.payment-overdue.v1"
    ]
    assert [event["actor"] for event in flagged] == ["system"]
